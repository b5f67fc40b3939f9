import { requiredLine, textLimits } from '../../domain/text.ts'
import { placeAt } from './agendaOrder.ts'
import { consoleChanged, done } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

interface Input {
  readonly meetingId: string
  readonly title: string
  readonly position?: number | undefined
}

/** Puts a heading into the agenda: at `position`, counted from 0 over polls and headings, else at the end. */
export const createSection: Operation<Input, { meetingId: string }> = {
  name: 'createSection',
  run(tx, { meetingId, title, position }, context) {
    const meeting = findMeeting(tx, meetingId)
    if (!meeting.ok) return meeting
    const line = requiredLine(title, textLimits.title)
    if (!line.ok) return line
    const id = context.newId()
    tx.insertSection({ id, meetingId, title: line.value })
    if (position !== undefined) placeAt(tx, meetingId, { type: 'section', id }, position)
    return done({ meetingId }, consoleChanged(meetingId))
  },
}
