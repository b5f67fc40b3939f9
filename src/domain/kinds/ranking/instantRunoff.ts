import type { Act } from '../../circumstances.ts'
import type { PollOption } from '../kind.ts'
import type { RankingTally, RunoffRound } from '../ranking.ts'
import { orderByScore, type BallotGroup } from './groups.ts'

type Votes = RunoffRound['votes']
export type EliminationLot = Extract<Act, { act: 'lot' }>

/**
 * Instant run-off, round by round. Every ballot counts for its best option still in the race; more than half of those
 * that still count wins, else the lowest option leaves. A tie for last place is broken by the earlier rounds, else by a
 * recorded lot; options without a single vote need neither, since nothing depends on which of them leaves first.
 * Without that lot the count stops there.
 */
export function countInstantRunoff(
  options: readonly PollOption[],
  groups: readonly BallotGroup[],
  acts: readonly Act[],
): RankingTally['instantRunoff'] {
  const rounds: RunoffRound[] = []
  /** Who has left, first to leave first; those without a vote stand together. */
  const left: string[][] = []
  const countRound = roundsOf(options, groups)
  let racing: ReadonlySet<string> = new Set(options.map(({ id }) => id))

  for (;;) {
    const { votes, exhausted } = countRound(racing)
    const continuing = votes.reduce((sum, { weight }) => sum + weight, 0)
    const last: RunoffRound = { votes, exhausted, eliminated: null, tieBrokenBy: null }
    if (continuing === 0) {
      // Only in the first round: nobody has ranked anything that this poll has.
      return { order: [options.map(({ id }) => id)], rounds, winner: null, awaitingLot: [] }
    }
    const winner = votes.find(({ weight }) => weight * 2 > continuing)?.id
    if (winner !== undefined) {
      const others = votes.filter(({ id }) => id !== winner)
      const order = [[winner], ...byVotes(others), ...[...left].reverse()]
      return { order, rounds: [...rounds, last], winner, awaitingLot: [] }
    }
    const removal = chooseRemoval(rounds, votes, acts)
    if (removal.id === null) {
      const order = [votes.map(({ id }) => id), ...[...left].reverse()]
      return { order, rounds: [...rounds, last], winner: null, awaitingLot: removal.tied }
    }
    const { id, tieBrokenBy } = removal
    rounds.push({ votes, exhausted, eliminated: id, tieBrokenBy })
    if (!left.some((group) => group.includes(id))) left.push(tieBrokenBy === 'noVotes' ? [...removal.tied] : [id])
    racing = new Set([...racing].filter((other) => other !== id))
  }
}

/** The lots that decided, in the order of the rounds they decided. */
export function lotsUsed({ rounds }: RankingTally['instantRunoff'], acts: readonly Act[]): readonly EliminationLot[] {
  return rounds.flatMap(({ votes, tieBrokenBy }, index) => {
    const lot = tieBrokenBy === 'lot' ? lotAmong(acts, lowest(rounds.slice(0, index), votes).tied) : undefined
    return lot === undefined ? [] : [lot]
  })
}

/** Counts one round after the other, for ever fewer options. */
function roundsOf(
  options: readonly PollOption[],
  groups: readonly BallotGroup[],
): (racing: ReadonlySet<string>) => Pick<RunoffRound, 'votes' | 'exhausted'> {
  /** How far each ballot has come: who has left does not come back, so no round looks at the earlier ranks again. */
  const reached = groups.map(() => 0)
  return (racing) => {
    const inRace = options.map(({ id }) => racing.has(id))
    const weights = options.map(() => 0)
    let exhausted = 0
    for (const [index, { ranking, weight }] of groups.entries()) {
      let rank = reached[index] ?? 0
      while (rank < ranking.length && inRace[ranking[rank] ?? -1] !== true) rank += 1
      reached[index] = rank
      const best = ranking[rank]
      if (best === undefined) exhausted += weight
      else weights[best] = (weights[best] ?? 0) + weight
    }
    const votes = options.map(({ id }, place) => ({ id, weight: weights[place] ?? 0 }))
    return { votes: votes.filter(({ id }) => racing.has(id)), exhausted }
  }
}

interface Lowest {
  readonly tied: readonly string[]
  /** Had several the fewest votes of this round? */
  readonly several: boolean
}

/**
 * Who has the fewest votes. Of several, those who had the fewest in the round before, and so on back to the first:
 * the latest round in which they differ tells.
 */
function lowest(earlier: readonly RunoffRound[], votes: Votes): Lowest {
  const all = fewest(votes)
  const tied = earlier.reduceRight((ids, round) => fewest(round.votes.filter(({ id }) => ids.includes(id))), all)
  return { tied, several: all.length > 1 }
}

function fewest(votes: Votes): readonly string[] {
  const least = Math.min(...votes.map(({ weight }) => weight))
  return votes.filter(({ weight }) => weight === least).map(({ id }) => id)
}

interface Removal {
  readonly id: string | null
  readonly tied: readonly string[]
  readonly tieBrokenBy: RunoffRound['tieBrokenBy']
}

function chooseRemoval(earlier: readonly RunoffRound[], votes: Votes, acts: readonly Act[]): Removal {
  const { tied, several } = lowest(earlier, votes)
  const [first] = tied
  if (tied.length === 1 && first !== undefined) {
    return { id: first, tied, tieBrokenBy: several ? 'earlierRounds' : null }
  }
  // Votes never get fewer while an option is in the race: who has none now had none before, and passes none on.
  const last = tied[tied.length - 1]
  if (last !== undefined && votes.some(({ weight }) => weight === 0)) {
    return { id: last, tied, tieBrokenBy: 'noVotes' }
  }
  const lot = lotAmong(acts, tied)
  return lot === undefined ? { id: null, tied, tieBrokenBy: null } : { id: lot.drawn, tied, tieBrokenBy: 'lot' }
}

/** The oldest recorded lot among exactly these: a lot is drawn once. */
function lotAmong(acts: readonly Act[], tied: readonly string[]): EliminationLot | undefined {
  return acts.find(
    (act): act is EliminationLot =>
      act.act === 'lot' && act.purpose === 'eliminate' && isSameSet(act.among, tied) && tied.includes(act.drawn),
  )
}

/** Are these the ids of `others`, which holds none twice, in whatever order? */
export function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && others.every((id) => some.includes(id))
}

function byVotes(votes: Votes): readonly (readonly string[])[] {
  return orderByScore(votes.map(({ id, weight }) => ({ id, score: weight })))
}
