import { describe, expect, it } from 'vitest'
import { fillSteps, pollSteps } from '../../src/renderer/stage/pollSteps.ts'
import { fillsTheWall, isOrdered, isWide, rowsOf } from '../../src/renderer/stage/shape.ts'
import { asked, counted, times, type Asked } from '../web/drawn.ts'

const shown = <P extends { kind: string }>(poll: P, result: unknown = null) => ({ ...poll, result }) as never

describe('the shape of a result on the wall', () => {
  const text = asked('text')
  const many = (count: number) =>
    counted(
      text,
      times(count, null).map((_, index) => ({ text: String(index) })),
    )

  it('is a list of rows while it is asked, and where options are rows', () => {
    expect(fillsTheWall(shown(text))).toBe(false)
    const choice = asked('choice', ['a', 'b'])
    expect(fillsTheWall(shown(choice, counted(choice, [{ options: ['o1'] }])))).toBe(false)
  })

  it('fills the wall with words, texts, numbers, questions and scales of numbers, once somebody answered', () => {
    expect(fillsTheWall(shown(text, many(1)))).toBe(true)
    expect(fillsTheWall(shown(text, many(0)))).toBe(false)
    // All of it waits for the host.
    const { tally, outcome } = many(2)
    expect(fillsTheWall(shown(text, { tally: { ...tally, entries: [] }, outcome }))).toBe(false)
    const scale = (poll: Asked<'rating'>) => fillsTheWall(shown(poll, counted(poll, [{ value: 2 }])))
    expect(scale(asked('rating'))).toBe(true)
    expect(scale(asked('rating', [], { scale: 'stars' }))).toBe(false)
    expect(scale(asked('rating', [], { scale: 'labels' }))).toBe(false)
  })

  it('has a row for own answers, for blank votes, and for who did not vote', () => {
    const own = asked('choice', ['a', 'b'], { other: true })
    expect(rowsOf(shown(own))).toBe(2)
    expect(rowsOf(shown(own, counted(own, [])))).toBe(3)
    const rule = { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'entitled' } as const
    const motion = asked('motion', [], { rule })
    expect(rowsOf(shown(motion, counted(motion, [])))).toBe(4)
    const election = { seats: 1, rule: 'absoluteMajority', majorities: [{ ...rule }] } as const
    const board = asked('choice', ['a', 'b'], { blank: true, election })
    const roll = { entitledHeads: 9, entitledWeight: 9, presentHeads: 5, presentWeight: 5 }
    expect(rowsOf(shown(board, counted(board, [], { roll })))).toBe(4)
    expect(rowsOf(shown(asked('rating', [], { points: 7 })))).toBe(7)
  })

  it('takes the full width for many answers and many columns', () => {
    expect(isWide(shown(text, many(6)))).toBe(false)
    expect(isWide(shown(text, many(7)))).toBe(true)
    expect([7, 8].map((points) => isWide(shown(asked('rating', [], { points }))))).toEqual([false, true])
    expect(fillSteps(true).every(({ data }) => data['layout'] === 'dense')).toBe(true)
    expect(fillSteps(false)[0]?.data['layout']).toBe('roomy')
  })

  it('keeps rows whose order means something in one column as long as there is room', () => {
    expect(isOrdered(shown(asked('ranking', ['a', 'b'])))).toBe(true)
    expect(isOrdered(shown(asked('choice', ['a', 'b'])))).toBe(false)
    const columns = (ordered: boolean) =>
      pollSteps(12, ordered).filter(
        ({ data, properties }) => data['space'] !== 'tight' && properties['--result-columns'] !== '1',
      )
    expect(columns(false).length).toBeGreaterThan(0)
    expect(columns(true)).toEqual([])
  })

  it('is never smaller than 4 % of the height', () => {
    const sizes = fillSteps(false).flatMap(({ properties }) => [properties['--question'], properties['--option']])
    expect(Math.min(...sizes.map(Number))).toBe(4)
  })
})
