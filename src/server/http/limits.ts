import type { RequestHandler } from 'express'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { sendProblem } from './problems.ts'

/** Whose address it is, as far as one can tell. */
export type SourceOf = (address: string | undefined) => string

/**
 * Votes are limited per attendee and never per address: a whole room may sit behind one address. Joins have no token
 * yet, so they are limited per address, coarsely enough for the largest hall to arrive within seconds.
 */
export interface Limit {
  readonly requests: number
  readonly seconds: number
}

export const voteLimit: Limit = { requests: 200, seconds: 10 }
export const joinLimit: Limit = { requests: 6000, seconds: 60 }

/** Refuses with 429 once `keyOf(request)` has used up its limit. Null keys are not limited. */
export function limited(
  limit: Limit,
  keyOf: (request: Parameters<RequestHandler>[0]) => string | null,
): RequestHandler {
  const limiter = new RateLimiterMemory({ points: limit.requests, duration: limit.seconds })
  return async (request, response, next) => {
    const key = keyOf(request)
    if (key === null) {
      next()
      return
    }
    try {
      await limiter.consume(key)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000))
      response.set('Retry-After', String(seconds))
      sendProblem(request, response, 'tooManyRequests', { seconds })
      return
    }
    next()
  }
}
