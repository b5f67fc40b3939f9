import { requiredLine, textLimits } from '../../domain/text.ts'
import { done, roomChanged } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

export const updateMeeting: Operation<{ meetingId: string; title: string }, { meetingId: string }> = {
  name: 'updateMeeting',
  run(tx, input) {
    const meeting = findMeeting(tx, input.meetingId)
    if (!meeting.ok) return meeting
    const title = requiredLine(input.title, textLimits.title)
    if (!title.ok) return title
    tx.saveMeeting({ ...meeting.value, title: title.value })
    return done({ meetingId: input.meetingId }, roomChanged(input.meetingId))
  },
}
