import { placeAt } from './agendaOrder.ts'
import { consoleChanged, done } from './answers.ts'
import { findSection } from './find.ts'
import type { Operation } from './ports.ts'

/** Gives a heading another place, counted from 0 over polls and headings. The polls below it stay where they are. */
export const moveSection: Operation<{ sectionId: string; position: number }, { meetingId: string }> = {
  name: 'moveSection',
  run(tx, input) {
    const section = findSection(tx, input.sectionId)
    if (!section.ok) return section
    const { id, meetingId } = section.value
    placeAt(tx, meetingId, { type: 'section', id }, input.position)
    return done({ meetingId }, consoleChanged(meetingId))
  },
}
