import { accept, type Result } from '../../domain/refusal.ts'
import type { Change, Done } from './ports.ts'

/** An operation that went through: what it answers and who must be told. */
export function done<Output>(value: Output, ...changes: Change[]): Result<Done<Output>> {
  return accept({ value, changes })
}

/** Phones, stage and console see something else now, at once. */
export function roomChanged(meetingId: string, pollId?: string): Change {
  return { scope: 'room', urgency: 'status', meetingId, ...(pollId === undefined ? {} : { pollId }) }
}

/** Only numbers grew; they are pushed within the window. */
export function countsChanged(meetingId: string, pollId?: string): Change {
  return { scope: 'room', urgency: 'counts', meetingId, ...(pollId === undefined ? {} : { pollId }) }
}

/** Something only the host sees, and who follows the poll's public results. */
export function consoleChanged(meetingId: string, pollId?: string): Change {
  return { scope: 'console', urgency: 'status', meetingId, ...(pollId === undefined ? {} : { pollId }) }
}
