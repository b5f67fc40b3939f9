import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deviationOf,
  medianOf,
  middleHalfOf,
  roundedRatio,
  sumOf,
  totalCount,
  type Counted,
} from '../../src/domain/statistics.ts'

/** Distinct values from the lowest with their counts, in another way than the kinds do it. */
function counted(values: readonly number[]): Counted[] {
  return [...new Set(values)]
    .sort((a, b) => a - b)
    .map((value) => ({ value, count: values.filter((other) => other === value).length }))
}

describe('the median', () => {
  it.each([
    [[5], [5, 5]],
    [
      [1, 2, 4, 5],
      [2, 4],
    ],
    [
      [1, 1, 5, 5],
      [1, 5],
    ],
    [
      [3, 3, 3, 3],
      [3, 3],
    ],
    [
      [1, 2, 9],
      [2, 2],
    ],
  ])('of %j is %j', (values, median) => {
    expect(medianOf(counted(values))).toEqual(median)
  })

  it('stands in the middle of all values laid out in a row', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 40 }), (values) => {
        const row = [...values].sort((a, b) => a - b)
        const [low, high] = [row[Math.ceil(row.length / 2) - 1], row[Math.floor(row.length / 2)]]
        expect(medianOf(counted(values))).toEqual([low, high])
      }),
    )
  })
})

describe('the middle half', () => {
  // The first two are R's fivenum(), which takes Tukey's hinges.
  it.each([
    [
      [6, 7, 15, 36, 39, 40, 41, 42, 43, 47, 49],
      [25.5, 42.5],
    ],
    [
      [7, 15, 36, 39, 40, 41],
      [15, 40],
    ],
    [
      [1, 2, 3, 4, 5],
      [2, 4],
    ],
    [
      [1, 2, 3, 4],
      [1.5, 3.5],
    ],
    [
      [1, 2],
      [1, 2],
    ],
    [[7], [7, 7]],
  ])('of %j is %j', (values, hinges) => {
    expect(middleHalfOf(counted(values))).toEqual(hinges)
  })

  it('lies between the medians of both halves, which share the middle one of an odd number', () => {
    const middle = (row: readonly number[]) =>
      ((row[Math.ceil(row.length / 2) - 1] ?? Number.NaN) + (row[Math.floor(row.length / 2)] ?? Number.NaN)) / 2
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 40 }), (values) => {
        const row = [...values].sort((a, b) => a - b)
        const half = Math.ceil(row.length / 2)
        expect(middleHalfOf(counted(values))).toEqual([middle(row.slice(0, half)), middle(row.slice(-half))])
      }),
    )
  })
})

describe('the deviation', () => {
  it('is that of a population: [1, 1, 5, 5] has 2 and [3, 3, 3, 3] none', () => {
    expect(deviationOf(counted([1, 1, 5, 5]))).toBe(2)
    expect(deviationOf(counted([3, 3, 3, 3]))).toBe(0)
    expect(deviationOf(counted([2, 4, 4, 4, 5, 5, 7, 9]))).toBe(2)
  })

  it('is the root of the mean square distance from the mean', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1, maxLength: 40 }), (values) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length
        const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
        expect(deviationOf(counted(values))).toBeCloseTo(Math.sqrt(squares / values.length), 10)
      }),
    )
  })
})

describe('figures of nothing', () => {
  it('are null, and sums are 0', () => {
    expect([medianOf([]), middleHalfOf([]), deviationOf([])]).toEqual([null, null, null])
    expect([totalCount([]), sumOf([])]).toEqual([0, 0])
  })
})

describe('a rounded ratio', () => {
  it.each([
    [9, 20, 1, 0.5],
    // 1.45 and 1.005 are less than that in floating point: toFixed says 1.4 and 1.00.
    [29, 20, 1, 1.5],
    [1005, 1000, 2, 1.01],
    [-29, 20, 1, -1.5],
    [-1, 100, 1, 0],
    [10, 3, 1, 3.3],
    [0, 7, 1, 0],
    [7, 1, 0, 7],
  ])('%i/%i with %i decimals is %d', (numerator, denominator, decimals, rounded) => {
    expect(roundedRatio(numerator, denominator, decimals)).toBe(rounded)
  })
})
