import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Request, Response } from 'express'

/** 128 random bits, URL-safe: a phone's token, or the host's secret. */
export function newToken(): string {
  return randomBytes(16).toString('base64url')
}

function digest(purpose: string, value: string): Buffer {
  return createHash('sha256').update(`${purpose}:${value}`).digest()
}

/** What the database keeps of a token: enough to recognise it, not enough to use it. */
export function tokenHash(token: string): Buffer {
  return digest('token', token)
}

/**
 * The name under which a token's votes are filed. It is derived from the token, which the database does not hold, so
 * that whoever opens the file cannot join a ballot with the attendee's name.
 */
export function voterIdOf(token: string): string {
  return digest('voter', token).toString('base64url').slice(0, 22)
}

/** Ten letters that stand for a ballot key: the phone shows them, and they prove nothing about the choice. */
export function receiptOf(key: string): string {
  return digest('receipt', key).toString('hex').slice(0, 10).toUpperCase()
}

/** Compares secrets without telling by the time it takes where they differ. */
export function sameSecret(given: string, expected: string): boolean {
  return timingSafeEqual(digest('compare', given), digest('compare', expected))
}

/** A session cookie's value derived from the host's secret, so that the secret itself is not in the cookie jar. */
export function hostCookieValue(secret: string): string {
  return digest('host-cookie', secret).toString('base64url')
}

export function bearerOf(request: Request): string | null {
  return /^Bearer ([A-Za-z0-9._~+/=-]{1,200})$/.exec(request.headers.authorization ?? '')?.[1] ?? null
}

export function cookieOf(request: Request, name: string): string | null {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value = ''] = part.trim().split('=', 2)
    // Nothing longer than what we set: it may be kept for a while to count by.
    if (key === name && /^[A-Za-z0-9_-]{1,200}$/.test(value)) return value
  }
  return null
}

/** Cookies ignore ports: two servers on one address share a jar, so each names its own. */
export function cookieName(role: 'attendee' | 'host', request: Request): string {
  return `soh-${role}-${request.socket.localPort ?? 0}`
}

export function setCookie(response: Response, name: string, value: string, maxAgeMs?: number): void {
  response.cookie(name, value, {
    httpOnly: true,
    sameSite: 'strict',
    path: '/',
    ...(maxAgeMs === undefined ? {} : { maxAge: maxAgeMs }),
  })
}
