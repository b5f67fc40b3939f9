import type { LogAct, LogDetail } from '../../domain/log.ts'
import type { Poll } from '../../domain/poll.ts'
import type { Transaction } from './ports.ts'

/** Records an act about a poll. Drafts were never asked, so what is done to them is not for the log. */
export function logPoll(tx: Transaction, poll: Poll, atMs: number, act: LogAct, detail: LogDetail = {}): void {
  if (poll.status === 'draft') return
  tx.record(poll.meetingId, atMs, act, { poll: poll.id, round: poll.round, ...detail })
}
