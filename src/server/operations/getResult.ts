import { accept, refuse, type Result } from '../../domain/refusal.ts'
import type { Poll } from '../../domain/poll.ts'
import type { PollResult } from '../../contract/views.ts'
import { findPoll } from './find.ts'
import type { Queries } from './ports.ts'
import type { Results } from './results.ts'
import { questionOf } from './savePollState.ts'

export interface RoundResult extends PollResult {
  /** The poll as it was asked in that round. */
  readonly poll: Poll
}

/** Result of a poll's present round, or of an earlier one. */
export function getResult(read: Queries, results: Results, pollId: string, round?: number): Result<RoundResult> {
  const found = findPoll(read, pollId)
  if (!found.ok) return found
  const { poll } = found.value
  if (round === undefined || round === poll.round) {
    return accept({ poll, ...results.of(poll.id, poll.round, questionOf(poll)) })
  }
  const earlier = read.rounds(pollId).find((known) => known.round === round)
  if (earlier === undefined) return refuse('roundNotFound', { round })
  const { asked, openedAtMs, closedAtMs } = earlier
  // An earlier round is on no screen: what is revealed is the present one.
  const asPoll: Poll = { ...poll, ...asked, round, status: 'closed', revealed: false, openedAtMs, closedAtMs }
  return accept({ poll: asPoll, ...results.of(poll.id, round, asked) })
}
