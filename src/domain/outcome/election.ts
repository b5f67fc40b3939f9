import type { Act, Circumstances, Roll } from '../circumstances.ts'
import { asRecord, hasOnly, isWhole } from '../kinds/settings.ts'
import { maxOptions } from '../text.ts'
import { isCandidateRule, maxConditions, needed, type CandidateRule } from './majority.ts'
import { noVerdict, type Condition, type ElectionReport, type Outcome, type OutcomeStatus } from './outcome.ts'
import { isQuorum, quorumReport, quorumStatus, type Quorum } from './quorum.ts'
import { baseOfPeople, rollInVotes } from './verdict.ts'

/** A choice that fills seats. */
export interface Election {
  /** How many are to be elected. */
  readonly seats: number
  /** `mostVotes`: the first `seats` by votes. `absoluteMajority`: the same of those who reach every one of `majorities`. */
  readonly rule: 'mostVotes' | 'absoluteMajority'
  /** What each candidate must reach, all of it; left out: more than half of the valid votes. */
  readonly majorities?: readonly CandidateRule[]
  /** Left out, as null: none. */
  readonly quorum?: Quorum | null
}

/** What an absolute majority is where nobody said otherwise. Blank ballots are no votes. */
export const usualMajority: CandidateRule = { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'valid' }

/** What each candidate must reach; nothing where most votes are enough. */
export function majoritiesOf({ rule, majorities = [usualMajority] }: Election): readonly CandidateRule[] {
  return rule === 'mostVotes' ? [] : majorities
}

/** Is this a complete election? */
export function isElection(raw: unknown): raw is Election {
  const election = asRecord(raw)
  if (election === null || !hasOnly(election, ['seats', 'rule', 'majorities', 'quorum'])) return false
  const { seats, rule, majorities, quorum = null } = election
  if (rule !== 'mostVotes' && rule !== 'absoluteMajority') return false
  if (majorities !== undefined && (rule === 'mostVotes' || !areMajorities(majorities))) return false
  return isWhole(seats, 1, maxOptions) && (quorum === null || isQuorum(quorum))
}

function areMajorities(raw: unknown): boolean {
  return Array.isArray(raw) && raw.length > 0 && raw.length <= maxConditions && Array.from(raw).every(isCandidateRule)
}

/** An option with its votes. */
export interface Candidate {
  readonly id: string
  readonly weight: number
}

/** Most votes first; equal ones in option order. */
function byVotes(candidates: readonly Candidate[]): readonly Candidate[] {
  return [...candidates].sort((a, b) => b.weight - a.weight)
}

interface Filled {
  /** By votes, then option order. */
  readonly elected: readonly string[]
  /** Equal at the last seat, in option order. */
  readonly tied: readonly string[]
}

/** The first `seats` of `eligible`; if the last seat would separate equals, nobody of these has it yet. */
function fill(eligible: readonly Candidate[], seats: number): Filled {
  const ranked = byVotes(eligible)
  const last = ranked[seats - 1]
  if (last === undefined || ranked[seats]?.weight !== last.weight) {
    return { elected: ranked.slice(0, seats).map(({ id }) => id), tied: [] }
  }
  return {
    elected: ranked.filter(({ weight }) => weight > last.weight).map(({ id }) => id),
    tied: eligible.filter(({ weight }) => weight === last.weight).map(({ id }) => id),
  }
}

/** Whom this act gives a seat; null where it is about something else than this tie. */
function chosenBy(act: Act, tied: readonly string[]): string | null {
  if (act.act === 'castingVote') return tied.includes(act.choice) ? act.choice : null
  const among = new Set(act.among)
  const same = among.size === tied.length && tied.every((id) => among.has(id))
  return act.purpose === 'elect' && same && among.has(act.drawn) ? act.drawn : null
}

/** Casting votes and lots, oldest first, each for one seat. One that fits no tie of its moment decides nothing. */
function decide(
  { elected, tied }: Filled,
  seats: number,
  acts: readonly Act[],
): Filled & { decisions: readonly Act[] } {
  let winners = elected
  let left = tied
  const decisions: Act[] = []
  for (const act of acts) {
    const winner = chosenBy(act, left)
    if (winner === null) continue
    winners = [...winners, winner]
    left = winners.length === seats ? [] : left.filter((id) => id !== winner)
    decisions.push(act)
  }
  return { elected: winners, tied: left, decisions }
}

/**
 * Candidates of a second round for the seats that are still open: of those not elected, the best two for each seat and
 * all who are equal with the last of these; in option order. Empty where there are not two to choose from.
 */
