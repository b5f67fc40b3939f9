import { requiredLine, textLimits } from '../../domain/text.ts'
import { consoleChanged, done } from './answers.ts'
import { findSection } from './find.ts'
import type { Operation } from './ports.ts'

export const updateSection: Operation<{ sectionId: string; title: string }, { meetingId: string }> = {
  name: 'updateSection',
  run(tx, input) {
    const section = findSection(tx, input.sectionId)
    if (!section.ok) return section
    const title = requiredLine(input.title, textLimits.title)
    if (!title.ok) return title
    tx.saveSection({ ...section.value, title: title.value })
    const { meetingId } = section.value
    return done({ meetingId }, consoleChanged(meetingId))
  },
}
