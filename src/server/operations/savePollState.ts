import type { Question } from '../../domain/kinds/index.ts'
import type { Roll } from '../../domain/circumstances.ts'
import type { Poll } from '../../domain/poll.ts'
import type { Round, Transaction } from './ports.ts'

/**
 * Saves a poll and, once it has been opened, the round it is in: the question as it is asked and who is entitled and
 * present when it opens, and once more, for good, when it closes.
 */
export function savePollState(tx: Transaction, poll: Poll, roll: Roll): void {
  tx.savePoll(poll)
  if (poll.openedAtMs === null) return
  const before = roundOf(tx, poll)
  const closed = poll.status === 'closed'
  tx.saveRound(poll.id, {
    round: poll.round,
    asked: questionOf(poll),
    openedAtMs: poll.openedAtMs,
    closedAtMs: poll.closedAtMs,
    // What was decided about a tie goes when voting goes on; the log keeps it.
    acts: closed ? (before?.acts ?? []) : [],
    rollAtOpening: before?.rollAtOpening ?? roll,
    rollAtClosing: closed ? (before?.rollAtClosing ?? roll) : null,
    paper: before?.paper ?? null,
  })
}

/** The round a poll is in; null before it was opened. */
export function roundOf(tx: Pick<Transaction, 'rounds'>, poll: Poll): Round | null {
  return tx.rounds(poll.id).find((round) => round.round === poll.round) ?? null
}

/** The question without where it stands. */
export function questionOf(poll: Question): Question {
  const { kind, question, options, settings } = poll
  return { kind, question, options, settings } as Question
}
