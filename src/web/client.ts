import type { Problem } from '../contract/problems.ts'
import { requestedWith } from '../contract/routes.ts'

/** What came of a request. `problem` is null where the answer did not come from our server, or none came (status 0). */
export type Reply<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: Problem | null; readonly status: number }

export interface Client {
  /** Sends `body` as JSON. Never throws; gives up after the client's time. An empty answer gives `undefined`. */
  request<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<Reply<T>>
}

/** Longer than any answer of a healthy room, shorter than a person's patience. */
export const requestTimeoutMs = 8_000

const unreachable = { ok: false, problem: null, status: 0 } as const

function isProblem(parsed: unknown): parsed is Problem {
  return typeof parsed === 'object' && parsed !== null && typeof (parsed as Partial<Problem>).code === 'string'
}

/** Undefined for text that is not JSON: a captive portal answers 200 with a page of its own. */
function parse(text: string): { readonly json: unknown } | null {
  if (text === '') return { json: undefined }
  try {
    return { json: JSON.parse(text) as unknown }
  } catch {
    return null
  }
}

/** `authorise` is asked for every request; it returns the headers that say who asks. */
export function createClient(
  authorise: () => Readonly<Record<string, string>>,
  timeoutMs: number = requestTimeoutMs,
): Client {
  return {
    async request<T>(method: string, path: string, body?: unknown): Promise<Reply<T>> {
      const abort = new AbortController()
      const timer = setTimeout(() => {
        abort.abort()
      }, timeoutMs)
      const headers: Record<string, string> = { [requestedWith.header]: requestedWith.value, ...authorise() }
      if (body !== undefined) headers['Content-Type'] = 'application/json'
      try {
        const response = await fetch(path, {
          method,
          headers,
          cache: 'no-store',
          signal: abort.signal,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        const parsed = parse(await response.text())
        if (response.ok && parsed !== null) return { ok: true, value: parsed.json as T }
        const problem = parsed !== null && isProblem(parsed.json) ? parsed.json : null
        return { ok: false, problem, status: response.status }
      } catch {
        return unreachable
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
