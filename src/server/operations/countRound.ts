import type { PollResult } from '../../contract/views.ts'
import { kindOf, type Question } from '../../domain/kinds/index.ts'
import { circumstancesOf } from './circumstances.ts'
import type { Queries } from './ports.ts'

/** Tally and outcome of one round of a poll, counted from its ballots as they are now. */
export function countRound(read: Queries, pollId: string, round: number, asked: Question): PollResult {
  const kind = kindOf(asked.kind)
  const given = circumstancesOf(read, pollId, round)
  const tally = kind.tally(asked, read.ballots(pollId, round), given)
  return { tally, outcome: kind.outcome(asked, tally, given) }
}
