import {
  documentFormat,
  documentVersion,
  type DocumentAttendee,
  type DocumentPicture,
  type DocumentPlace,
  type DocumentPoll,
  type DocumentRound,
  type MeetingDocument,
} from '../../contract/meetingDocument.ts'
import { admissions } from '../../contract/languages/en.ts'
import { meetingFileBytes, meetingFileMegabytes } from '../../contract/meetingFile.ts'
import type { Roll } from '../../domain/circumstances.ts'
import type { Question } from '../../domain/kinds/index.ts'
import type { Meeting } from '../../domain/meeting.ts'
import type { Poll } from '../../domain/poll.ts'
import { accept, refuse, type Result } from '../../domain/refusal.ts'
import type { Queries, Round } from '../operations/ports.ts'
import { recount } from './recount.ts'

/** Everything a meeting leaves behind, as one value. */
export function meetingDocument(read: Queries, meeting: Meeting): MeetingDocument {
  const polls = read.polls(meeting.id).map((poll) => documentPoll(read, meeting, poll))
  return {
    format: documentFormat,
    version: documentVersion,
    meeting: {
      id: meeting.id,
      title: meeting.title,
      status: meeting.status,
      admission: meeting.admission,
      admissionMeans: admissions[`${meeting.admission}Sentence`],
      joinCode: meeting.joinCode,
      createdAtMs: meeting.createdAtMs,
      startedAtMs: meeting.startedAtMs,
      endedAtMs: meeting.endedAtMs,
      joiningLocked: meeting.joiningLocked,
      seats: meeting.seats,
      roll: inOrder(meeting.roll),
    },
    tickets: read.ticketBatches(meeting.id),
    attendees: read.attendees(meeting.id).map(onlyAttendance).sort(byJoining),
    agenda: agendaOf(read, meeting.id),
    polls,
    pictures: picturesOf(read, polls),
    log: read.log(meeting.id).map(({ number, atMs, act, detail, hash }) => ({
      number,
      atMs,
      act,
      detail: inOrder(detail),
      hash,
    })),
  }
}

/** The document as text. */
export function documentText(document: MeetingDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`
}

/** The document as the file that is saved; refuses one that nobody could bring back. */
export function documentFile(document: MeetingDocument, maxBytes = meetingFileBytes): Result<string> {
  const text = documentText(document)
  return Buffer.byteLength(text) > maxBytes ? refuse('exportTooLarge', { max: meetingFileMegabytes }) : accept(text)
}

function documentPoll(read: Queries, meeting: Meeting, poll: Poll): DocumentPoll {
  return {
    id: poll.id,
    status: poll.status,
    revealed: poll.revealed,
    namesShown: poll.namesShown,
    notes: read.notes(poll.id),
    question: documentQuestion(poll),
    rounds: read.rounds(poll.id).map((round) => documentRound(read, poll.id, round, meeting.roll)),
  }
}

function documentRound(read: Queries, pollId: string, round: Round, rollNow: Roll): DocumentRound {
  const entries = [...read.entryDecisions(pollId, round.round)]
    .map(([entry, decision]) => ({ entry, decision }))
    .sort((a, b) => (a.entry < b.entry ? -1 : 1))
  const frozen = {
    round: round.round,
    asked: documentQuestion(round.asked),
    openedAtMs: round.openedAtMs,
    closedAtMs: round.closedAtMs,
    acts: inOrder(round.acts),
    rollAtOpening: inOrder(round.rollAtOpening),
    rollAtClosing: inOrder(round.rollAtClosing),
    paper: inOrder(round.paper),
    entries,
    ballots: read
      .receiptedBallots(pollId, round.round)
      .map(({ answer, weight, receipt }) => ({ answer: inOrder(answer), weight, receipt })),
  }
  return { ...frozen, result: inOrder(recount(frozen, rollNow)) }
}

function documentQuestion({ kind, question, options, settings }: Question): Question {
  return {
    kind,
    question,
    options: options.map(({ id, label, image }) => ({ id, label, ...(image === undefined ? {} : { image }) })),
    settings: inOrder<object>(settings),
  } as Question
}

function onlyAttendance({ name, joinedAtMs, weight }: DocumentAttendee): DocumentAttendee {
  return { name, joinedAtMs, weight }
}

/** By time, then name: the order must not depend on ids, which another computer draws anew. */
function byJoining(a: DocumentAttendee, b: DocumentAttendee): number {
  const [nameOfA, nameOfB] = [a.name ?? '', b.name ?? '']
  return a.joinedAtMs - b.joinedAtMs || (nameOfA < nameOfB ? -1 : nameOfA > nameOfB ? 1 : 0) || a.weight - b.weight
}

function agendaOf(read: Queries, meetingId: string): DocumentPlace[] {
  const titles = new Map(read.sections(meetingId).map(({ id, title }) => [id, title]))
  return read
    .agenda(meetingId)
    .map(({ type, id }) => (type === 'poll' ? { type, id } : { type, id, title: titles.get(id) ?? '' }))
}

/** Ids of all pictures that a poll shows or showed, sorted. */
export function pictureIdsOf(polls: readonly Pick<DocumentPoll, 'question' | 'rounds'>[]): readonly string[] {
  const questions = polls.flatMap(({ question, rounds }) => [question, ...rounds.map(({ asked }) => asked)])
  const ids = questions.flatMap(({ options }) => options.flatMap(({ image }) => (image === undefined ? [] : [image])))
  return [...new Set(ids)].sort()
}

function picturesOf(read: Queries, polls: readonly DocumentPoll[]): DocumentPicture[] {
  return pictureIdsOf(polls).flatMap((id) => {
    const picture = read.picture(id)
    return picture === null ? [] : [{ id, type: picture.type, base64: picture.bytes.toString('base64') }]
  })
}

/** The same value with the members of every object sorted: the order in which somebody wrote them says nothing. */
function inOrder<T>(value: T): T {
  if (Array.isArray(value)) return value.map(inOrder) as T
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(members.map(([name, member]) => [name, inOrder<unknown>(member)])) as T
}
