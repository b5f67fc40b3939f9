import { drawnSymbols, maxTickets, ticketCode } from '../../domain/tickets.ts'
import { refuse } from '../../domain/refusal.ts'
import { consoleChanged, done } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

interface Input {
  readonly meetingId: string
  readonly size: number
  readonly spare: number
  readonly weight: number
  /** What is kept of a code. */
  readonly mac: (code: string) => Uint8Array
}

/** Codes in clear: they are kept nowhere, and this is the only time that anybody sees them. */
export interface MadeTickets {
  readonly meetingId: string
  readonly batch: number
  readonly tickets: readonly { readonly number: number; readonly code: string; readonly spare: boolean }[]
}

/** Makes one printing of tickets. */
export const makeTickets: Operation<Input, MadeTickets> = {
  name: 'makeTickets',
  run(tx, { meetingId, size, spare, weight, mac }, context) {
    const meeting = findMeeting(tx, meetingId)
    if (!meeting.ok) return meeting
    if (meeting.value.admission !== 'tickets') return refuse('noTickets')
    const before = tx.ticketBatches(meetingId)
    const made = before.reduce((sum, one) => sum + one.size + one.spare, 0)
    if (made + size + spare > maxTickets) return refuse('ticketsTooMany', { max: maxTickets })

    const batch = before.length + 1
    const firstNumber = made + 1
    const tickets = Array.from({ length: size + spare }, (_, index) => ({
      number: firstNumber + index,
      code: ticketCode(context.newCode(drawnSymbols)),
      spare: index >= size,
    }))
    tx.insertBatch(meetingId, { batch, madeAtMs: context.nowMs, firstNumber, size, spare, weight })
    for (const { number, code } of tickets) tx.insertTicket({ meetingId, batch, number }, mac(code))
    tx.record(meetingId, context.nowMs, 'ticketsMade', { batch, firstNumber, size, spare, weight })
    return done({ meetingId, batch, tickets }, consoleChanged(meetingId))
  },
}
