import type { Act, Roll } from '../circumstances.ts'
import type { RankingMethod } from '../kinds/ranking.ts'
import type { Election } from './election.ts'
import type { CandidateRule, MajorityRule } from './majority.ts'
import type { QuorumReport } from './quorum.ts'

export const outcomeStatuses = ['carried', 'lost', 'elected', 'tie', 'noQuorum', 'none'] as const
export type OutcomeStatus = (typeof outcomeStatuses)[number]

/** One majority of a motion, or what an election asks of each candidate, with its arithmetic. */
export interface Condition {
  readonly rule: MajorityRule | CandidateRule
  /** Size of the base in votes (weights). */
  readonly base: number
  readonly needed: number
  /** Votes in favour; in an election the most that any candidate has. */
  readonly reached: number
  readonly holds: boolean
}

/** What the counts mean under a rule, with the arithmetic. Null members: the kind has no such number. */
export interface Outcome {
  readonly status: OutcomeStatus
  /** Votes that the rule asks for; of the first condition that fails, else of the first; in an election the strictest. */
  readonly needed: number | null
  /** Votes in favour that there are. */
  readonly reached: number | null
  /** Size of the base in votes. */
  readonly base: number | null
  readonly rule: MajorityRule | null
  /** Every majority asked for, all of which must hold. */
  readonly conditions: readonly Condition[]
  readonly quorum: QuorumReport | null
  /** Who could vote, where a majority or a quorum was judged with it; frozen at closing. */
  readonly roll: Roll | null
  /** True where somebody has more than one vote: then all numbers above are weights. */
  readonly weighted: boolean
  /** Of an election. */
  readonly election: ElectionReport | null
  /** Of a ranking: the method that decided. */
  readonly method: RankingMethod | null
  /** Ids of the options that won: elected, or first in a ranking. */
  readonly elected: readonly string[]
  /** Ids that are equal where it matters: a winner is needed and nobody has decided yet. */
  readonly tied: readonly string[]
  /** The casting vote or lot that decided, the last of `decisions`; null where the votes did. */
  readonly decidedBy: Act | null
  /** Every casting vote and lot that decided, oldest first; empty where the votes did. */
  readonly decisions: readonly Act[]
}

export interface ElectionReport {
  readonly seats: number
  readonly rule: Election['rule']
  /** Votes that a candidate must have; null where no majority is asked for, or nothing is known to take it of. */
  readonly needed: number | null
  /** Size of the base that `needed` is taken of; with `mostVotes` the weight of those who voted. */
  readonly base: number
  /** Votes of each of `elected`, in the same order. */
  readonly votes: readonly number[]
  /** Seats that nobody has won yet. */
  readonly open: number
  /** Candidates of a second round, in option order; empty where none is needed. */
  readonly secondRound: readonly string[]
}

/** For kinds that ask and do not decide. */
export const noVerdict: Outcome = {
  status: 'none',
  needed: null,
  reached: null,
  base: null,
  rule: null,
  conditions: [],
  quorum: null,
  roll: null,
  weighted: false,
  election: null,
  method: null,
  elected: [],
  tied: [],
  decidedBy: null,
  decisions: [],
}
