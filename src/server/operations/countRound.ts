import type { PollResult } from '../../contract/views.ts'
import { kindOf, type Question } from '../../domain/kinds/index.ts'
import { rollCall } from '../../domain/rollCall.ts'
import { circumstancesOf } from './circumstances.ts'
import type { Queries } from './ports.ts'

/** Tally, outcome and roll call of one round of a poll, counted from its ballots as they are now. */
export function countRound(read: Queries, pollId: string, round: number, asked: Question): PollResult {
  const kind = kindOf(asked.kind)
  const given = circumstancesOf(read, pollId, round)
  const ballots = [...read.ballots(pollId, round)]
  const tally = kind.tally(asked, ballots, given)
  const outcome = kind.outcome(asked, tally, given)
  const called = rollCall(asked, ballots)
  return called === null ? { tally, outcome } : { tally, outcome, rollCall: called }
}
