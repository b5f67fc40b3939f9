import { z } from 'zod'
import { ballotKeyPattern } from '../domain/ballot.ts'

/** At least 96 random bits, since who knows the key of a join under way is that attendee. */
const joinKeyPattern = /^[A-Za-z0-9_-]{16,64}$/

/** What phones send. Strict: an unknown member is a mistake, not something to ignore. */

export const joinRequest = z.strictObject({
  name: z.string().max(2000).nullish(),
  code: z.string().max(100).nullish(),
  /** As the projector shows it, where the level of admission is `code`. */
  roomCode: z.string().max(100).nullish(),
  /** As it is printed, however it is typed, or its whole link; at the level `tickets`. */
  ticket: z.string().max(200).nullish(),
  /** Made by the phone before it asks: the same key again is the same attendee, should the first answer get lost. */
  key: z.string().regex(joinKeyPattern).optional(),
})
export type JoinRequest = z.infer<typeof joinRequest>

export interface JoinAnswer {
  readonly attendee: { readonly id: string; readonly name: string | null }
  /** 128 random bits. Send it as `Authorization: Bearer`; the same is set as an HttpOnly cookie. */
  readonly token: string
}

export const ballotRequest = z.strictObject({
  /** Checked by the poll's kind. */
  answer: z.unknown(),
  key: z.string().regex(ballotKeyPattern),
  /** The round the phone shows, so that a vote under way is not counted in the next one. */
  round: z.number().int().min(1).optional(),
})
export type BallotRequest = z.infer<typeof ballotRequest>

export interface BallotAnswer {
  readonly receipt: string
  readonly revision: number
  /** False where a late retry repeats a vote that was changed or withdrawn since: it changes nothing. */
  readonly counted: boolean
}

export interface WithdrawAnswer {
  readonly revision: number
}
