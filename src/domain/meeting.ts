import type { Admission } from './admission.ts'
import type { Roll } from './circumstances.ts'
import { accept, refuse, type Result } from './refusal.ts'

export type MeetingStatus = 'draft' | 'running' | 'ended'

/**
 * What the projector shows; with `poll` the poll itself says whether that is the question or its result, `standings` is
 * the leaderboard of the meeting's quiz.
 */
export const stageModes = ['join', 'poll', 'standings', 'blank'] as const
export type StageMode = (typeof stageModes)[number]

export interface Meeting {
  readonly id: string
  readonly title: string
  readonly status: MeetingStatus
  readonly admission: Admission
  /** Printed beside the QR code and part of the join link, so that yesterday's link does not join today's meeting. */
  readonly joinCode: string
  readonly stageMode: StageMode
  /** The poll on phones and stage. */
  readonly currentPollId: string | null
  readonly createdAtMs: number
  readonly startedAtMs: number | null
  readonly endedAtMs: number | null
  /** New phones are refused; those that have joined go on. */
  readonly joiningLocked: boolean
  /** How many people are expected, or sit here: more devices than that are worth a look. Null: nobody said. */
  readonly seats: number | null
  /** As the host has entered it; what is not known is asked for before a poll that needs it opens. */
  readonly roll: Roll
}

/** Letters and digits that cannot be mistaken for one another (Crockford's base 32). */
export const codeAlphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const joinCodeLength = 4

/** What people type for a code: lower case, spaces and hyphens, O for 0, I and L for 1. */
export function normaliseCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
}

/**
 * Draft → running, or ended → running again: a meeting ended by mistake goes on with the attendees and votes it has.
 */
export function start(meeting: Meeting, nowMs: number): Result<Meeting> {
  if (meeting.status === 'running') return accept(meeting)
  const startedAtMs = meeting.startedAtMs ?? nowMs
  return accept({ ...meeting, status: 'running', startedAtMs, endedAtMs: null, stageMode: 'join', currentPollId: null })
}

/** Running → ended. */
export function end(meeting: Meeting, nowMs: number): Result<Meeting> {
  if (meeting.status === 'ended') return accept(meeting)
  if (meeting.status === 'draft') return refuse('meetingNotRunning')
  return accept({ ...meeting, status: 'ended', endedAtMs: nowMs, currentPollId: null })
}

/** Attendees beyond this are refused: no hall that one laptop can serve holds more. */
export const maxAttendees = 20_000
