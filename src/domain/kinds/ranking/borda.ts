import type { PollOption } from '../kind.ts'
import type { RankingTally } from '../ranking.ts'
import { orderByScore, type BallotGroup } from './groups.ts'

/**
 * Borda: with n options the first of a ballot gets n-1 points, the last none. Unranked options share the average of the
 * points that are left over, which neither rewards nor punishes short ballots. With k ranked, n-1-k down to 0 are left:
 * twice their average is n-1-k, so doubled scores are whole.
 */
export function countBorda(options: readonly PollOption[], groups: readonly BallotGroup[]): RankingTally['borda'] {
  const doubled = options.map(() => 0)
  for (const { ranking, weight } of groups) {
    const points = options.map(() => options.length - 1 - ranking.length)
    ranking.forEach((place, rank) => (points[place] = 2 * (options.length - 1 - rank)))
    points.forEach((some, place) => (doubled[place] = (doubled[place] ?? 0) + some * weight))
  }
  const scores = options.map(({ id }, place) => ({ id, score: doubled[place] ?? 0 }))
  return { order: orderByScore(scores), doubledScores: scores.map(({ id, score }) => ({ id, doubled: score })) }
}
