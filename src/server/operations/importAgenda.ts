import Papa from 'papaparse'
import type { ImportAnswer } from '../../contract/hostApi.ts'
import { rowsToDrafts } from '../../domain/agendaRows.ts'
import { linesToDrafts, strayTag } from '../../domain/agendaText.ts'
import { kindOf } from '../../domain/kinds/index.ts'
import { accept, refuse, type Result } from '../../domain/refusal.ts'
import { addItems, type AgendaItem } from './agendaItems.ts'
import { consoleChanged, done } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation, Queries } from './ports.ts'
import { emptyQuestion, readQuestion } from './readQuestion.ts'

export type AgendaFormat = 'lines' | 'csv'

/** Adds what `readAgenda` has read at the end of a meeting's agenda: all of it in one transaction. */
export const importAgenda: Operation<{ meetingId: string; items: readonly AgendaItem[] }, { meetingId: string }> = {
  name: 'importAgenda',
  run(tx, { meetingId, items }, context) {
    const meeting = findMeeting(tx, meetingId)
    if (!meeting.ok) return meeting
    addItems(tx, meetingId, items, context)
    return done({ meetingId }, consoleChanged(meetingId))
  },
}

/** Reads a pasted or uploaded agenda; refuses with the line (of a table: the row) that is wrong. Writes nothing. */
export function readAgenda(read: Queries, format: AgendaFormat, text: string): Result<AgendaItem[]> {
  const drafts = format === 'lines' ? linesToDrafts(text) : csvToDrafts(text)
  if (!drafts.ok) return drafts
  const items: AgendaItem[] = []
  for (const draft of drafts.value) {
    if (draft.type === 'section') {
      items.push(draft)
      continue
    }
    const { kind, question, options, settings } = draft
    const written = readQuestion(read, emptyQuestion(kind), {
      question,
      settings,
      ...(options.length === 0 ? {} : { options }),
    })
    if (!written.ok) return written
    items.push({ type: 'poll', question: written.value, notes: '' })
  }
  return accept(items)
}

/** What an import adds, as the host is shown it before and after. */
export function shownItems(format: AgendaFormat, items: readonly AgendaItem[]): ImportAnswer {
  return {
    items: items.map((item) => {
      if (item.type === 'section') return item
      const { kind, question, options } = item.question
      const written = kindOf(kind).fixedOptions === null ? options.map((option) => option.label) : []
      return {
        type: 'poll',
        kind,
        question,
        options: written,
        unknownTag: format === 'lines' ? strayTag(question) : null,
      }
    }),
  }
}

function csvToDrafts(text: string): ReturnType<typeof rowsToDrafts> {
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) })
  const [broken] = errors.filter((error) => error.type === 'Quotes')
  return broken === undefined ? rowsToDrafts(data) : refuse('importQuoteUnfit', { line: (broken.row ?? 0) + 1 })
}

/**
 * What separates the cells: the names in the first row hold none of the usual signs, so the one that stands there is
 * it. A table of one column has none, and commas in its questions are commas.
 */
function delimiterOf(table: string): string {
  const [header = ''] = table.trimStart().split(/[\r\n]/, 1)
  return [',', ';', '\t'].find((sign) => header.includes(sign)) ?? Papa.UNIT_SEP
}
