import { modernSettings } from '../../domain/kinds/settings.ts'
import { kindOf, pollKinds, type Answer, type PollKind, type Question } from '../../domain/kinds/index.ts'
import type { Admission } from '../../domain/admission.ts'
import { unknownRoll, type Act, type Roll } from '../../domain/circumstances.ts'
import type { CastBallot } from '../../domain/ballot.ts'
import type { PaperCount } from '../../domain/kinds/paper.ts'
import type { LogEntry } from '../../domain/log.ts'
import type { Meeting, MeetingStatus, StageMode } from '../../domain/meeting.ts'
import type { Poll, PollStatus } from '../../domain/poll.ts'
import type { ShownTicket } from '../../domain/tickets.ts'
import type { Attendee, Picture, Round, Section, SentBallot, Template } from '../operations/ports.ts'

/** Rows as SQLite returns them, and what they mean. */

export interface MeetingRow {
  id: string
  title: string
  status: string
  admission: string
  join_code: string
  stage_mode: string
  current_poll_id: string | null
  created_at_ms: number
  started_at_ms: number | null
  ended_at_ms: number | null
  joining_locked: number
  seats: number | null
  roll: string
}

export function toMeeting(row: MeetingRow): Meeting {
  return {
    id: row.id,
    title: row.title,
    status: row.status as MeetingStatus,
    admission: row.admission as Admission,
    joinCode: row.join_code,
    stageMode: row.stage_mode as StageMode,
    currentPollId: row.current_poll_id,
    createdAtMs: row.created_at_ms,
    startedAtMs: row.started_at_ms,
    endedAtMs: row.ended_at_ms,
    joiningLocked: row.joining_locked === 1,
    seats: row.seats,
    roll: toRoll(row.roll),
  }
}

/** Numbers that a later version added are unknown in older rows. */
function toRoll(json: string): Roll {
  return { ...unknownRoll, ...(JSON.parse(json) as Partial<Roll>) }
}

export interface PollRow {
  id: string
  meeting_id: string
  kind: string
  question: string
  options: string
  settings: string
  status: string
  revealed: number
  round: number
  opened_at_ms: number | null
  closed_at_ms: number | null
  closes_at_ms: number | null
  paused_remaining_ms: number | null
  countdown_ms: number | null
  names_shown: number
}

/** Settings that a later version added or renamed get their defaults or new names, so that old rows stay readable. */
function toQuestion(raw: { kind: string; question: string; options: unknown; settings: unknown }): Question {
  const kind = pollKinds.find((known) => known === raw.kind)
  if (kind === undefined) throw new Error(`unknown kind of poll in the database: ${raw.kind}`)
  const settings = { ...kindOf(kind).defaultSettings, ...modernSettings(raw.settings as Record<string, unknown>) }
  return { kind, question: raw.question, options: raw.options, settings } as Question
}

export function toPoll(row: PollRow): Poll {
  return {
    ...toQuestion({ ...row, options: JSON.parse(row.options), settings: JSON.parse(row.settings) }),
    id: row.id,
    meetingId: row.meeting_id,
    status: row.status as PollStatus,
    revealed: row.revealed === 1,
    round: row.round,
    openedAtMs: row.opened_at_ms,
    closedAtMs: row.closed_at_ms,
    closesAtMs: row.closes_at_ms,
    pausedRemainingMs: row.paused_remaining_ms,
    countdownMs: row.countdown_ms,
    namesShown: row.names_shown === 1,
  }
}

export interface RoundRow {
  round: number
  asked: string
  opened_at_ms: number
  closed_at_ms: number | null
  acts: string
  roll_at_opening: string
  roll_at_closing: string | null
  paper: string | null
}

export function toRound(row: RoundRow): Round {
  const asked = JSON.parse(row.asked) as { kind: PollKind; question: string; options: unknown; settings: unknown }
  return {
    round: row.round,
    asked: toQuestion(asked),
    openedAtMs: row.opened_at_ms,
    closedAtMs: row.closed_at_ms,
    acts: JSON.parse(row.acts) as readonly Act[],
    rollAtOpening: toRoll(row.roll_at_opening),
    rollAtClosing: row.roll_at_closing === null ? null : toRoll(row.roll_at_closing),
    paper: row.paper === null ? null : (JSON.parse(row.paper) as PaperCount),
  }
}

export interface AttendeeRow {
  id: string
  meeting_id: string
  name: string | null
  joined_at_ms: number
  weight: number
}

export function toAttendee(row: AttendeeRow): Attendee {
  const { id, name, weight } = row
  return { id, meetingId: row.meeting_id, name, joinedAtMs: row.joined_at_ms, weight }
}

export interface TicketRow {
  meeting_id: string
  voided: number
  redeemed: number
  weight: number
}

export function toTicket(row: TicketRow): ShownTicket {
  const { weight } = row
  return { meetingId: row.meeting_id, voided: row.voided === 1, redeemed: row.redeemed === 1, weight }
}

export interface BallotRow {
  key: string
  answer: string
  weight: number
  receipt: string
}

export function toCastBallot(row: BallotRow): CastBallot {
  return { key: row.key, answer: JSON.parse(row.answer) as Answer, weight: row.weight, receipt: row.receipt }
}

export interface SentBallotRow {
  round: number
  answer: string
  receipt: string
}

export function toSentBallot(row: SentBallotRow): SentBallot {
  return { round: row.round, answer: JSON.parse(row.answer) as Answer, receipt: row.receipt }
}

export interface SectionRow {
  id: string
  meeting_id: string
  title: string
}

export function toSection(row: SectionRow): Section {
  return { id: row.id, meetingId: row.meeting_id, title: row.title }
}

export interface PictureRow {
  id: string
  type: string
  bytes: Buffer
}

export function toPicture(row: PictureRow): Picture {
  return { id: row.id, type: row.type as Picture['type'], bytes: row.bytes }
}

export interface TemplateRow {
  id: string
  name: string
  content: string
  created_at_ms: number
}

export function toTemplate(row: TemplateRow): Template {
  return { id: row.id, name: row.name, content: row.content, createdAtMs: row.created_at_ms }
}

export interface LogRow {
  number: number
  at_ms: number
  act: string
  detail: string
  hash: string
}

export function toLogEntry(row: LogRow): LogEntry {
  const detail = JSON.parse(row.detail) as LogEntry['detail']
  return { number: row.number, atMs: row.at_ms, act: row.act as LogEntry['act'], detail, hash: row.hash }
}
