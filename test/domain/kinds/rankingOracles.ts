/**
 * The three methods once more, slowly and from their definitions, to hold the counts in `src/` against. They share no
 * code and no idea with those: no groups of equal ballots, no matrices, no pointers.
 */

export interface PlainBallot {
  readonly ranking: readonly string[]
  readonly weight: number
}

/** Does this ballot put `a` before `b`? Ranked beats unranked. */
function prefers({ ranking }: PlainBallot, a: string, b: string): boolean {
  const [rankA, rankB] = [ranking.indexOf(a), ranking.indexOf(b)]
  return rankA >= 0 && (rankB < 0 || rankA < rankB)
}

function preferring(ballots: readonly PlainBallot[], a: string, b: string): number {
  return ballots.filter((ballot) => prefers(ballot, a, b)).reduce((sum, { weight }) => sum + weight, 0)
}

/** Twice the Borda score, as the wins of every pair: 2 for a win, 1 for each of two that are equal. */
export function bordaByPairs(ids: readonly string[], ballots: readonly PlainBallot[]): number[] {
  return ids.map((id) =>
    ids
      .filter((other) => other !== id)
      .flatMap((other) =>
        ballots.map((ballot) => {
          if (prefers(ballot, id, other)) return 2 * ballot.weight
          return prefers(ballot, other, id) ? 0 : ballot.weight
        }),
      )
      .reduce((sum, points) => sum + points, 0),
  )
}

/** Strength of the strongest path, by walking every path there is. */
function strongestPath(
  ids: readonly string[],
  ballots: readonly PlainBallot[],
  from: string,
  to: string,
  visited: readonly string[] = [],
): number {
  const step = (a: string, b: string): number => {
    const [won, lost] = [preferring(ballots, a, b), preferring(ballots, b, a)]
    return won > lost ? won : 0
  }
  const onward = ids.filter((id) => id !== from && id !== to && !visited.includes(id))
  const detours = onward.map((via) => {
    const first = step(from, via)
    return first === 0 ? 0 : Math.min(first, strongestPath(ids, ballots, via, to, [...visited, from]))
  })
  return Math.max(step(from, to), ...detours)
}

/** Groups by the longest chain of options that beat one another above an option. */
export function schulzeByWalking(ids: readonly string[], ballots: readonly PlainBallot[]): string[][] {
  const beats = new Map(
    ids.map((a) => [
      a,
      ids.filter((b) => b !== a && strongestPath(ids, ballots, a, b) > strongestPath(ids, ballots, b, a)),
    ]),
  )
  const depth = (id: string): number =>
    Math.max(0, ...ids.filter((other) => beats.get(other)?.includes(id)).map((other) => 1 + depth(other)))
  const depths = ids.map(depth)
  return [...new Set(depths)].sort((a, b) => a - b).map((level) => ids.filter((_, index) => depths[index] === level))
}

/**
 * The winner of an instant run-off, or the tie that stops it. Options without a vote leave together; every round is
 * counted afresh from ballots with those names crossed out. `lot` says who of the tied leaves; null stops there.
 */
export function runoffByCrossingOut(
  ids: readonly string[],
  ballots: readonly PlainBallot[],
  lot: (tied: readonly string[]) => string | null,
  history: readonly (readonly (readonly [string, number])[])[] = [],
): { winner: string | null; tied: readonly string[] } {
  const crossed = ballots.map(({ ranking, weight }) => ({ top: ranking.filter((id) => ids.includes(id))[0], weight }))
  const count = (id: string): number =>
    crossed.filter(({ top }) => top === id).reduce((sum, { weight }) => sum + weight, 0)
  const votes = ids.map((id) => [id, count(id)] as const)
  const continuing = votes.reduce((sum, [, some]) => sum + some, 0)
  if (continuing === 0) return { winner: null, tied: [] }
  const top = votes.find(([, some]) => some > continuing - some)
  if (top !== undefined) return { winner: top[0], tied: [] }
  const without = (gone: readonly string[]): { winner: string | null; tied: readonly string[] } =>
    runoffByCrossingOut(
      ids.filter((id) => !gone.includes(id)),
      ballots,
      lot,
      [votes, ...history],
    )
  const voteless = votes.filter(([, some]) => some === 0).map(([id]) => id)
  if (voteless.length > 0) return without(voteless)
  let tied: readonly string[] = ids
  for (const round of [votes, ...history]) {
    const some = round.filter(([id]) => tied.includes(id))
    const least = Math.min(...some.map(([, weight]) => weight))
    tied = some.filter(([, weight]) => weight === least).map(([id]) => id)
  }
  const gone = tied.length === 1 ? (tied[0] ?? null) : lot(tied)
  return gone === null ? { winner: null, tied } : without([gone])
}
