import { refuse } from '../../domain/refusal.ts'
import { countsChanged, done } from './answers.ts'
import { findRunningPoll } from './find.ts'
import type { BallotPlace, Operation } from './ports.ts'

interface Input {
  readonly pollId: string
  readonly meetingId: string
  readonly voterId: string
}

/** Takes a counted vote back while the poll is open. Doing it twice is harmless: the second finds nothing to do. */
export const withdrawBallot: Operation<Input, null> = {
  name: 'withdrawBallot',
  run(tx, input) {
    const found = findRunningPoll(tx, input.pollId)
    if (!found.ok) return found
    const { poll, meeting } = found.value
    if (meeting.id !== input.meetingId) return refuse('pollNotFound')
    if (poll.status !== 'open') return refuse('pollNotOpen')
    if (!poll.settings.allowWithdraw) return refuse('withdrawNotAllowed')
    const place: BallotPlace = { pollId: poll.id, round: poll.round, voterId: input.voterId }
    if (tx.ballot(place) === null) return done(null)
    tx.deleteBallot(place)
    return done(null, countsChanged(meeting.id, poll.id))
  },
}
