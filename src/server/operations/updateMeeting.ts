import { requiredLine, textLimits } from '../../domain/text.ts'
import { done, roomChanged } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

export const updateMeeting: Operation<{ meetingId: string; title: string }, { meetingId: string }> = {
  name: 'updateMeeting',
  run(tx, input, context) {
    const meeting = findMeeting(tx, input.meetingId)
    if (!meeting.ok) return meeting
    const title = requiredLine(input.title, textLimits.title)
    if (!title.ok) return title
    if (title.value === meeting.value.title) return done({ meetingId: input.meetingId })
    tx.saveMeeting({ ...meeting.value, title: title.value })
    tx.record(input.meetingId, context.nowMs, 'meetingRenamed', { title: title.value })
    return done({ meetingId: input.meetingId }, roomChanged(input.meetingId))
  },
}
