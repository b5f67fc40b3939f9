import type { SearchHit } from '../../contract/hostApi.ts'
import { kindOf, type PollKind } from '../../domain/kinds/index.ts'
import { fold } from '../../domain/kinds/entries.ts'
import type { Poll } from '../../domain/poll.ts'
import type { Queries } from './ports.ts'

/** More than this nobody reads; another word finds less. */
export const maxHits = 50

/** Longest text that is shown of notes or options in which words were found, in code points. */
const excerptLength = 160

/**
 * Where all words of `query` stand together: in a title, in a heading, or in a question with its options and the host's
 * notes; upper and lower case, full and half width are the same. With `kind` only polls of this kind by question and
 * options, and then without words those that have been asked: what a result can be compared with. Newest meetings first.
 */
export function searchMeetings(read: Queries, query: string, kind: PollKind | null): SearchHit[] {
  const words = fold(query)
    .split(' ')
    .filter((word) => word !== '')
  if (words.length === 0 && kind === null) return []

  const hits: SearchHit[] = []
  for (const { meeting, atMs } of newestFirst(read)) {
    const place = { meetingId: meeting.id, meetingTitle: meeting.title, atMs }
    if (kind === null) {
      if (hasAll(words, meeting.title)) hits.push({ ...place, section: null, poll: null })
      const headings = read.sections(meeting.id).filter(({ title }) => hasAll(words, title))
      hits.push(...headings.map(({ title }) => ({ ...place, section: title, poll: null })))
    }
    for (const poll of read.polls(meeting.id)) {
      if (kind !== null && poll.kind !== kind) continue
      const where = whereIn(poll, kind === null ? read.notes(poll.id) : '', words)
      if (where === null) continue
      const rounds = read.rounds(poll.id).length
      if (words.length === 0 && rounds === 0) continue
      const found = { id: poll.id, kind: poll.kind, question: poll.question, rounds, ...where }
      hits.push({ ...place, section: null, poll: found })
    }
    if (hits.length >= maxHits) break
  }
  return hits.slice(0, maxHits)
}

function hasAll(words: readonly string[], text: string): boolean {
  const folded = fold(text)
  return words.every((word) => folded.includes(word))
}

type Where = Pick<NonNullable<SearchHit['poll']>, 'foundIn' | 'excerpt'>

/** What of a poll the words were found in, and what they stand in there; null where they are not all in it. */
function whereIn(poll: Poll, notes: string, words: readonly string[]): Where | null {
  if (hasAll(words, poll.question)) return { foundIn: 'question', excerpt: '' }
  // Options that belong to the kind would find every motion by "yes".
  const labels = kindOf(poll.kind).fixedOptions === null ? poll.options.map((option) => option.label) : []
  const elsewhere = words.filter((word) => !hasAll([word], poll.question))
  const telling = (texts: readonly string[]): string[] =>
    texts.filter((text) => elsewhere.some((word) => hasAll([word], text)))
  const written = [poll.question, ...labels].join('\n')
  if (hasAll(words, written)) return { foundIn: 'options', excerpt: cut(telling(labels).join(' · '), elsewhere) }
  if (!hasAll(words, `${written}\n${notes}`)) return null
  return { foundIn: 'notes', excerpt: cut(telling(notes.split('\n')).join(' '), elsewhere) }
}

/** From a little before the first word on. Found without folding, which moves letters; else it is the beginning. */
function cut(text: string, words: readonly string[]): string {
  const characters = [...text]
  if (characters.length <= excerptLength) return text
  const places = words.map((word) => text.toLowerCase().indexOf(word)).filter((place) => place >= 0)
  const first = [...text.slice(0, Math.min(...places, text.length))].length
  const from = places.length === 0 ? 0 : Math.max(0, Math.min(first - 40, characters.length - excerptLength))
  const to = from + excerptLength
  return `${from === 0 ? '' : '…'}${characters.slice(from, to).join('')}${to < characters.length ? '…' : ''}`
}

function newestFirst(read: Queries) {
  return read
    .meetings()
    .map((meeting) => ({ meeting, atMs: meeting.endedAtMs ?? meeting.startedAtMs ?? meeting.createdAtMs }))
    .sort((a, b) => b.atMs - a.atMs || (a.meeting.id < b.meeting.id ? -1 : 1))
}
