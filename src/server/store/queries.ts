import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Answer } from '../../domain/kinds/index.ts'
import type { Ballot } from '../../domain/kinds/kind.ts'
import { defaultSettings, type AppSettings } from '../../contract/settings.ts'
import type { EntryDecision } from '../../domain/circumstances.ts'
import { ballotsText, logRoot, sortedBallots } from '../../domain/log.ts'
import type { TicketBatch } from '../../domain/tickets.ts'
import type { AgendaPlace, Queries } from '../operations/ports.ts'
import {
  toAttendee,
  toCastBallot,
  toLogEntry,
  toMeeting,
  toPicture,
  toPoll,
  toRound,
  toSection,
  toSentBallot,
  toTemplate,
  toTicket,
  type AttendeeRow,
  type BallotRow,
  type LogRow,
  type MeetingRow,
  type PictureRow,
  type PollRow,
  type RoundRow,
  type SectionRow,
  type SentBallotRow,
  type TemplateRow,
  type TicketRow,
} from './rows.ts'

const meetingColumns = `id, title, status, admission, join_code, stage_mode, current_poll_id, created_at_ms,
  started_at_ms, ended_at_ms, joining_locked, seats, roll`
const pollColumns = `id, meeting_id, kind, question, options, settings, status, revealed, round, opened_at_ms, closed_at_ms,
  closes_at_ms, paused_remaining_ms, countdown_ms, names_shown`

const attendeeColumns = 'id, meeting_id, name, joined_at_ms, weight'

