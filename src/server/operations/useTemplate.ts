import { refuse } from '../../domain/refusal.ts'
import { addItems } from './agendaItems.ts'
import { consoleChanged, done } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'
import { readContent } from './templates.ts'

/** Adds a template's headings and questions at the end of a meeting's agenda. */
export const useTemplate: Operation<{ templateId: string; meetingId: string }, { meetingId: string }> = {
  name: 'useTemplate',
  run(tx, { templateId, meetingId }, context) {
    const meeting = findMeeting(tx, meetingId)
    if (!meeting.ok) return meeting
    const template = tx.template(templateId)
    if (template === null) return refuse('templateNotFound')
    const items = readContent(tx, template)
    if (!items.ok) return items
    addItems(tx, meetingId, items.value, context)
    return done({ meetingId }, consoleChanged(meetingId))
  },
}
