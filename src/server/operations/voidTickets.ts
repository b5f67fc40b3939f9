import { refuse } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

interface Input {
  readonly meetingId: string
  /** Of the two, the one that is there. */
  readonly batch?: number | undefined
  readonly number?: number | undefined
}

/**
 * Makes a printing, or the ticket of one stub, void. Whoever joined with one is out, on whatever phone; what was voted
 * with it stays counted, since nobody can tell which vote that was.
 */
export const voidTickets: Operation<Input, { meetingId: string }> = {
  name: 'voidTickets',
  run(tx, { meetingId, batch, number }, context) {
    const meeting = findMeeting(tx, meetingId)
    if (!meeting.ok) return meeting
    const which = number === undefined ? { batch: batch ?? 0 } : { number }
    const { known, voided, redeemed } = tx.voidTickets(meetingId, which)
    if (!known) return refuse('ticketUnknown')
    if (voided === 0) return done({ meetingId })
    tx.record(meetingId, context.nowMs, 'ticketsVoided', { ...which, voided, redeemed })
    return done({ meetingId }, roomChanged(meetingId))
  },
}