/** Every read, as prepared statements. */
export function createQueries(db: Database): Queries {
  const meetingById = db.prepare<[string], MeetingRow>(
    `SELECT ${meetingColumns} FROM meeting WHERE id = ? AND deleted_at_ms IS NULL`,
  )
  const anyMeetingById = db.prepare<[string], MeetingRow>(`SELECT ${meetingColumns} FROM meeting WHERE id = ?`)
  const allMeetings = db.prepare<[], MeetingRow>(
    `SELECT ${meetingColumns} FROM meeting WHERE deleted_at_ms IS NULL
     ORDER BY CASE status WHEN 'running' THEN 0 WHEN 'draft' THEN 1 ELSE 2 END,
       coalesce(ended_at_ms, created_at_ms) DESC, id`,
  )
  const running = db.prepare<[], MeetingRow>(`SELECT ${meetingColumns} FROM meeting WHERE status = 'running'`)
  const pollCount = db
    .prepare<[string], number>('SELECT count(*) FROM poll WHERE meeting_id = ? AND deleted_at_ms IS NULL')
    .pluck()

  const pollById = db.prepare<[string], PollRow>(
    `SELECT ${pollColumns} FROM poll WHERE id = ? AND deleted_at_ms IS NULL`,
  )
  const anyPollById = db.prepare<[string], PollRow>(`SELECT ${pollColumns} FROM poll WHERE id = ?`)
  const agenda = db.prepare<[string], PollRow>(
    `SELECT ${pollColumns} FROM poll WHERE meeting_id = ? AND deleted_at_ms IS NULL ORDER BY position, id`,
  )
  const rounds = db.prepare<[string], RoundRow>(
    `SELECT round, asked, opened_at_ms, closed_at_ms, acts, roll_at_opening, roll_at_closing, paper FROM poll_round
     WHERE poll_id = ? ORDER BY round`,
  )

  const ballots = db.prepare<[string, number], { answer: string; weight: number }>(
    'SELECT answer, weight FROM ballot WHERE poll_id = ? AND round = ?',
  )
  const voted = db
    .prepare<[string, number], number>('SELECT count(*) FROM ballot WHERE poll_id = ? AND round = ?')
    .pluck()
  const receipted = db.prepare<[string, number], { answer: string; weight: number; receipt: string }>(
    'SELECT answer, weight, receipt FROM ballot WHERE poll_id = ? AND round = ?',
  )
  const ballot = db.prepare<[string, number, string], BallotRow>(
    'SELECT key, answer, weight, receipt FROM ballot WHERE poll_id = ? AND round = ? AND voter_id = ?',
  )
  const sentBallot = db.prepare<[string, string, string], SentBallotRow>(
    'SELECT round, answer, receipt FROM ballot_key WHERE poll_id = ? AND voter_id = ? AND key = ?',
  )

  const decisions = db.prepare<[string, number], { entry: string; decision: EntryDecision }>(
    'SELECT entry, decision FROM entry_decision WHERE poll_id = ? AND round = ?',
  )

  const attendeeByToken = db.prepare<[Uint8Array], AttendeeRow>(
    `SELECT ${attendeeColumns} FROM attendee WHERE token_hash = ? AND barred = 0`,
  )
  const attendeeById = db.prepare<[string], AttendeeRow>(`SELECT ${attendeeColumns} FROM attendee WHERE id = ?`)
  const attendees = db.prepare<[string], AttendeeRow>(
    `SELECT ${attendeeColumns} FROM attendee WHERE meeting_id = ? ORDER BY joined_at_ms, id`,
  )
  const ticket = db.prepare<[Uint8Array], TicketRow>(
    `SELECT t.meeting_id, t.voided, t.redeemed, b.weight FROM ticket t JOIN ticket_batch b USING (meeting_id, batch)
     WHERE t.mac = ?`,
  )
  const ticketBatches = db.prepare<[string], TicketBatch>(
    `SELECT b.batch, made_at_ms AS madeAtMs, first_number AS firstNumber, size, spare, weight,
       total(t.redeemed AND NOT t.voided) AS redeemed, total(t.voided) AS voided
     FROM ticket_batch b JOIN ticket t USING (meeting_id, batch) WHERE b.meeting_id = ?
     GROUP BY b.batch ORDER BY b.batch`,
  )
  const notes = db.prepare<[string], string>('SELECT notes FROM poll WHERE id = ?').pluck()
  const sectionById = db.prepare<[string], SectionRow>('SELECT id, meeting_id, title FROM section WHERE id = ?')
  const sections = db.prepare<[string], SectionRow>(
    'SELECT id, meeting_id, title FROM section WHERE meeting_id = ? ORDER BY position, id',
  )
  // A heading stands before a poll of the same position: it was put there to introduce it.
  const places = db.prepare<[string, string], AgendaPlace>(
    `SELECT 'section' AS type, id, position FROM section WHERE meeting_id = ?
     UNION ALL SELECT 'poll', id, position FROM poll WHERE meeting_id = ? AND deleted_at_ms IS NULL
     ORDER BY position, type DESC, id`,
  )
  const picture = db.prepare<[string], PictureRow>('SELECT id, type, bytes FROM picture WHERE id = ?')
  const templateById = db.prepare<[string], TemplateRow>(
    'SELECT id, name, content, created_at_ms FROM template WHERE id = ?',
  )
  const templates = db.prepare<[], TemplateRow>(
    'SELECT id, name, content, created_at_ms FROM template ORDER BY name, created_at_ms, id',
  )
  const log = db.prepare<[string], LogRow>(
    'SELECT number, at_ms, act, detail, hash FROM log_entry WHERE meeting_id = ? ORDER BY number',
  )
  const logHead = db.prepare<[string], { number: number; hash: string }>(
    'SELECT number, hash FROM log_entry WHERE meeting_id = ? ORDER BY number DESC LIMIT 1',
  )
  const joined = db.prepare<[string], number>('SELECT count(*) FROM attendee WHERE meeting_id = ?').pluck()
  const names = db
    .prepare<[string], string>('SELECT name FROM attendee WHERE meeting_id = ? AND name IS NOT NULL ORDER BY name, id')
    .pluck()
  const settings = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM setting')

  const one = <Row, Value>(row: Row | undefined, to: (row: Row) => Value): Value | null =>
    row === undefined ? null : to(row)

  const ballotsOf = (pollId: string, round: number): Ballot<Answer>[] =>
    ballots.all(pollId, round).map((row) => ({ answer: JSON.parse(row.answer) as Answer, weight: row.weight }))

  return {
    meeting: (id) => one(meetingById.get(id), toMeeting),
    meetingEvenDeleted: (id) => one(anyMeetingById.get(id), toMeeting),
    meetings: () => allMeetings.all().map(toMeeting),
    runningMeeting: () => one(running.get(), toMeeting),
    pollCount: (meetingId) => pollCount.get(meetingId) ?? 0,

    poll: (id) => one(pollById.get(id), toPoll),
    pollEvenDeleted: (id) => one(anyPollById.get(id), toPoll),
    polls: (meetingId) => agenda.all(meetingId).map(toPoll),
    rounds: (pollId) => rounds.all(pollId).map(toRound),

    ballots: ballotsOf,
    receiptedBallots: (pollId, round) =>
      sortedBallots(receipted.all(pollId, round).map((row) => ({ ...row, answer: JSON.parse(row.answer) as Answer }))),
    ballotsDigest: (pollId, round) =>
      createHash('sha256')
        .update(ballotsText(ballotsOf(pollId, round)))
        .digest('hex'),
    voted: (pollId, round) => voted.get(pollId, round) ?? 0,
    ballot: (at) => one(ballot.get(at.pollId, at.round, at.voterId), toCastBallot),
    sentBallot: (pollId, voterId, key) => one(sentBallot.get(pollId, voterId, key), toSentBallot),

    entryDecisions: (pollId, round) =>
      new Map(decisions.all(pollId, round).map(({ entry, decision }) => [entry, decision])),
    notes: (pollId) => notes.get(pollId) ?? '',
    section: (id) => one(sectionById.get(id), toSection),
    sections: (meetingId) => sections.all(meetingId).map(toSection),
    agenda: (meetingId) => places.all(meetingId, meetingId).map(({ type, id }) => ({ type, id })),
    picture: (id) => one(picture.get(id), toPicture),
    templates: () => templates.all().map(toTemplate),
    template: (id) => one(templateById.get(id), toTemplate),
    log: (meetingId) => log.all(meetingId).map(toLogEntry),
    logHead(meetingId) {
      const last = logHead.get(meetingId)
      return last === undefined ? { entries: 0, head: logRoot } : { entries: last.number, head: last.hash }
    },

    ticket: (mac) => one(ticket.get(mac), toTicket),
    ticketBatches: (meetingId) => ticketBatches.all(meetingId),

    attendee: (id) => one(attendeeById.get(id), toAttendee),
    attendees: (meetingId) => attendees.all(meetingId).map(toAttendee),
    attendeeByToken: (tokenHash) => one(attendeeByToken.get(tokenHash), toAttendee),
    joined: (meetingId) => joined.get(meetingId) ?? 0,
    attendeeNames: (meetingId) => names.all(meetingId),

    settings() {
      const stored = Object.fromEntries(settings.all().map((row) => [row.name, JSON.parse(row.value) as unknown]))
      return { ...defaultSettings, ...(stored as Partial<AppSettings>) }
    },
  }
}
