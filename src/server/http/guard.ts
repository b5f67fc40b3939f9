import { isIP } from 'node:net'
import express, { type Express, type RequestHandler } from 'express'
import helmet from 'helmet'
import type { ProblemCode } from '../../contract/problems.ts'
import { requestedWith } from '../../contract/routes.ts'
import { pictureLimits, pictureTypes, type PictureType } from '../../domain/picture.ts'
import { sendProblem } from './problems.ts'

/**
 * Is this `Host` header ours? A literal address cannot be rebound by DNS, so any literal will do; of names only
 * `localhost` and our own `.local` names. The port must be the one we listen on.
 */
export function isOwnHost(host: string, port: number, localNames: readonly string[]): boolean {
  const match = /^(\[[0-9a-f:.]+\]|[^:[\]@/\\\s]+)(?::([1-9]\d{0,4}))?$/i.exec(host)
  if (match === null) return false
  const [, name = '', portText] = match
  if (Number(portText ?? 80) !== port) return false
  const lower = name.toLowerCase()
  if (lower === 'localhost' || localNames.includes(lower)) return true
  if (lower.startsWith('[')) return isIP(lower.slice(1, -1)) === 6
  return isIP(lower) === 4
}

export interface GuardOptions {
  /** Further names under which this listener may be addressed, lower case. */
  readonly localNames: readonly string[]
}

/**
 * Refuses what no browser on our own page sends: Node's parser accepts two Host headers, HTTP/1.0 and absolute-form
 * targets, and a rebound or foreign page must not reach a route.
 */
export function guard({ localNames }: GuardOptions): RequestHandler {
  return (request, response, next) => {
    const hosts = request.headersDistinct['host'] ?? []
    const [host = ''] = hosts
    const port = request.socket.localPort ?? 0
    const wellFormed = request.httpVersion === '1.1' && request.originalUrl.startsWith('/')
    if (!wellFormed || hosts.length !== 1 || !isOwnHost(host, port, localNames)) {
      sendProblem(request, response, 'badHost')
      return
    }
    const { origin } = request.headers
    const changesState = request.method !== 'GET' && request.method !== 'HEAD'
    if (changesState && origin !== undefined && origin !== `http://${host}`) {
      sendProblem(request, response, 'badOrigin')
      return
    }
    next()
  }
}

/**
 * A request that changes state carries what no foreign form or image can send: a type that forms do not know, and
 * either a bearer token or our own header. Both make a browser ask for permission first, which we never give.
 */
function intent(isExpected: (contentType: string | undefined) => boolean, otherwise: ProblemCode): RequestHandler {
  return (request, response, next) => {
    const hasBody = request.method !== 'DELETE' || Number(request.headers['content-length'] ?? 0) > 0
    if (hasBody && !isExpected(request.headers['content-type'])) {
      sendProblem(request, response, otherwise)
      return
    }
    const intended =
      request.headers.authorization?.startsWith('Bearer ') === true ||
      request.get(requestedWith.header) === requestedWith.value
    if (intended) next()
    else sendProblem(request, response, 'headerMissing')
  }
}

/** For all that is JSON: every request that changes state, but for one. */
export const requireIntent = intent(isJson, 'notJson')

/** For the bytes of a picture. */
export const requirePicture = intent((contentType) => pictureTypeOf(contentType) !== null, 'pictureMalformed')

/** The picture type that a `Content-Type` says, without parameters; null for anything else, SVG included. */
export function pictureTypeOf(contentType: string | undefined): PictureType | null {
  return pictureTypes.find((type) => type === contentType?.trim().toLowerCase()) ?? null
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(contentType ?? '')
}

/** The bytes of a picture as they were sent. */
export const pictureBody: RequestHandler = express.raw({
  limit: pictureLimits.bytes,
  type: [...pictureTypes],
  inflate: false,
})

/** JSON bodies up to `limit`, never compressed: a small body must not become a large one here. */
export function jsonBody(limit: string | number): RequestHandler {
  return express.json({ limit, strict: true, type: 'application/json', inflate: false })
}

/**
 * Headers for pages on a plain-http address. Helmet's defaults would blank the page there: `upgrade-insecure-requests`
 * makes browsers fetch scripts over https, which nobody serves. `extraCsp` loosens the policy in development only.
 */
export function securityHeaders(extraCsp: Readonly<Record<string, readonly string[]>> = {}): RequestHandler {
  const directives: Record<string, Iterable<string> | null> = {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
    objectSrc: null,
    scriptSrcAttr: null,
    upgradeInsecureRequests: null,
  }
  // Where a browser knows it, no text becomes markup by any way but Vue's own. Development draws errors with others.
  if (Object.keys(extraCsp).length === 0) {
    directives['requireTrustedTypesFor'] = ["'script'"]
    directives['trustedTypes'] = ['vue']
  }
  for (const [name, sources] of Object.entries(extraCsp)) directives[name] = [...(directives[name] ?? []), ...sources]
  return helmet({
    contentSecurityPolicy: { directives },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
}

/** An Express app with nothing of Express's own left on: no banner, no query objects, no proxies trusted. */
export function bareApp(): Express {
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', false)
  app.set('query parser', 'simple')
  app.enable('case sensitive routing')
  app.enable('strict routing')
  return app
}
