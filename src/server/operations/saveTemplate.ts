import { accept, refuse, type Result } from '../../domain/refusal.ts'
import { requiredLine, textLimits } from '../../domain/text.ts'
import { agendaItems } from './agendaItems.ts'
import { done } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation, Queries } from './ports.ts'
import { maxTemplates, writeContent } from './templates.ts'

interface Input {
  readonly meetingId: string
  readonly name: string
  /** Only these polls, in agenda order and without headings; left out: the whole agenda. */
  readonly pollIds?: readonly string[] | undefined
}

/** Keeps an agenda, without votes and results, for later meetings. */
export const saveTemplate: Operation<Input, { templateId: string }> = {
  name: 'saveTemplate',
  run(tx, input, context) {
    const meeting = findMeeting(tx, input.meetingId)
    if (!meeting.ok) return meeting
    const name = requiredLine(input.name, textLimits.title)
    if (!name.ok) return name
    const chosen = readChosen(tx, input)
    if (!chosen.ok) return chosen
    const items = agendaItems(tx, input.meetingId, chosen.value)
    if (!items.some((item) => item.type === 'poll')) return refuse('templateEmpty')
    if (tx.templates().length >= maxTemplates) return refuse('templatesTooMany', { max: maxTemplates })
    const id = context.newId()
    tx.insertTemplate({ id, name: name.value, content: writeContent(items), createdAtMs: context.nowMs })
    return done({ templateId: id })
  },
}

function readChosen(read: Queries, { meetingId, pollIds }: Input): Result<ReadonlySet<string> | null> {
  if (pollIds === undefined) return accept(null)
  const known = new Set(read.polls(meetingId).map((poll) => poll.id))
  return pollIds.every((id) => known.has(id)) ? accept(new Set(pollIds)) : refuse('pollNotFound')
}
