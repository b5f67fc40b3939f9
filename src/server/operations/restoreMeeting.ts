import { refuse } from '../../domain/refusal.ts'
import { consoleChanged, done } from './answers.ts'
import type { Operation } from './ports.ts'

export const restoreMeeting: Operation<{ meetingId: string }, { meetingId: string }> = {
  name: 'restoreMeeting',
  run(tx, input) {
    if (tx.meetingEvenDeleted(input.meetingId) === null) return refuse('meetingNotFound')
    tx.markMeetingDeleted(input.meetingId, null)
    return done({ meetingId: input.meetingId }, consoleChanged(input.meetingId))
  },
}
