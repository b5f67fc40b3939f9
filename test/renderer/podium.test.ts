import { describe, expect, it } from 'vitest'
import { podium } from '../../src/renderer/stage/podium.ts'

const standing = (place: number, index: number) => {
  return { player: `p${String(index)}`, name: null, sign: '123', place, points: 0, right: 0, lastPoints: 0 }
}
/** Places from the left of the podium. */
function seen(...places: readonly number[]): readonly number[] {
  return [...podium(places.map(standing))].sort((a, b) => a.order - b.order).map((step) => step.standing.place)
}

describe('the podium', () => {
  it('has the first in the middle', () => {
    expect(seen(1, 2, 3, 4, 5)).toEqual([2, 1, 3])
  })

  it('lets equals stand equally high', () => {
    expect(seen(1, 1, 3, 4)).toEqual([1, 1, 3])
    expect(seen(1, 2, 2, 4)).toEqual([2, 1, 2])
    expect(seen(1, 1, 1, 4)).toEqual([1, 1, 1])
  })

  it('has as many steps as there are people', () => {
    expect(seen(1)).toEqual([1])
    expect(seen(1, 2)).toEqual([1, 2])
    expect(seen()).toEqual([])
  })

  it('is empty where more people share its places than it has steps', () => {
    expect(seen(1, 1, 1, 1)).toEqual([])
    expect(seen(1, 2, 3, 3)).toEqual([])
  })
})
