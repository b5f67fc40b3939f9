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

/** Wrong codes, from one address and from all of them together. */
export const guessLimits = { address: { requests: 10, seconds: 60 }, all: { requests: 200, seconds: 60 } }

/** Counts wrong codes. Answers how many seconds to wait, 0 for none; while one has to wait, a right code waits too. */
export type GuessCounter = (address: string, isRight: boolean) => Promise<number>

/**
 * A guess is counted before anybody hears what became of it, so that many at once are counted as many; a right one gives
 * its place back in the same turn, so that a room that arrives behind one address takes none.
 */
export function createGuessCounter({ address, all }: typeof guessLimits = guessLimits): GuessCounter {
  const perAddress = new RateLimiterMemory({ points: address.requests, duration: address.seconds })
  const together = new RateLimiterMemory({ points: all.requests, duration: all.seconds })
  return async (from, isRight) => {
    const counted = [perAddress.consume(from), together.consume('all')]
    if (isRight) void Promise.all([perAddress.reward(from), together.reward('all')])
    const waits = await Promise.allSettled(counted)
    return Math.max(...waits.map((wait) => (wait.status === 'fulfilled' ? 0 : secondsOf(wait.reason))))
  }
}

function secondsOf(refused: unknown): number {
  if (!(refused instanceof RateLimiterRes)) throw refused
  return Math.max(1, Math.ceil(refused.msBeforeNext / 1000))
}

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
      const seconds = secondsOf(error)
      response.set('Retry-After', String(seconds))
      sendProblem(request, response, 'tooManyRequests', { seconds })
      return
    }
    next()
  }
}
