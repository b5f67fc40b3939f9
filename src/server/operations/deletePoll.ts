import { refuse } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { findPoll } from './find.ts'
import { logPoll } from './logPoll.ts'
import type { Operation } from './ports.ts'

/** Puts a poll out of sight; `restorePoll` brings it back with its votes. */
export const deletePoll: Operation<{ pollId: string }, null> = {
  name: 'deletePoll',
  run(tx, input, context) {
    const found = findPoll(tx, input.pollId)
    if (!found.ok) return found
    const { poll, meeting } = found.value
    if (poll.status === 'open') return refuse('pollStillOpen')
    tx.markPollDeleted(poll.id, context.nowMs)
    if (meeting.currentPollId === poll.id) tx.saveMeeting({ ...meeting, currentPollId: null, stageMode: 'join' })
    logPoll(tx, poll, context.nowMs, 'pollDeleted')
    return done(null, roomChanged(meeting.id, poll.id))
  },
}
