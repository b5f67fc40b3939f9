import type { Problem } from '../contract/problems.ts'
import type { MyBallot } from '../contract/views.ts'
import type { Answer } from '../domain/kinds/index.ts'
import { isSame } from './answers.ts'
import type { Failure } from './failure.ts'
import type { Place, Step } from './pending.ts'

/** My part in one round of one poll. */
export interface MyVote {
  /** What the server has said it counts. Nothing else may be shown as counted. */
  readonly counted: MyBallot | null
  /** What I asked for last, while it has no answer. */
  readonly wish: Step | null
  /** What keeps the wish from its answer; it is tried again by itself. */
  readonly trouble: Failure | null
  /** What the server refused last. */
  readonly refused: { readonly step: Step; readonly problem: Problem } | null
}

/** All that is known of one place. Replaced, never changed. */
export interface Thread {
  readonly place: Place
  /**
   * Not answered yet, at most two: the one that may have reached the server, and the one to send after it. The first
   * is repeated until it is answered even when the person has changed their mind, because a copy of it that was
   * delayed on the way could otherwise arrive after the second and overwrite it.
   */
  readonly steps: readonly Step[]
  readonly counted: MyBallot | null
  readonly trouble: Failure | null
  readonly refused: MyVote['refused']
}

export function idOf(place: { readonly pollId: string; readonly round: number }): string {
  return `${place.pollId}:${place.round}`
}

export function untouched(place: Place): Thread {
  return { place, steps: [], counted: null, trouble: null, refused: null }
}

export function isVoteFor(step: Step | undefined, answer: Answer): boolean {
  return step !== undefined && step.kind === 'vote' && isSame(step.answer, answer)
}
