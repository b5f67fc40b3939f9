import type { StageMode } from '../../domain/meeting.ts'
import { refuse } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

/** What the projector shows; phones are not touched. */
export const setStageMode: Operation<{ meetingId: string; mode: StageMode }, { meetingId: string }> = {
  name: 'setStageMode',
  run(tx, input) {
    const meeting = findMeeting(tx, input.meetingId)
    if (!meeting.ok) return meeting
    if (meeting.value.status !== 'running') return refuse('meetingNotRunning')
    if (meeting.value.stageMode === input.mode) return done({ meetingId: input.meetingId })
    tx.saveMeeting({ ...meeting.value, stageMode: input.mode })
    return done({ meetingId: input.meetingId }, roomChanged(input.meetingId))
  },
}
