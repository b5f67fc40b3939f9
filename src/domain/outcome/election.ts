import type { Act } from '../circumstances.ts'
import { asRecord, hasOnly, isWhole } from '../kinds/settings.ts'
import { maxOptions } from '../text.ts'
import { noVerdict, type ElectionReport, type Outcome, type OutcomeStatus } from './outcome.ts'

/** A choice that fills seats. */
export interface Election {
  /** How many are to be elected. */
  readonly seats: number
  /** `mostVotes`: the first `seats` by votes. `absoluteMajority`: whoever more than half of those who voted have chosen. */
  readonly rule: 'mostVotes' | 'absoluteMajority'
}

/** Is this a complete election? */
export function isElection(raw: unknown): raw is Election {
  const election = asRecord(raw)
  if (election === null || !hasOnly(election, ['seats', 'rule'])) return false
  return (
    isWhole(election['seats'], 1, maxOptions) &&
    (election['rule'] === 'mostVotes' || election['rule'] === 'absoluteMajority')
  )
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
function decide({ elected, tied }: Filled, seats: number, acts: readonly Act[]): Filled & { decidedBy: Act | null } {
  let winners = elected
  let left = tied
  let decidedBy: Act | null = null
  for (const act of acts) {
    const winner = chosenBy(act, left)
    if (winner === null) continue
    winners = [...winners, winner]
    left = winners.length === seats ? [] : left.filter((id) => id !== winner)
    decidedBy = act
  }
  return { elected: winners, tied: left, decidedBy }
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

/**
 * Who is elected. Nobody without a vote is, and equal votes at the last seat elect none of the equals until a casting
 * vote or a lot has. `voted`: weight of those who voted.
 */
export function electionOutcome(
  election: Election,
  candidates: readonly Candidate[],
  voted: number,
  acts: readonly Act[],
  weighted = false,
): Outcome {
  const { seats, rule } = election
  // More than half, and no candidate without a vote.
  const majority = Math.floor(voted / 2) + 1
  const least = rule === 'absoluteMajority' ? majority : 1
  const eligible = candidates.filter(({ weight }) => weight >= least)
  const { elected, tied, decidedBy } = decide(fill(eligible, seats), seats, acts)
  const open = seats - elected.length
  const status: OutcomeStatus = tied.length > 0 ? 'tie' : elected.length > 0 ? 'elected' : 'none'
  const again = rule === 'absoluteMajority' && tied.length === 0 && voted > 0
  const needed = rule === 'absoluteMajority' && voted > 0 ? majority : null
  const report: ElectionReport = {
    seats,
    rule,
    needed,
    base: voted,
    votes: elected.map((id) => candidates.find((candidate) => candidate.id === id)?.weight ?? 0),
    open,
    secondRound: again ? secondRound(candidates, elected, open) : [],
  }
  return { ...noVerdict, status, needed, base: voted, weighted, election: report, elected, tied, decidedBy }
}
