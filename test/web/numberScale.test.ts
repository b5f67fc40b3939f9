import { describe, expect, it } from 'vitest'
import { numberScale } from '../../src/web/results/numberScale.ts'

describe('the scale of a histogram', () => {
  const tens = [0, 10, 20, 30].map((from) => ({ from, to: from + 10, count: 1 }))
  const ones = [3, 4, 5].map((from) => ({ from, to: from + 1, count: 1 }))

  it('runs from the first edge to the last, and names every edge', () => {
    const scale = numberScale(tens, 0, 20)
    expect(scale.single).toBe(false)
    expect([0, 10, 25, 40].map((value) => scale.place(value))).toEqual([0, 0.25, 0.625, 1])
    expect(scale.labels).toEqual([0, 10, 20, 30, 40].map((value) => ({ at: value / 40, value })))
  })

  it('keeps what lies outside at its ends', () => {
    const scale = numberScale(tens, 0, 20)
    expect([scale.place(-500), scale.place(500)]).toEqual([0, 1])
  })

  it('names columns of single values in their middle', () => {
    const scale = numberScale(ones, 0, 20)
    expect(scale.single).toBe(true)
    expect(scale.labels.map(({ value }) => value)).toEqual([3, 4, 5])
    expect(scale.labels.map(({ at }) => Math.round(at * 6))).toEqual([1, 3, 5])
    expect(scale.place(4)).toBeCloseTo(0.5)
  })

  it('knows single values with decimals', () => {
    const halves = [0.1, 0.2, 0.3].map((from) => ({ from, to: from + 0.1, count: 1 }))
    expect(numberScale(halves, 1, 20).single).toBe(true)
    expect(numberScale(halves, 2, 20).single).toBe(false)
  })

  it('leaves names out where there is no room for all', () => {
    expect(numberScale(tens, 0, 3.9).labels.map(({ value }) => value)).toEqual([0, 20, 40])
    expect(numberScale(tens, 0, 1).labels.map(({ value }) => value)).toEqual([0, 40])
  })

  it('of nothing has no labels', () => {
    expect(numberScale([], 0, 20).labels).toEqual([])
  })
})
