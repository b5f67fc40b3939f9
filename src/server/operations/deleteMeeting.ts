import { refuse } from '../../domain/refusal.ts'
import { consoleChanged, done } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

/** Puts a meeting out of sight; `restoreMeeting` brings it back with all its votes. */
export const deleteMeeting: Operation<{ meetingId: string }, null> = {
  name: 'deleteMeeting',
  run(tx, input, context) {
    const meeting = findMeeting(tx, input.meetingId)
    if (!meeting.ok) return meeting
    if (meeting.value.status === 'running') return refuse('meetingRunning')
    tx.markMeetingDeleted(input.meetingId, context.nowMs)
    tx.record(input.meetingId, context.nowMs, 'meetingDeleted', {})
    const polls = tx.polls(input.meetingId).map((poll) => consoleChanged(input.meetingId, poll.id))
    return done(null, consoleChanged(input.meetingId), ...polls)
  },
}
