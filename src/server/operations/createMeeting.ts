import type { Admission } from '../../domain/admission.ts'
import { requiredLine, textLimits } from '../../domain/text.ts'
import { consoleChanged, done } from './answers.ts'
import { insertDraft } from './draftMeeting.ts'
import type { Operation } from './ports.ts'

export const createMeeting: Operation<{ title: string; admission?: Admission | undefined }, { meetingId: string }> = {
  name: 'createMeeting',
  run(tx, input, context) {
    const title = requiredLine(input.title, textLimits.title)
    if (!title.ok) return title
    const { id } = insertDraft(tx, { title: title.value, admission: input.admission ?? 'open' }, context)
    return done({ meetingId: id }, consoleChanged(id))
  },
}
