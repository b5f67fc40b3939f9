import type { MyBallot } from '../../contract/views.ts'
import type { Queries } from './ports.ts'

/** A voter's counted votes in the present rounds of a meeting's polls. */
export function myBallots(read: Queries, meetingId: string, voterId: string): readonly MyBallot[] {
  return read.polls(meetingId).flatMap((poll) => {
    const ballot = read.ballot({ pollId: poll.id, round: poll.round, voterId })
    if (ballot === null) return []
    return [{ pollId: poll.id, round: poll.round, answer: ballot.answer, receipt: ballot.receipt, key: ballot.key }]
  })
}
