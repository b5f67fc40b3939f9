import type { PollResult } from '../../contract/views.ts'
import { kindOf, type Question } from '../../domain/kinds/index.ts'
import type { Queries } from './ports.ts'

export interface Results {
  /** Tally and outcome of one round, counted from its ballots. */
  of(pollId: string, round: number, asked: Question): PollResult
  /** Call after every committed change of the poll's ballots. */
  forget(pollId: string): void
}

/**
 * Results are always counted from the ballots, never kept as running numbers. What was counted is remembered until the
 * next change, because four audiences ask for the same count.
 */
export function createResults(read: Queries): Results {
  const counted = new Map<string, Map<number, PollResult>>()
  return {
    of(pollId, round, asked) {
      const rounds = counted.get(pollId) ?? new Map<number, PollResult>()
      counted.set(pollId, rounds)
      const known = rounds.get(round)
      if (known !== undefined) return known
      const kind = kindOf(asked.kind)
      const tally = kind.tally(asked, read.ballots(pollId, round))
      const result = { tally, outcome: kind.outcome(asked, tally) }
      rounds.set(round, result)
      return result
    },
    forget(pollId) {
      counted.delete(pollId)
    },
  }
}
