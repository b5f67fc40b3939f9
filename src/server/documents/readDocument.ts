import type { z } from 'zod'
import {
  documentFormat,
  documentShape,
  documentVersion,
  firstDocumentShape,
  type DocumentPicture,
  type DocumentPoll,
  type DocumentShape,
  type FirstDocumentShape,
  type MeetingDocument,
} from '../../contract/meetingDocument.ts'
import { unknownRoll } from '../../domain/circumstances.ts'
import { codeAlphabet, joinCodeLength, maxAttendees } from '../../domain/meeting.ts'
import { readPicture } from '../../domain/picture.ts'
import { accept, refuse, type Refusal, type Result } from '../../domain/refusal.ts'
import { maxTickets } from '../../domain/tickets.ts'
import { textLimits } from '../../domain/text.ts'
import type { LogEntry } from '../../domain/log.ts'
import { brokenEntry, sha256 } from './checkLog.ts'
import { isClean, isName, malformed } from './fields.ts'
import { pictureIdsOf } from './meetingDocument.ts'
import { readPoll } from './readPoll.ts'

/** Nothing that we write lies deeper; what does would only exhaust the stack of whoever reads it. */
const deepest = 24

/**
 * Reads a file that `exportMeeting` wrote as JSON, of this version or an earlier one. Strict: what has an unknown
 * member, a text that we would have cleaned, an answer that its question would have refused or a log that does not hold
 * together is refused, with the place in it. Results are not read but counted anew.
 */
export function readDocument(raw: unknown): Result<MeetingDocument> {
  const shape = readShape(raw)
  if (!shape.ok) return shape
  const document = shape.value
  const checked =
    checkMeeting(document) ??
    checkAgenda(document) ??
    checkTickets(document) ??
    checkAttendees(document) ??
    checkLog(document.log)
  if (checked !== null) return checked
  const polls: DocumentPoll[] = []
  for (const [index, poll] of document.polls.entries()) {
    const read = readPoll(poll, document.meeting.roll, `polls[${index}]`)
    if (!read.ok) return read
    polls.push(read.value)
  }
  const pictures = readPictures(document.pictures, pictureIdsOf(polls))
  if (!pictures.ok) return pictures
  // The rest is checked by now, and the shapes are the same.
  return accept({ ...document, polls, pictures: pictures.value, log: document.log as readonly LogEntry[] })
}

/** Any version as the present one, checked as far as shapes go. */
export function readShape(raw: unknown): Result<DocumentShape> {
  if (typeof raw !== 'object' || raw === null) return malformed('format')
  const { format, version } = raw as { format?: unknown; version?: unknown }
  if (format !== documentFormat) return malformed('format')
  if (typeof version === 'number' && version > documentVersion) return refuse('importNewer')
  if (isDeeperThan(raw, deepest)) return malformed('format')
  if (version === 1) {
    const parsed = firstDocumentShape.safeParse(raw)
    return parsed.success ? accept(fromFirst(parsed.data)) : malformed(placeOf(parsed.error))
  }
  const parsed = documentShape.safeParse(raw)
  return parsed.success ? accept(parsed.data) : malformed(placeOf(parsed.error))
}

function isDeeperThan(raw: unknown, most: number): boolean {
  let level: unknown[] = [raw]
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > most) return true
    level = level.flatMap((value): unknown[] =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
  return false
}

/** `polls[2].rounds[0].asked: unrecognized key "colour"`. */
function placeOf(error: z.ZodError): string {
  const [first] = error.issues
  if (first === undefined) return 'format'
  const path = first.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
  const what = first.code === 'unrecognized_keys' ? first.keys.join(', ') : ''
  return [path, what]
    .filter((part) => part !== '')
    .join(': ')
    .slice(0, 200)
}

