import type { PollResult } from '../../contract/views.ts'
import type { Question } from '../../domain/kinds/index.ts'
import { countsInStandings, standings, type QuizRound, type Standing } from '../../domain/kinds/standings.ts'
import { countRound } from './countRound.ts'
import type { Queries } from './ports.ts'

export interface Results {
  /** Tally and outcome of one round, counted from its ballots. */
  of(pollId: string, round: number, asked: Question): PollResult
  /** The leaderboard over the meeting's quiz polls whose result has been revealed. */
  standings(meetingId: string): readonly Standing[]
  /** Call after every committed change of the poll: of its ballots, its state, or what they are counted with. */
  forget(pollId: string): void
  /** Everything may read differently. */
  forgetAll(): void
}

/**
 * Results are always counted from the ballots, never kept as running numbers. What was counted is remembered until the
 * next change, because four audiences ask for the same count.
 */
export function createResults(read: Queries): Results {
  const counted = new Map<string, Map<number, PollResult>>()
  const ranked = new Map<string, readonly Standing[]>()
  return {
    of(pollId, round, asked) {
      const rounds = counted.get(pollId) ?? new Map<number, PollResult>()
      counted.set(pollId, rounds)
      const known = rounds.get(round)
      if (known !== undefined) return known
      const result = countRound(read, pollId, round, asked)
      rounds.set(round, result)
      return result
    },
    standings(meetingId) {
      const known = ranked.get(meetingId)
      if (known !== undefined) return known
      const made = standings(quizRounds(read, meetingId))
      ranked.set(meetingId, made)
      return made
    },
    forget(pollId) {
      counted.delete(pollId)
      // Any poll may be one of the quiz, and leaderboards are few.
      ranked.clear()
    },
    forgetAll() {
      counted.clear()
      ranked.clear()
    },
  }
}

/** The present rounds of quiz polls, in the order in which they were asked. */
function quizRounds(read: Queries, meetingId: string): QuizRound[] {
  return read
    .polls(meetingId)
    .filter(countsInStandings)
    .sort((a, b) => (a.openedAtMs ?? 0) - (b.openedAtMs ?? 0))
    .map((poll) => ({ question: poll, ballots: [...read.ballots(poll.id, poll.round)] }) as unknown as QuizRound)
}
