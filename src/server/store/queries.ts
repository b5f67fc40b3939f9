import type { Database } from 'better-sqlite3'
import type { Answer } from '../../domain/kinds/index.ts'
import { defaultSettings, type AppSettings } from '../../contract/settings.ts'
import type { Queries } from '../operations/ports.ts'
import {
  toAttendee,
  toCastBallot,
  toMeeting,
  toPoll,
  toRound,
  toSentBallot,
  type AttendeeRow,
  type BallotRow,
  type MeetingRow,
  type PollRow,
  type RoundRow,
  type SentBallotRow,
} from './rows.ts'

const meetingColumns = `id, title, status, admission, join_code, stage_mode, current_poll_id, created_at_ms,
  started_at_ms, ended_at_ms`
const pollColumns = `id, meeting_id, kind, question, options, settings, status, revealed, round, opened_at_ms, closed_at_ms`

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
    'SELECT round, asked, opened_at_ms, closed_at_ms FROM poll_round WHERE poll_id = ? ORDER BY round',
  )

  const ballots = db.prepare<[string, number], { answer: string; weight: number }>(
    'SELECT answer, weight FROM ballot WHERE poll_id = ? AND round = ?',
  )
  const voted = db
    .prepare<[string, number], number>('SELECT count(*) FROM ballot WHERE poll_id = ? AND round = ?')
    .pluck()
  const ballot = db.prepare<[string, number, string], BallotRow>(
    'SELECT key, answer, weight, receipt FROM ballot WHERE poll_id = ? AND round = ? AND voter_id = ?',
  )
  const sentBallot = db.prepare<[string, string, string], SentBallotRow>(
    'SELECT round, answer, receipt FROM ballot_key WHERE poll_id = ? AND voter_id = ? AND key = ?',
  )

  const attendeeByToken = db.prepare<[Uint8Array], AttendeeRow>(
    'SELECT id, meeting_id, name, joined_at_ms FROM attendee WHERE token_hash = ?',
  )
  const joined = db.prepare<[string], number>('SELECT count(*) FROM attendee WHERE meeting_id = ?').pluck()
  const names = db
    .prepare<[string], string>('SELECT name FROM attendee WHERE meeting_id = ? AND name IS NOT NULL ORDER BY name, id')
    .pluck()
  const settings = db.prepare<[], { name: string; value: string }>('SELECT name, value FROM setting')

  const one = <Row, Value>(row: Row | undefined, to: (row: Row) => Value): Value | null =>
    row === undefined ? null : to(row)

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

    ballots: (pollId, round) =>
      ballots.all(pollId, round).map((row) => ({ answer: JSON.parse(row.answer) as Answer, weight: row.weight })),
    voted: (pollId, round) => voted.get(pollId, round) ?? 0,
    ballot: (at) => one(ballot.get(at.pollId, at.round, at.voterId), toCastBallot),
    sentBallot: (pollId, voterId, key) => one(sentBallot.get(pollId, voterId, key), toSentBallot),

    attendeeByToken: (tokenHash) => one(attendeeByToken.get(tokenHash), toAttendee),
    joined: (meetingId) => joined.get(meetingId) ?? 0,
    attendeeNames: (meetingId) => names.all(meetingId),

    settings() {
      const stored = Object.fromEntries(settings.all().map((row) => [row.name, JSON.parse(row.value) as unknown]))
      return { ...defaultSettings, ...(stored as Partial<AppSettings>) }
    },
  }
}
