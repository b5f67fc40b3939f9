import type { Act, Circumstances, Roll } from '../circumstances.ts'
import type { CommonTally } from '../kinds/kind.ts'
import { isReached, needed, type MajorityBase, type MajorityRule } from './majority.ts'
import { noVerdict, type Condition, type Outcome, type OutcomeStatus } from './outcome.ts'
import { quorumReport, quorumStatus, type Quorum } from './quorum.ts'

/** What decides a motion. */
export interface MotionRules {
  readonly rule: MajorityRule
  /** Further majorities, all of which must be reached as well. */
  readonly alsoRequired: readonly MajorityRule[]
  readonly quorum: Quorum | null
  /** Equal yes and no: lost, or open until the chair has cast a vote. */
  readonly tie: 'lost' | 'castingVote'
}

/** In votes: weights, which are heads where nobody has more than one. */
export interface MotionVotes {
  readonly yes: number
  readonly no: number
  readonly abstain: number
}

type CastingVote = Extract<Act, { act: 'castingVote' }>

/**
 * Votes in the base; null where the meeting does not know them. Whoever voted was there and entitled: a number that the
 * host entered does not make the base smaller than the votes.
 */
export function baseOf(base: MajorityBase, votes: MotionVotes, roll: Roll): number | null {
  const cast = votes.yes + votes.no + votes.abstain
  if (base === 'yesNo') return votes.yes + votes.no
  return base === 'yesNoAbstain' || base === 'cast' ? cast : baseOfPeople(base, cast, roll)
}

/** Votes of everyone present or entitled; null where the meeting does not know them. */
export function baseOfPeople(base: 'present' | 'entitled', cast: number, roll: Roll): number | null {
  const known = base === 'present' ? roll.presentWeight : roll.entitledWeight
  return known === null ? null : Math.max(known, cast)
}

/** Are there votes of more or less than one? Looks at the roll as well: whoever has several may not have voted. */
export function isWeighted(
  tally: CommonTally & { readonly options: readonly { readonly count: number; readonly weight: number }[] },
  roll: Roll,
): boolean {
  const differ = (heads: number | null, weight: number | null): boolean =>
    heads !== null && weight !== null && heads !== weight
  return (
    tally.options.some(({ count, weight }) => count !== weight) ||
    differ(tally.people, tally.weight) ||
    differ(roll.presentHeads, roll.presentWeight) ||
    differ(roll.entitledHeads, roll.entitledWeight)
  )
}

/** The roll with its weights: heads, where everybody has one vote and nobody entered anything else. */
export function rollInVotes(roll: Roll, weighted: boolean): Roll {
  if (weighted) return roll
  return {
    ...roll,
    entitledWeight: roll.entitledWeight ?? roll.entitledHeads,
    presentWeight: roll.presentWeight ?? roll.presentHeads,
  }
}

interface Judged {
  readonly rule: MajorityRule
  /** Null: not known. */
  readonly base: number | null
  /** Null where nobody can say: the base is not known, or there is nothing in it to take a part of. */
  readonly holds: boolean | null
}

function judge(rules: readonly MajorityRule[], votes: MotionVotes, roll: Roll): readonly Judged[] {
  return rules.map((rule) => {
    const base = baseOf(rule.base, votes, roll)
    return { rule, base, holds: base === null || base === 0 ? null : isReached(rule, votes.yes, base) }
  })
}

/** Lost as soon as one majority fails; carried when all hold; nothing decided in between. */
function statusOf(judged: readonly Judged[]): 'carried' | 'lost' | 'none' {
  if (judged.some(({ holds }) => holds === false)) return 'lost'
  return judged.every(({ holds }) => holds === true) ? 'carried' : 'none'
}

/** Equal yes and no, and one more yes would carry: only then the chair's vote decides. */
function isTie(rules: readonly MajorityRule[], votes: MotionVotes, roll: Roll): boolean {
  return votes.yes === votes.no && statusOf(judge(rules, { ...votes, yes: votes.yes + 1 }, roll)) === 'carried'
}

/** The first that fits decides; one recorded after it finds nothing left to decide. */
function castingVote(acts: readonly Act[]): CastingVote | null {
  const fits = (act: Act): act is CastingVote =>
    act.act === 'castingVote' && (act.choice === 'yes' || act.choice === 'no')
  return acts.find(fits) ?? null
}

/**
 * The verdict on a motion. Equal yes and no is lost, not "undecided", unless the chair has a casting vote, which is
 * an act of its own and is never added to the votes. With an empty base nothing was decided and there is nothing to
 * take a fraction of.
 */
export function motionVerdict(
  rules: MotionRules,
  votes: MotionVotes,
  given: Pick<Circumstances, 'acts' | 'roll' | 'rollAtOpening'>,
  weighted = false,
  /** Heads that voted. */
  people = votes.yes + votes.no + votes.abstain,
): Outcome {
  const { acts } = given
  const roll = rollInVotes(given.roll, weighted)
  const rollAtOpening = given.rollAtOpening && rollInVotes(given.rollAtOpening, weighted)
  const majorities = [rules.rule, ...rules.alsoRequired]
  const judged = judge(majorities, votes, roll)
  const cast = votes.yes + votes.no + votes.abstain
  const voted = rules.quorum?.by === 'heads' ? people : cast
  const quorum = rules.quorum && quorumReport(rules.quorum, roll, rollAtOpening, voted)
  const nobodyVoted = cast === 0
  let status: OutcomeStatus = quorumStatus(quorum) ?? (nobodyVoted ? 'none' : statusOf(judged))
  let decidedBy: Act | null = null
  if (status === 'lost' && rules.tie === 'castingVote' && isTie(majorities, votes, roll)) {
    const vote = castingVote(acts)
    status = vote === null ? 'tie' : vote.choice === 'yes' ? 'carried' : 'lost'
    decidedBy = vote
  }
  const told = judged.find(({ holds }) => holds === false) ?? judged.find(({ holds }) => holds === null) ?? judged[0]
  const { rule, base, holds } = told ?? { rule: rules.rule, base: null, holds: null }
  return {
    ...noVerdict,
    status,
    needed: base === null || holds === null ? null : needed(rule, base),
    reached: votes.yes,
    base,
    rule,
    conditions: judged.flatMap((one) => conditionOf(one, votes.yes)),
    quorum,
    roll,
    weighted,
    tied: status === 'tie' ? ['yes', 'no'] : [],
    decidedBy,
    decisions: decidedBy === null ? [] : [decidedBy],
  }
}

/** Left out where the base is not known: there is no arithmetic to show. */
function conditionOf({ rule, base, holds }: Judged, reached: number): Condition[] {
  if (base === null) return []
  return [{ rule, base, needed: Math.max(1, needed(rule, base)), reached, holds: holds === true }]
}
