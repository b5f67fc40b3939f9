import { fill } from '../../../contract/languages/index.ts'
import type { MeetingDocument } from '../../../contract/meetingDocument.ts'
import type { DocumentWords } from '../words.ts'

/** What every part of the minutes is written from. */
export interface Scribe {
  readonly document: MeetingDocument
  readonly words: DocumentWords
  /** The words of the minutes alone. */
  readonly say: DocumentWords['documents']['minutes']
  /** Pictures of options as `data:` addresses, by id. */
  readonly pictures: ReadonlyMap<string, string>
  /** "23 November 2026 at 19:05 CET", as the clock of this computer has it. */
  readonly moment: (ms: number) => string
  /** "19:05:32" with its date, for the record. */
  readonly exactTime: (ms: number) => string
  /** "19:05"; with its date where that is another day than the meeting's first. */
  readonly timeOfDay: (ms: number) => string
}

export function createScribe(document: MeetingDocument, words: DocumentWords): Scribe {
  const { language } = words.documents
  const formatter = (options: Intl.DateTimeFormatOptions): ((ms: number) => string) => {
    const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { hourCycle: 'h23', ...options })
    return (ms) => format.format(ms)
  }
  const day = formatter({ dateStyle: 'long' })
  const shortTime = formatter({ timeStyle: 'short' })
  const longTime = formatter({ dateStyle: 'long', timeStyle: 'short' })
  const zone = formatter({ hour: '2-digit', minute: '2-digit', timeZoneName: 'short' })
  const zoneOf = (ms: number): string => zone(ms).replace(/^.*\d{2}:\d{2}\s*/u, '')
  const firstDay = document.meeting.startedAtMs === null ? null : day(document.meeting.startedAtMs)
  return {
    document,
    words,
    say: words.documents.minutes,
    pictures: new Map(document.pictures.map(({ id, type, base64 }) => [id, `data:${type};base64,${base64}`])),
    moment: (ms) => `${longTime(ms)} ${zoneOf(ms)}`.trim(),
    exactTime: formatter({ dateStyle: 'short', timeStyle: 'medium' }),
    timeOfDay: (ms) => (day(ms) === firstDay ? shortTime(ms) : longTime(ms)),
  }
}

/** "40 (120 votes)", "40", or that nobody wrote it down. */
export function votesOf({ say }: Scribe, heads: number | null, weight: number | null): string {
  if (heads === null) return weight === null ? say.notRecorded : fill(say.onlyVotes, { weight })
  return weight === null || weight === heads ? String(heads) : fill(say.votes, { heads, weight })
}
