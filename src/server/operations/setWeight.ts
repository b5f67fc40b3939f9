import { refuse } from '../../domain/refusal.ts'
import { consoleChanged, done } from './answers.ts'
import type { Operation } from './ports.ts'

/** How often an attendee's votes count from now on. Votes that are counted already keep the weight they have. */
export const setWeight: Operation<{ attendeeId: string; weight: number }, null> = {
  name: 'setWeight',
  run(tx, { attendeeId, weight }, context) {
    const attendee = tx.attendee(attendeeId)
    if (attendee === null) return refuse('attendeeNotFound')
    if (attendee.weight === weight) return done(null)
    tx.weighAttendee(attendeeId, weight)
    tx.record(attendee.meetingId, context.nowMs, 'weightChanged', { attendee: attendeeId, weight })
    return done(null, consoleChanged(attendee.meetingId))
  },
}