/** What the first version did not write is unknown, empty or as it was for every meeting then. */
function fromFirst(first: FirstDocumentShape): DocumentShape {
  const { joined, names } = first.attendance
  const joinedAtMs = first.meeting.startedAtMs ?? first.meeting.createdAtMs
  const attendees = Array.from({ length: Math.max(joined, names.length) }, (_, index) => ({
    name: names[index] ?? null,
    joinedAtMs,
    weight: 1,
  }))
  return {
    format: documentFormat,
    version: documentVersion,
    meeting: { ...first.meeting, admissionMeans: '', joiningLocked: false, seats: null, roll: unknownRoll },
    tickets: [],
    attendees,
    agenda: first.polls.map(({ id }) => ({ type: 'poll', id })),
    polls: first.polls.map((poll) => ({
      ...poll,
      namesShown: true,
      notes: '',
      rounds: poll.rounds.map((round) => ({
        ...round,
        acts: [],
        rollAtOpening: unknownRoll,
        rollAtClosing: round.closedAtMs === null ? null : unknownRoll,
        paper: null,
        entries: [],
        ballots: round.ballots.map((ballot) => ({ ...ballot, receipt: '' })),
      })),
    })),
    pictures: [],
    log: [],
  }
}

function checkMeeting({ meeting, polls }: DocumentShape): Refusal | null {
  const { title, status, joinCode, startedAtMs, endedAtMs } = meeting
  if (!isClean(title, textLimits.title) || title === '') return malformed('meeting.title')
  if (joinCode.length !== joinCodeLength || ![...joinCode].every((sign) => codeAlphabet.includes(sign))) {
    return malformed('meeting.joinCode')
  }
  if ((status === 'draft') !== (startedAtMs === null)) return malformed('meeting.startedAtMs')
  if ((status === 'ended') !== (endedAtMs !== null)) return malformed('meeting.endedAtMs')
  const opened = polls.findIndex((poll) => status === 'draft' && poll.status !== 'draft')
  return opened < 0 ? null : malformed(`polls[${opened}].status`)
}

function checkAgenda({ agenda, polls }: DocumentShape): Refusal | null {
  const ids = agenda.map(({ id }) => id)
  if (new Set(ids).size < ids.length) return malformed('agenda')
  const inAgenda = agenda.filter(({ type }) => type === 'poll').map(({ id }) => id)
  if (inAgenda.length !== polls.length || !polls.every(({ id }, index) => id === inAgenda[index])) {
    return malformed('agenda')
  }
  const unclean = agenda.findIndex((place) => place.type === 'section' && !isClean(place.title, textLimits.title))
  return unclean < 0 ? null : malformed(`agenda[${unclean}].title`)
}

/** Numbered without gaps, and no more used and void than were printed. */
function checkTickets({ tickets }: DocumentShape): Refusal | null {
  let next = 1
  for (const [index, { batch, firstNumber, size, spare, redeemed, voided }] of tickets.entries()) {
    if (batch !== index + 1 || firstNumber !== next) return malformed(`tickets[${index}].batch`)
    if (redeemed + voided > size + spare) return malformed(`tickets[${index}].redeemed`)
    next += size + spare
  }
  return next > maxTickets + 1 ? malformed('tickets') : null
}

function checkAttendees({ attendees }: DocumentShape): Refusal | null {
  if (attendees.length > maxAttendees) return malformed('attendees')
  const wrong = attendees.findIndex(({ name }) => name !== null && !isName(name))
  return wrong < 0 ? null : malformed(`attendees[${wrong}].name`)
}

function checkLog(log: DocumentShape['log']): Refusal | null {
  const entry = brokenEntry(log as readonly LogEntry[])
  return entry === null ? null : refuse('importLogBroken', { entry })
}

/** Exactly the pictures that are shown, each what it says it is and what its id was made of. */
function readPictures(pictures: readonly DocumentPicture[], shown: readonly string[]): Result<DocumentPicture[]> {
  const ids = pictures.map(({ id }) => id)
  const missing = shown.find((id) => !ids.includes(id))
  if (missing !== undefined) return malformed(`pictures: ${missing}`)
  for (const [index, { id, type, base64 }] of pictures.entries()) {
    const place = `pictures[${index}]`
    if (!shown.includes(id) || ids.indexOf(id) !== index) return malformed(`${place}.id`)
    const bytes = Buffer.from(base64, 'base64')
    if (bytes.toString('base64') !== base64 || sha256(bytes).slice(0, 32) !== id) return malformed(`${place}.base64`)
    if (!readPicture(bytes, type).ok) return malformed(`${place}.type`)
  }
  return accept([...pictures])
}