export function secondRound(candidates: readonly Candidate[], elected: readonly string[], open: number): string[] {
  const others = candidates.filter(({ id }) => !elected.includes(id))
  if (open === 0 || others.length < 2) return []
  const ranked = byVotes(others)
  const least = ranked[Math.min(open * 2, ranked.length) - 1]?.weight ?? 0
  return others.filter(({ weight }) => weight >= least).map(({ id }) => id)
}

/** What was counted. In votes: weights, which are heads where nobody has more than one. */
export interface ElectionVotes {
  readonly candidates: readonly Candidate[]
  /** Of all ballots. */
  readonly cast: number
  /** Of ballots for nobody, which `cast` holds as well. */
  readonly blank: number
  /** Heads that voted. */
  readonly people: number
}

type Judged = { readonly rule: CandidateRule } & (
  { readonly base: number; readonly needed: number } | { readonly base: null }
)

/** What each majority is taken of and asks for; a base that the meeting does not know asks for nothing. */
function judge(rules: readonly CandidateRule[], { cast, blank }: ElectionVotes, roll: Roll): readonly Judged[] {
  return rules.map((rule) => {
    const base =
      rule.base === 'valid' ? cast - blank : rule.base === 'cast' ? cast : baseOfPeople(rule.base, cast, roll)
    // Nobody is elected without a vote, however small the part.
    return base === null ? { rule, base } : { rule, base, needed: Math.max(1, needed(rule, base)) }
  })
}

/** The majorities with their arithmetic: does anybody reach them? */
function conditionsOf(judged: readonly Judged[], candidates: readonly Candidate[]): readonly Condition[] {
  const reached = Math.max(0, ...candidates.map(({ weight }) => weight))
  return judged.flatMap((one) => (one.base === null ? [] : [{ ...one, reached, holds: reached >= one.needed }]))
}

const nobody: Filled & { decisions: readonly Act[] } = { elected: [], tied: [], decisions: [] }

/**
 * Who is elected. Nobody without a vote is, nobody who misses one of the majorities, and nobody at all without the
 * quorum; equal votes at the last seat elect none of the equals until a casting vote or a lot has.
 */
export function electionOutcome(
  election: Election,
  votes: ElectionVotes,
  given: Pick<Circumstances, 'acts' | 'roll' | 'rollAtOpening'>,
  weighted = false,
): Outcome {
  const { seats, rule } = election
  const { candidates, cast, people } = votes
  const roll = rollInVotes(given.roll, weighted)
  const rollAtOpening = given.rollAtOpening && rollInVotes(given.rollAtOpening, weighted)
  const judged = judge(majoritiesOf(election), votes, roll)
  const conditions = conditionsOf(judged, candidates)
  const asked = election.quorum ?? null
  const quorum = asked && quorumReport(asked, roll, rollAtOpening, asked.by === 'heads' ? people : cast)
  const lacking = quorumStatus(quorum)
  // Where a base is not known, or is nothing, nobody can say who has reached it.
  const sound = conditions.length === judged.length && conditions.every(({ base }) => base > 0)
  const least = Math.max(1, ...conditions.map((condition) => condition.needed))
  const eligible = candidates.filter(({ weight }) => weight >= least)
  const filled = lacking === null && sound ? decide(fill(eligible, seats), seats, given.acts) : nobody
  const { elected, tied, decisions } = filled
  const open = seats - elected.length
  const status: OutcomeStatus = lacking ?? (tied.length > 0 ? 'tie' : elected.length > 0 ? 'elected' : 'none')
  const strictest = conditions.find((condition) => condition.needed === least)
  const told = sound && strictest !== undefined ? strictest : null
  const again = lacking === null && told !== null && tied.length === 0 && cast > 0
  const base = judged.length === 0 ? cast : (strictest?.base ?? null)
  const report: ElectionReport = {
    seats,
    rule,
    needed: told?.needed ?? null,
    base: base ?? cast,
    votes: elected.map((id) => candidates.find((candidate) => candidate.id === id)?.weight ?? 0),
    open,
    secondRound: again ? secondRound(candidates, elected, open) : [],
  }
  return {
    ...noVerdict,
    status,
    needed: report.needed,
    base,
    conditions,
    quorum,
    roll: quorum !== null || judged.some((one) => isOfPeople(one.rule)) ? roll : null,
    weighted,
    election: report,
    elected,
    tied,
    decidedBy: decisions[decisions.length - 1] ?? null,
    decisions,
  }
}

function isOfPeople({ base }: CandidateRule): boolean {
  return base === 'present' || base === 'entitled'
}
