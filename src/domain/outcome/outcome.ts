import { isReached, needed, type MajorityBase, type MajorityRule } from './majority.ts'

export const outcomeStatuses = ['carried', 'lost', 'elected', 'tie', 'noQuorum', 'none'] as const
export type OutcomeStatus = (typeof outcomeStatuses)[number]

/** What the counts mean under a rule, with the arithmetic. Null members: the kind has no such number. */
export interface Outcome {
  readonly status: OutcomeStatus
  /** Votes in favour that the rule asks for. */
  readonly needed: number | null
  /** Votes in favour that there are. */
  readonly reached: number | null
  /** Size of the base in votes. */
  readonly base: number | null
  readonly rule: MajorityRule | null
}

/** For kinds that ask and do not decide. */
export const noVerdict: Outcome = { status: 'none', needed: null, reached: null, base: null, rule: null }

export interface MotionVotes {
  readonly yes: number
  readonly no: number
  readonly abstain: number
}

/** Votes in the base. */
export function baseOf(base: MajorityBase, votes: MotionVotes): number {
  return base === 'yesNo' ? votes.yes + votes.no : votes.yes + votes.no + votes.abstain
}

/**
 * The verdict on a motion. Equal yes and no is lost, not "undecided"; a casting vote is a separate recorded act.
 * With an empty base nothing was decided and there is nothing to take a fraction of.
 */
export function motionVerdict(rule: MajorityRule, votes: MotionVotes): Outcome {
  const base = baseOf(rule.base, votes)
  if (base === 0) return { status: 'none', needed: null, reached: 0, base: 0, rule }
  const status = isReached(rule, votes.yes, base) ? 'carried' : 'lost'
  return { status, needed: needed(rule, base), reached: votes.yes, base, rule }
}
