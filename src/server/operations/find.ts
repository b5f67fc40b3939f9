import type { Meeting } from '../../domain/meeting.ts'
import type { Poll } from '../../domain/poll.ts'
import { accept, refuse, type Result } from '../../domain/refusal.ts'
import type { Queries, Section } from './ports.ts'

/** The meeting, or a refusal. */
export function findMeeting(tx: Queries, id: string): Result<Meeting> {
  const meeting = tx.meeting(id)
  return meeting === null ? refuse('meetingNotFound') : accept(meeting)
}

export interface Place {
  readonly poll: Poll
  readonly meeting: Meeting
}

/** The poll and its meeting, or a refusal. Polls of deleted meetings are gone with them. */
export function findPoll(tx: Queries, id: string): Result<Place> {
  const poll = tx.poll(id)
  if (poll === null) return refuse('pollNotFound')
  const meeting = tx.meeting(poll.meetingId)
  return meeting === null ? refuse('pollNotFound') : accept({ poll, meeting })
}

/** The poll, provided its meeting is running: only then can anybody vote. */
export function findRunningPoll(tx: Queries, id: string): Result<Place> {
  const found = findPoll(tx, id)
  return found.ok && found.value.meeting.status !== 'running' ? refuse('meetingNotRunning') : found
}

/** The heading, or a refusal. Headings of deleted meetings are gone with them. */
export function findSection(tx: Queries, id: string): Result<Section> {
  const section = tx.section(id)
  return section === null || tx.meeting(section.meetingId) === null ? refuse('sectionNotFound') : accept(section)
}
