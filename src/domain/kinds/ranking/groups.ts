import type { PollOption } from '../kind.ts'

/** Ballots that rank the same options in the same order. */
export interface BallotGroup {
  /** Places of the ranked options in the list of options, best first. */
  readonly ranking: readonly number[]
  readonly count: number
  readonly weight: number
}

/**
 * Puts equal ballots together, so that every method counts each ranking once, however many people share it. Ids that
 * the poll does not have are ignored, and an id that stands twice counts where it stands first.
 */
export function groupBallots(
  options: readonly PollOption[],
  ballots: Iterable<{ readonly answer: { readonly ranking: readonly string[] }; readonly weight: number }>,
): readonly BallotGroup[] {
  const places = new Map(options.map(({ id }, place) => [id, place]))
  const groups = new Map<string, { ranking: readonly number[]; count: number; weight: number }>()
  /** Number of the ballot in which each place was last seen. */
  const seenIn = options.map(() => 0)
  let ballotNumber = 0
  for (const { answer, weight } of ballots) {
    ballotNumber += 1
    const ranking: number[] = []
    for (const id of answer.ranking) {
      const place = places.get(id)
      if (place === undefined || seenIn[place] === ballotNumber) continue
      seenIn[place] = ballotNumber
      ranking.push(place)
    }
    // One character per place: three times as quick as digits and commas.
    const key = String.fromCharCode(...ranking)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { ranking, count: 1, weight })
    else {
      group.count += 1
      group.weight += weight
    }
  }
  return [...groups.values()]
}

/** Ids in groups of equal score, the highest first; inside a group in option order. */
export function orderByScore(
  scored: readonly { readonly id: string; readonly score: number }[],
): readonly (readonly string[])[] {
  const scores = [...new Set(scored.map(({ score }) => score))].sort((a, b) => b - a)
  return scores.map((score) => scored.filter((option) => option.score === score).map(({ id }) => id))
}
