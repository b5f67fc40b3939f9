import type { EntryDecision } from '../../domain/circumstances.ts'
import { entriesOf } from '../../domain/kinds/index.ts'
import type { LogAct } from '../../domain/log.ts'
import { refuse } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { countRound } from './countRound.ts'
import { findPoll } from './find.ts'
import type { Operation } from './ports.ts'

interface Input {
  readonly pollId: string
  readonly entry: string
  readonly decision: EntryDecision | null
  /** The present one if left out. */
  readonly round?: number | undefined
}

const actOf: Readonly<Record<EntryDecision, LogAct>> = {
  approved: 'entryApproved',
  removed: 'entryRemoved',
  answered: 'entryAnswered',
}

/** Approves or removes what people wrote, marks it as answered, or takes that back. The ballots are not touched. */
export const decideEntry: Operation<Input, { pollId: string }> = {
  name: 'decideEntry',
  run(tx, input, context) {
    const found = findPoll(tx, input.pollId)
    if (!found.ok) return found
    const { poll, meeting } = found.value
    const number = input.round ?? poll.round
    const round = tx.rounds(poll.id).find((known) => known.round === number)
    if (round === undefined) return refuse('roundNotFound', { round: number })
    const before = tx.entryDecisions(poll.id, number).get(input.entry) ?? null
    if (before === input.decision) return done({ pollId: poll.id })
    const { tally } = countRound(tx, poll.id, number, round.asked)
    if (!(entriesOf(tally) ?? []).some((entry) => entry.id === input.entry)) return refuse('entryUnknown')
    tx.decideEntry(poll.id, number, input.entry, input.decision)
    const act = input.decision === null ? 'entryRestored' : actOf[input.decision]
    // Not the words themselves: what was taken off the wall should not stand in the minutes for ever.
    tx.record(meeting.id, context.nowMs, act, { poll: poll.id, round: number, entry: input.entry })
    return done({ pollId: poll.id }, roomChanged(meeting.id, poll.id))
  },
}
