import type { Answer } from '../domain/kinds/index.ts'
import type { Keep } from './keep.ts'

/** A poll in one of its rounds, as the person saw it when they voted. */
export interface Place {
  readonly meetingId: string
  readonly pollId: string
  readonly round: number
  /** To be able to say which vote came too late when the room has moved on. */
  readonly question: string
}

/** A vote with the key it has from the first moment: repeating the key repeats the vote and never adds one. */
export interface SentVote {
  readonly kind: 'vote'
  readonly key: string
  readonly answer: Answer
}

/** Something the person asked for that the server has not answered yet. */
export type Step = SentVote | { readonly kind: 'withdraw' }

/** Votes of one place whose outcome is unknown, oldest first. */
export interface Pending {
  readonly place: Place
  readonly votes: readonly SentVote[]
}

const key = 'pending'

/** Written by an earlier visit of this page, so its outline is enough to know it by; the server reads every answer. */
function isPending(raw: unknown): raw is Pending {
  const { place, votes } = Object(raw) as Partial<Pending>
  return (
    typeof Object(place).pollId === 'string' &&
    Array.isArray(votes) &&
    votes.every((vote) => Object(Object(vote).answer) === Object(vote).answer)
  )
}

export function readAllPending(keep: Keep): readonly Pending[] {
  const raw = keep.read(key)
  return Array.isArray(raw) ? raw.filter(isPending) : []
}

export function writeAllPending(keep: Keep, all: readonly Pending[]): void {
  keep.write(key, all.length === 0 ? null : all)
}
