import { consoleChanged, done } from './answers.ts'
import { findSection } from './find.ts'
import type { Operation } from './ports.ts'

/** Takes a heading out of the agenda; the polls below it stay. */
export const deleteSection: Operation<{ sectionId: string }, { meetingId: string }> = {
  name: 'deleteSection',
  run(tx, input) {
    const section = findSection(tx, input.sectionId)
    if (!section.ok) return section
    const { id, meetingId } = section.value
    tx.deleteSection(id)
    return done({ meetingId }, consoleChanged(meetingId))
  },
}
