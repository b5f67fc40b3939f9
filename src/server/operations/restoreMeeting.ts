import { refuse } from '../../domain/refusal.ts'
import { consoleChanged, done } from './answers.ts'
import type { Operation, Transaction } from './ports.ts'

/** Puts a deleted meeting where it was, and into its log that it was away. */
export function bringBack(tx: Transaction, meetingId: string, nowMs: number): void {
  tx.markMeetingDeleted(meetingId, null)
  tx.record(meetingId, nowMs, 'meetingRestored', {})
}

export const restoreMeeting: Operation<{ meetingId: string }, { meetingId: string }> = {
  name: 'restoreMeeting',
  run(tx, input, context) {
    if (tx.meetingEvenDeleted(input.meetingId) === null) return refuse('meetingNotFound')
    if (tx.meeting(input.meetingId) !== null) return done({ meetingId: input.meetingId })
    bringBack(tx, input.meetingId, context.nowMs)
    const polls = tx.polls(input.meetingId).map((poll) => consoleChanged(input.meetingId, poll.id))
    return done({ meetingId: input.meetingId }, consoleChanged(input.meetingId), ...polls)
  },
}
