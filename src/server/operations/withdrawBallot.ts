import { isDue } from '../../domain/countdown.ts'
import { refuse } from '../../domain/refusal.ts'
import { countsChanged, done } from './answers.ts'
import { findRunningPoll } from './find.ts'
import type { BallotPlace, Operation } from './ports.ts'

interface Input {
  readonly pollId: string
  readonly meetingId: string
  readonly voterId: string
  /** The key of the vote to take back, if the phone says so. */
  readonly key: string | null
}

/**
 * Takes a counted vote back while the poll is open. Doing it twice is harmless: the second finds nothing to do. With a
 * key it takes back that vote and no other, so a request that was late on its way cannot undo a newer vote.
 */
export const withdrawBallot: Operation<Input, null> = {
  name: 'withdrawBallot',
  run(tx, input, context) {
    const found = findRunningPoll(tx, input.pollId)
    if (!found.ok) return found
    const { poll, meeting } = found.value
    if (meeting.id !== input.meetingId) return refuse('pollNotFound')
    // As for votes: the countdown decides, not the moment at which somebody gets round to closing.
    if (poll.status !== 'open' || isDue(poll, context.clockMs)) return refuse('pollNotOpen')
    if (!poll.settings.allowWithdraw) return refuse('withdrawNotAllowed')
    const place: BallotPlace = { pollId: poll.id, round: poll.round, voterId: input.voterId }
    const counted = tx.ballot(place)
    if (counted === null) return done(null)
    if (input.key !== null && counted.key !== input.key) return refuse('voteReplaced')
    tx.deleteBallot(place)
    return done(null, countsChanged(meeting.id, poll.id))
  },
}
