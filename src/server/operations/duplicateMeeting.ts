import { fill } from '../../contract/languages/index.ts'
import { graphemeLength, textLimits } from '../../domain/text.ts'
import { addItems, agendaItems } from './agendaItems.ts'
import { consoleChanged, done } from './answers.ts'
import { insertDraft } from './draftMeeting.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

interface Input {
  readonly meetingId: string
  /** How a copy is called, in the host's language, with `{title}` for the original's. */
  readonly copyTitle: string
}

/**
 * A new meeting in preparation with the same agenda, without votes and people of the original. Its numbers are not taken
 * over either: how many were entitled last year would decide this year's motions unseen.
 */
export const duplicateMeeting: Operation<Input, { meetingId: string }> = {
  name: 'duplicateMeeting',
  run(tx, input, context) {
    const found = findMeeting(tx, input.meetingId)
    if (!found.ok) return found
    const { id, title, admission } = found.value
    const copyTitle = fill(input.copyTitle, { title })
    const fits = graphemeLength(copyTitle) <= textLimits.title
    const copy = insertDraft(tx, { title: fits ? copyTitle : title, admission }, context)
    addItems(tx, copy.id, agendaItems(tx, id, null), context)
    return done({ meetingId: copy.id }, consoleChanged(copy.id))
  },
}
