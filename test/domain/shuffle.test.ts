import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shuffled } from '../../src/domain/shuffle.ts'

describe('the order on one phone', () => {
  it('has every option once and leaves the question alone', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer(), { maxLength: 30 }), fc.string(), (options, seed) => {
        const before = [...options]
        const order = shuffled(options, seed)
        expect([...order].sort()).toEqual([...options].sort())
        expect(options).toEqual(before)
      }),
    )
  })

  it('is the same after a reload, and does not change with the program', () => {
    expect(shuffled(['o1', 'o2', 'o3', 'o4', 'o5'], 'attendee poll 1').join()).toBe('o5,o2,o3,o4,o1')
  })

  /** Pearson's statistic against equal counts. */
  const chiSquare = (counts: Iterable<number>, cells: number, total: number): number => {
    const expected = total / cells
    const seen = [...counts]
    const missing = (cells - seen.length) * expected
    return seen.reduce((sum, count) => sum + (count - expected) ** 2 / expected, missing)
  }
  const tallyOf = (keys: Iterable<string>): Map<string, number> => {
    const counts = new Map<string, number>()
    for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
    return counts
  }
  // Seeds as they are: much alike, and only a few characters apart.
  const seeds = Array.from({ length: 12_000 }, (_, number) => `attendee-${number} poll-7 1`)

  it('falls evenly on all 24 orders of four options', () => {
    const counts = tallyOf(seeds.map((seed) => shuffled([1, 2, 3, 4], seed).join()))
    // 23 degrees of freedom: 49.7 is exceeded once in a thousand times by chance. The seeds are fixed, so is the result.
    expect(chiSquare(counts.values(), 24, seeds.length)).toBeLessThan(49.7)
  })

  it('puts each of ten options on each place equally often', () => {
    const orders = seeds.map((seed) => shuffled([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], seed))
    for (let place = 0; place < 10; place++) {
      const counts = tallyOf(orders.map((order) => `${order[place]}`))
      // 9 degrees of freedom; once in ten thousand.
      expect(chiSquare(counts.values(), 10, seeds.length), `place ${place}`).toBeLessThan(33.7)
    }
  })

  it('differs between rounds and polls of one phone', () => {
    const orders = ['a p1 1', 'a p1 2', 'a p2 1', 'b p1 1'].map((seed) => shuffled([...Array(12).keys()], seed).join())
    expect(new Set(orders).size).toBe(4)
  })
})
