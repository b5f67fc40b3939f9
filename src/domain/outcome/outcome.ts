import type { Act, Roll } from '../circumstances.ts'
import type { RankingMethod } from '../kinds/ranking.ts'
import type { Election } from './election.ts'
import type { MajorityRule } from './majority.ts'
import type { QuorumReport } from './quorum.ts'

export const outcomeStatuses = ['carried', 'lost', 'elected', 'tie', 'noQuorum', 'none'] as const
export type OutcomeStatus = (typeof outcomeStatuses)[number]

/** One majority of a motion, or what an election asks of each candidate, with its arithmetic. */
export interface Condition {
  readonly rule: MajorityRule
  /** Size of the base in votes (weights). */
  readonly base: number
  readonly needed: number
  readonly reached: number
  readonly holds: boolean
}

/** What the counts mean under a rule, with the arithmetic. Null members: the kind has no such number. */
export interface Outcome {
  readonly status: OutcomeStatus
  /** Votes in favour that the rule asks for; of the first condition that fails, else of the first. */
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
  /** The casting vote or lot that decided; null where the votes did. */
  readonly decidedBy: Act | null
}

export interface ElectionReport {
  readonly seats: number
  readonly rule: Election['rule']
  /** Votes that an absolute majority takes; null before anybody voted and with `mostVotes`. */
  readonly needed: number | null
  /** Size of the base: weight of those who voted. */
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
}
