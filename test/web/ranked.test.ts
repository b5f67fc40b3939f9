import { describe, expect, it } from 'vitest'
import { noCircumstances } from '../../src/domain/circumstances.ts'
import { ranking, type RankingTally } from '../../src/domain/kinds/ranking.ts'
import { otherMethods, rankedBy } from '../../src/web/results/ranked.ts'

const options = ['Memphis', 'Nashville', 'Chattanooga', 'Knoxville'].map((label, index) => ({
  id: label.charAt(0),
  label,
  index,
}))
const question = { kind: 'ranking' as const, question: '?', options, settings: ranking.defaultSettings }

function tallyOf(votes: Readonly<Record<string, number>>): RankingTally {
  const ballots = Object.entries(votes).flatMap(([order, count]) =>
    Array.from({ length: count }, () => ({ answer: { ranking: order.split('') }, weight: 1 })),
  )
  return ranking.tally(question, ballots, noCircumstances)
}

/** The vector of the four cities. */
const cities = tallyOf({ MNCK: 42, NCKM: 26, CKNM: 15, KCNM: 17 })

describe('a ranking as it is drawn', () => {
  it('of an instant run-off has the last votes of each, the steps to them, and when it left', () => {
    const drawn = rankedBy('instantRunoff', options, cities).map(({ option, place, score, bars, left }) => {
      return [option.id, place, score, bars, left?.round ?? null]
    })
    expect(drawn).toEqual([
      ['K', 1, 58, [0.58, 0.32, 0.17], null],
      ['M', 2, 42, [0.42], null],
      ['N', 3, 26, [0.26], 2],
      ['C', 4, 15, [0.15], 1],
    ])
  })

  it('by Borda has points, as parts of the most that are possible', () => {
    const drawn = rankedBy('borda', options, cities)
    expect(drawn.map(({ option, score }) => [option.id, score])).toEqual([
      ['N', 194],
      ['C', 173],
      ['M', 126],
      ['K', 107],
    ])
    expect(drawn[0]?.bars).toEqual([194 / 300])
    expect(drawn[0]?.decimals).toBe(0)
    const shared = rankedBy('borda', options, tallyOf({ M: 1, NC: 2 }))
    expect(shared.every(({ decimals }) => decimals === (shared.some(({ score }) => score % 1 !== 0) ? 1 : 0))).toBe(
      true,
    )
  })

  it('by Schulze has how many others each is ahead of', () => {
    const drawn = rankedBy('schulze', options, cities)
    expect(drawn.map(({ option, score, bars }) => [option.id, score, bars[0]])).toEqual([
      ['N', 3, 1],
      ['C', 2, 2 / 3],
      ['K', 1, 1 / 3],
      ['M', 0, 0],
    ])
  })

  it('gives equals the same place and the next one its own: 1, 1, 3', () => {
    const drawn = rankedBy('borda', options, tallyOf({ MNCK: 1, NMCK: 1 }))
    expect(drawn.map(({ option, place }) => [option.id, place])).toEqual([
      ['M', 1],
      ['N', 1],
      ['C', 3],
      ['K', 4],
    ])
  })

  it('says whether the other methods agree', () => {
    expect(otherMethods('instantRunoff', cities).map(({ method, agreement }) => [method, agreement])).toEqual([
      ['borda', 'differs'],
      ['schulze', 'differs'],
    ])
    expect(otherMethods('borda', cities).map(({ method, agreement }) => [method, agreement])).toEqual([
      ['instantRunoff', 'differs'],
      ['schulze', 'sameFirst'],
    ])
    expect(otherMethods('borda', tallyOf({ MNCK: 5 })).map(({ agreement }) => agreement)).toEqual([
      'sameFirst',
      'agrees',
    ])
  })
})
