import type { AgendaPlace, Transaction } from './ports.ts'

/** Renumbers the agenda with a poll or heading at `position`, counted from 0 over both; beyond the end means last. */
export function placeAt(tx: Transaction, meetingId: string, moved: AgendaPlace, position: number): void {
  const others = tx.agenda(meetingId).filter(({ id }) => id !== moved.id)
  tx.orderAgenda([...others.slice(0, position), moved, ...others.slice(position)])
}
