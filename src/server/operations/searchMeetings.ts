import type { SearchHit } from '../../contract/hostApi.ts'
import { kindOf, type PollKind } from '../../domain/kinds/index.ts'
import { fold } from '../../domain/kinds/entries.ts'
import type { Poll } from '../../domain/poll.ts'
import type { Queries } from './ports.ts'

/** More than this nobody reads; another word finds less. */
export const maxHits = 50

/**
 * Where all words of `query` stand together, in a title or in a question with its options; upper and lower case, full
 * and half width are the same. With `kind` only polls of this kind, and then without words those that have been asked:
 * what a result can be compared with. Newest meetings first.
 */
export function searchMeetings(read: Queries, query: string, kind: PollKind | null): SearchHit[] {
  const words = fold(query)
    .split(' ')
    .filter((word) => word !== '')
  const hasWords = (text: string): boolean => {
    const folded = fold(text)
    return words.every((word) => folded.includes(word))
  }
  if (words.length === 0 && kind === null) return []

  const hits: SearchHit[] = []
  for (const { meeting, atMs } of newestFirst(read)) {
    const hit = (poll: SearchHit['poll']): SearchHit => ({
      meetingId: meeting.id,
      meetingTitle: meeting.title,
      atMs,
      poll,
    })
    if (kind === null && hasWords(meeting.title)) hits.push(hit(null))
    for (const poll of read.polls(meeting.id)) {
      if (kind !== null && poll.kind !== kind) continue
      if (!hasWords(textOf(poll))) continue
      const rounds = read.rounds(poll.id).length
      if (words.length === 0 && rounds === 0) continue
      hits.push(hit({ id: poll.id, kind: poll.kind, question: poll.question, rounds }))
    }
    if (hits.length >= maxHits) break
  }
  return hits.slice(0, maxHits)
}

function newestFirst(read: Queries) {
  return read
    .meetings()
    .map((meeting) => ({ meeting, atMs: meeting.endedAtMs ?? meeting.startedAtMs ?? meeting.createdAtMs }))
    .sort((a, b) => b.atMs - a.atMs || (a.meeting.id < b.meeting.id ? -1 : 1))
}

/** What the host wrote. Options that belong to the kind would find every motion by "yes". */
function textOf(poll: Poll): string {
  const labels = kindOf(poll.kind).fixedOptions === null ? poll.options.map((option) => option.label) : []
  return [poll.question, ...labels].join('\n')
}
