import type { Question } from '../../domain/kinds/index.ts'
import type { Poll } from '../../domain/poll.ts'
import type { Transaction } from './ports.ts'

/** Saves a poll and, once it has been opened, the round it is in with the question as it is asked. */
export function savePollState(tx: Transaction, poll: Poll): void {
  tx.savePoll(poll)
  if (poll.openedAtMs === null) return
  tx.saveRound(poll.id, {
    round: poll.round,
    asked: questionOf(poll),
    openedAtMs: poll.openedAtMs,
    closedAtMs: poll.closedAtMs,
  })
}

/** The question without where it stands. */
export function questionOf(poll: Question): Question {
  const { kind, question, options, settings } = poll
  return { kind, question, options, settings } as Question
}
