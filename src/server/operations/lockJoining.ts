import { done, roomChanged } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

/** Refuses new phones, or lets them in again. Those that have joined go on, whatever they reload. */
export const lockJoining: Operation<{ meetingId: string; locked: boolean }, { meetingId: string }> = {
  name: 'lockJoining',
  run(tx, { meetingId, locked }, context) {
    const meeting = findMeeting(tx, meetingId)
    if (!meeting.ok) return meeting
    if (meeting.value.joiningLocked === locked) return done({ meetingId })
    tx.saveMeeting({ ...meeting.value, joiningLocked: locked })
    const act = locked ? 'joiningLocked' : 'joiningUnlocked'
    tx.record(meetingId, context.nowMs, act, { joined: tx.joined(meetingId) })
    return done({ meetingId }, roomChanged(meetingId))
  },
}
