import type { Answer } from './kinds/index.ts'
import { accept, refuse, type Result } from './refusal.ts'

/** What the store holds of one attendee's vote in one round. */
export interface CastBallot {
  /** Chosen by the phone before it sends: repeating a key repeats the answer, never the vote. */
  readonly key: string
  readonly answer: Answer
  readonly weight: number
  readonly receipt: string
}

/** Phones send 8 to 64 URL-safe characters. */
export const ballotKeyPattern = /^[A-Za-z0-9_-]{8,64}$/

/**
 * May `attendee` put this ballot now? `previous` is what they have in the round. The same key again is a retry of
 * unknown outcome and is dealt with before this is asked.
 */
export function mayCast(previous: CastBallot | null, allowChange: boolean): Result<null> {
  return previous !== null && !allowChange ? refuse('changeNotAllowed') : accept(null)
}
