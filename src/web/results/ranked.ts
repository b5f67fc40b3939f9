import type { PollOption } from '../../domain/kinds/kind.ts'
import type { Order, RankingMethod, RankingTally } from '../../domain/kinds/ranking.ts'

/** One option of a ranking as the method that decides sees it. */
export interface Ranked {
  readonly option: PollOption
  /** In the order of the question, for its colour. */
  readonly index: number
  /** From 1; equals share a place: 1, 1, 3. */
  readonly place: number
  /** Votes in the last round it was in, Borda points, or how many others it is ahead of. */
  readonly score: number
  readonly decimals: 0 | 1
  /** 0 to 1, longest first: of an instant run-off one for each round in which votes were added. */
  readonly bars: readonly number[]
  /** Round of an instant run-off, from 1, after which it left and how a tie about that was broken. */
  readonly left: {
    readonly round: number
    readonly tieBrokenBy: RankingTally['instantRunoff']['rounds'][number]['tieBrokenBy']
  } | null
}

/** All options, best first; those that share a place by their score, then in the order of the question. */
export function rankedBy(
  method: RankingMethod,
  options: readonly PollOption[],
  tally: RankingTally,
): readonly Ranked[] {
  const places = placesOf(tally[method].order)
  return options
    .map((option, index) => ({
      option,
      index,
      place: places.get(option.id) ?? 1,
      ...scoreOf(method, option.id, tally),
    }))
    .sort((a, b) => a.place - b.place || b.score - a.score || a.index - b.index)
}

function placesOf(order: Order): ReadonlyMap<string, number> {
  const places = new Map<string, number>()
  let place = 1
  for (const group of order) {
    for (const id of group) places.set(id, place)
    place += group.length
  }
  return places
}

function part(some: number, of: number): number {
  return of === 0 ? 0 : some / of
}

function scoreOf(
  method: RankingMethod,
  id: string,
  tally: RankingTally,
): Pick<Ranked, 'score' | 'decimals' | 'bars' | 'left'> {
  const others = tally.options.length - 1
  if (method === 'borda') {
    const doubled = tally.borda.doubledScores.find((one) => one.id === id)?.doubled ?? 0
    const half = tally.borda.doubledScores.some((one) => one.doubled % 2 === 1)
    return { score: doubled / 2, decimals: half ? 1 : 0, bars: [part(doubled / 2, others * tally.weight)], left: null }
  }
  if (method === 'schulze') {
    const ahead = behind(tally.schulze.order, id)
    return { score: ahead, decimals: 0, bars: [part(ahead, others)], left: null }
  }
  const { rounds } = tally.instantRunoff
  const votes = rounds.flatMap((round) => round.votes.filter((one) => one.id === id).map(({ weight }) => weight))
  const steps = [...new Set(votes)].sort((a, b) => b - a)
  const last = rounds.findIndex(({ eliminated }) => eliminated === id)
  return {
    score: votes[votes.length - 1] ?? 0,
    decimals: 0,
    bars: steps.map((weight) => part(weight, tally.weight)),
    left: last === -1 ? null : { round: last + 1, tieBrokenBy: rounds[last]?.tieBrokenBy ?? null },
  }
}

/** How many stand in groups after that of `id`. */
function behind(order: Order, id: string): number {
  const at = order.findIndex((group) => group.includes(id))
  return at === -1 ? 0 : order.slice(at + 1).reduce((sum, group) => sum + group.length, 0)
}

/** What another method says, compared with the one that decides. */
export interface Comparison {
  readonly method: RankingMethod
  readonly order: Order
  readonly agreement: 'agrees' | 'sameFirst' | 'differs'
}

/** The methods that do not decide. */
export function otherMethods(method: RankingMethod, tally: RankingTally): readonly Comparison[] {
  const same = (a: readonly string[] = [], b: readonly string[] = []): boolean =>
    a.length === b.length && a.every((id) => b.includes(id))
  const decided = tally[method].order
  return (['instantRunoff', 'borda', 'schulze'] as const)
    .filter((other) => other !== method)
    .map((other) => {
      const { order } = tally[other]
      const agrees = order.length === decided.length && order.every((group, place) => same(group, decided[place]))
      const agreement = agrees ? 'agrees' : same(order[0], decided[0]) ? 'sameFirst' : 'differs'
      return { method: other, order, agreement }
    })
}
