import type { MyBallot } from '../../contract/views.ts'
import type { Queries } from './ports.ts'

/** A voter's counted votes in the present rounds of a meeting's polls, each as it was sent. */
export function myBallots(read: Queries, meetingId: string, voterId: string): readonly MyBallot[] {
  return read.polls(meetingId).flatMap((poll) => {
    const ballot = read.ballot({ pollId: poll.id, round: poll.round, voterId })
    if (ballot === null) return []
    const { key, receipt } = ballot
    const answer = read.sentBallot(poll.id, voterId, key)?.answer ?? ballot.answer
    return [{ pollId: poll.id, round: poll.round, answer, receipt, key }]
  })
}
