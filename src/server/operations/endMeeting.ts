import * as meetings from '../../domain/meeting.ts'
import * as polls from '../../domain/poll.ts'
import { done, roomChanged } from './answers.ts'
import { findMeeting } from './find.ts'
import { logPoll } from './logPoll.ts'
import { countedDetail } from './pollSteps.ts'
import type { Operation } from './ports.ts'
import { savePollState } from './savePollState.ts'

/** Ends the meeting and closes what is still open, so that every result it leaves behind is final. */
export const endMeeting: Operation<{ meetingId: string }, { meetingId: string }> = {
  name: 'endMeeting',
  run(tx, input, context) {
    const meeting = findMeeting(tx, input.meetingId)
    if (!meeting.ok) return meeting
    const ended = meetings.end(meeting.value, context.nowMs)
    if (!ended.ok) return ended
    if (ended.value === meeting.value) return done({ meetingId: input.meetingId })
    const open = tx.polls(input.meetingId).filter((poll) => poll.status === 'open')
    for (const poll of open) {
      const closed = polls.close(poll, context.nowMs)
      if (!closed.ok) continue
      savePollState(tx, closed.value, meeting.value.roll)
      logPoll(tx, closed.value, context.nowMs, 'pollClosed', countedDetail(tx, closed.value))
    }
    tx.saveMeeting(ended.value)
    tx.record(input.meetingId, context.nowMs, 'meetingEnded', { joined: tx.joined(input.meetingId) })
    const changes = open.map((poll) => roomChanged(input.meetingId, poll.id))
    return done({ meetingId: input.meetingId }, roomChanged(input.meetingId), ...changes)
  },
}
