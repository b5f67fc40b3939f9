import * as meetings from '../../domain/meeting.ts'
import { refuse } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

/** Lets phones join. One meeting runs at a time: they all arrive at the same address. */
export const startMeeting: Operation<{ meetingId: string }, { meetingId: string }> = {
  name: 'startMeeting',
  run(tx, input, context) {
    const meeting = findMeeting(tx, input.meetingId)
    if (!meeting.ok) return meeting
    const running = tx.runningMeeting()
    if (running !== null && running.id !== input.meetingId) {
      return refuse('anotherMeetingRunning', { title: running.title })
    }
    const started = meetings.start(meeting.value, context.nowMs)
    if (!started.ok) return started
    if (started.value === meeting.value) return done({ meetingId: input.meetingId })
    tx.saveMeeting(started.value)
    tx.record(input.meetingId, context.nowMs, 'meetingStarted', { admission: started.value.admission })
    return done({ meetingId: input.meetingId }, roomChanged(input.meetingId))
  },
}
