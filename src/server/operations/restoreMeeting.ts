import { refuse } from '../../domain/refusal.ts'
import { consoleChanged, done } from './answers.ts'
import type { Operation } from './ports.ts'

export const restoreMeeting: Operation<{ meetingId: string }, { meetingId: string }> = {
  name: 'restoreMeeting',
  run(tx, input) {
    if (tx.meetingEvenDeleted(input.meetingId) === null) return refuse('meetingNotFound')
    tx.markMeetingDeleted(input.meetingId, null)
    const polls = tx.polls(input.meetingId).map((poll) => consoleChanged(input.meetingId, poll.id))
    return done({ meetingId: input.meetingId }, consoleChanged(input.meetingId), ...polls)
  },
}
