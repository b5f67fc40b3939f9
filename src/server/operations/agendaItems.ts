import type { Question } from '../../domain/kinds/index.ts'
import { draftState } from '../../domain/poll.ts'
import type { OperationContext, Queries, Transaction } from './ports.ts'
import { questionOf } from './savePollState.ts'

/** One line of an agenda without its history: what a copy, a template or an import adds to a meeting. */
export type AgendaItem =
  | { readonly type: 'section'; readonly title: string }
  | { readonly type: 'poll'; readonly question: Question; readonly notes: string }

/** The agenda of a meeting, in order; with `pollIds` only these polls and no headings. */
export function agendaItems(read: Queries, meetingId: string, pollIds: ReadonlySet<string> | null): AgendaItem[] {
  const polls = new Map(read.polls(meetingId).map((poll) => [poll.id, poll]))
  const sections = new Map(read.sections(meetingId).map((section) => [section.id, section]))
  return read.agenda(meetingId).flatMap(({ id }): AgendaItem[] => {
    const poll = polls.get(id)
    if (poll !== undefined) {
      const wanted = pollIds === null || pollIds.has(id)
      return wanted ? [{ type: 'poll', question: questionOf(poll), notes: read.notes(id) }] : []
    }
    const section = sections.get(id)
    return section === undefined || pollIds !== null ? [] : [{ type: 'section', title: section.title }]
  })
}

/** Adds items at the end of a meeting's agenda, polls as drafts. */
export function addItems(
  tx: Transaction,
  meetingId: string,
  items: readonly AgendaItem[],
  context: OperationContext,
): void {
  for (const item of items) {
    const id = context.newId()
    if (item.type === 'section') {
      tx.insertSection({ id, meetingId, title: item.title })
      continue
    }
    tx.insertPoll({ ...item.question, ...draftState, id, meetingId })
    if (item.notes !== '') tx.saveNotes(id, item.notes)
  }
}
