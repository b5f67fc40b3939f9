import { describe, expect, it } from 'vitest'
import { layOutCloud, type Cloud, type CloudWord, type PlacedWord } from '../../src/web/results/cloud.ts'

/** Letters of one width; enough to know whether boxes meet. */
const space = { width: 1200, height: 500, smallest: 24, measure: (text: string) => text.length * 0.55 }

const word = (text: string, count: number): CloudWord => ({ id: `e${text}`, text, count })
const sixty = Array.from({ length: 60 }, (_, index) => word(`word number ${String(index)}`, 60 - index))
const few = [word('clear', 9), word('friendly', 4), word('loud', 2), word('fair', 1)]

function overlaps(placed: readonly PlacedWord[]): string[] {
  return placed.flatMap((one, index) =>
    placed
      .slice(index + 1)
      .filter(
        (other) =>
          Math.abs(one.x - other.x) * 2 < one.width + other.width - 0.01 &&
          Math.abs(one.y - other.y) * 2 < one.height + other.height - 0.01,
      )
      .map((other) => `${one.id} / ${other.id}`),
  )
}

const at = ({ placed }: Cloud, id: string) => placed.find((one) => one.id === id)

describe('a cloud', () => {
  it('holds sixty words, none over another or over the edge', () => {
    const { placed } = layOutCloud(sixty, space, null)
    expect(placed).toHaveLength(60)
    expect(overlaps(placed)).toEqual([])
    for (const { x, y, width, height } of placed) {
      expect(Math.min(x - width / 2, y - height / 2)).toBeGreaterThanOrEqual(0)
      expect(x + width / 2).toBeLessThanOrEqual(space.width)
      expect(y + height / 2).toBeLessThanOrEqual(space.height)
    }
  })

  it('is the same for the same words', () => {
    expect(layOutCloud(sixty, space, null)).toEqual(layOutCloud(sixty, space, null))
  })

  it('writes larger what more people wrote, and equal counts alike', () => {
    const { placed } = layOutCloud([...few, word('open', 4)], space, null)
    const size = (text: string) => placed.find(({ id }) => id === `e${text}`)?.fontSize ?? 0
    expect(size('clear')).toBeGreaterThan(size('friendly'))
    expect(size('friendly')).toBeGreaterThan(size('loud'))
    expect(size('open')).toBe(size('friendly'))
  })

  it('begins in the middle', () => {
    expect(at(layOutCloud(few, space, null), 'eclear')).toMatchObject({ x: 600, y: 250 })
  })

  it('writes nothing smaller than it may, and leaves out what has no room then', () => {
    const many = Array.from({ length: 400 }, (_, index) => word(`a rather long phrase ${String(index)}`, 1))
    const { placed } = layOutCloud(many, space, null)
    expect(placed.length).toBeGreaterThan(10)
    expect(placed.length).toBeLessThan(400)
    expect(Math.min(...placed.map(({ fontSize }) => fontSize))).toBe(24)
    expect(overlaps(placed)).toEqual([])
  })

  it('leaves words where they are when one is added that has room', () => {
    const before = layOutCloud(few, space, null)
    const after = layOutCloud([...few, word('new', 1)], space, before)
    for (const { id, x, y } of before.placed) expect(at(after, id)).toMatchObject({ x, y })
    expect(after.placed).toHaveLength(5)
  })

  it('leaves most words where they are when counts change, and none over another', () => {
    const before = layOutCloud(sixty, space, null)
    const changed = sixty.map((one, index) => (index % 10 === 3 ? { ...one, count: one.count + 4 } : one))
    const after = layOutCloud(changed, space, before)
    expect(overlaps(after.placed)).toEqual([])
    const stayed = before.placed.filter(({ id, x, y }) => at(after, id)?.x === x && at(after, id)?.y === y)
    expect(stayed.length).toBeGreaterThan(40)
  })

  it('leaves a word beside where it was when it becomes the most written, instead of moving it to the middle', () => {
    const before = layOutCloud(few, space, null)
    const friendly = at(before, 'efriendly')
    const after = layOutCloud([word('friendly', 12), ...few.filter(({ text }) => text !== 'friendly')], space, before)
    const moved = (axis: 'x' | 'y') => Math.abs((at(after, 'efriendly')?.[axis] ?? NaN) - (friendly?.[axis] ?? NaN))
    expect(Math.hypot(moved('x'), moved('y'))).toBeLessThan(
      Math.hypot(600 - (friendly?.x ?? 0), 250 - (friendly?.y ?? 0)),
    )
    expect(at(after, 'efriendly')).not.toMatchObject({ x: 600, y: 250 })
    expect(overlaps(after.placed)).toEqual([])
  })

  it('of no words is empty', () => {
    expect(layOutCloud([], space, null).placed).toEqual([])
  })
})
