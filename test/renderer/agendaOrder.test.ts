import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { HostPoll } from '../../src/contract/views.ts'
import {
  afterRemoval,
  agendaLines,
  inOrder,
  moveBetween,
  moveBy,
  neighbour,
} from '../../src/renderer/console/agenda/agendaOrder.ts'

describe('the order of the agenda', () => {
  it('moves a poll one place', () => {
    expect(moveBy(['a', 'b', 'c'], 'a', 1)).toEqual({ id: 'a', position: 1, ids: ['b', 'a', 'c'] })
    expect(moveBy(['a', 'b', 'c'], 'c', -1)).toEqual({ id: 'c', position: 1, ids: ['a', 'c', 'b'] })
  })

  it('moves nothing at the ends', () => {
    expect(moveBy(['a', 'b'], 'a', -1)).toBeNull()
    expect(moveBy(['a', 'b'], 'b', 1)).toBeNull()
    expect(moveBy(['a', 'b'], 'x', 1)).toBeNull()
  })

  it('reads from two lists which poll was dragged where', () => {
    expect(moveBetween(['a', 'b', 'c', 'd'], ['b', 'c', 'a', 'd'])).toMatchObject({ id: 'a', position: 2 })
    expect(moveBetween(['a', 'b', 'c', 'd'], ['d', 'a', 'b', 'c'])).toMatchObject({ id: 'd', position: 0 })
    expect(moveBetween(['a', 'b'], ['a', 'b'])).toBeNull()
  })

  it('reads every possible drag so that the server ends up with the same list', () => {
    const drag = fc.integer({ min: 2, max: 9 }).chain((size) =>
      fc.record({
        ids: fc.constant(Array.from({ length: size }, (_, i) => `p${i}`)),
        from: fc.nat(size - 1),
        to: fc.nat(size - 1),
      }),
    )
    fc.assert(
      fc.property(drag, ({ ids, from, to }) => {
        const others = ids.filter((_, i) => i !== from)
        const after = [...others.slice(0, to), ids[from] ?? '', ...others.slice(to)]
        const move = moveBetween(ids, after)
        expect(move === null).toBe(from === to)
        if (move === null) return
        // What `movePoll` does with the id and the position.
        const rest = ids.filter((id) => id !== move.id)
        const there = [...rest.slice(0, move.position), move.id, ...rest.slice(move.position)]
        expect(there).toEqual(after)
      }),
    )
  })

  it('steps through the agenda and holds at its ends', () => {
    expect(neighbour(['a', 'b'], 'a', 1)).toBe('b')
    expect(neighbour(['a', 'b'], 'b', 1)).toBe('b')
    expect(neighbour(['a', 'b'], null, 1)).toBe('a')
    expect(neighbour([], null, 1)).toBeNull()
  })

  it('selects the poll that takes the place of a deleted one', () => {
    expect(afterRemoval(['a', 'b', 'c'], 'b')).toBe('c')
    expect(afterRemoval(['a', 'b', 'c'], 'c')).toBe('b')
    expect(afterRemoval(['a'], 'a')).toBeNull()
  })
})

describe('the lines of an agenda', () => {
  const poll = (id: string) => ({ id }) as HostPoll
  const agenda = [
    { type: 'poll', id: 'a' },
    { type: 'section', id: 's', title: 'After the break' },
    { type: 'poll', id: 'b' },
  ] as const
  const lines = agendaLines({ agenda, polls: [poll('a'), poll('b')] })

  it('number the polls, whatever headings stand between them', () => {
    expect(lines).toEqual([
      { type: 'poll', id: 'a', poll: poll('a'), number: 1 },
      { type: 'section', id: 's', title: 'After the break' },
      { type: 'poll', id: 'b', poll: poll('b'), number: 2 },
    ])
  })

  it('number them anew in another order', () => {
    expect(inOrder(lines, ['s', 'b', 'a']).map((line) => ('number' in line ? line.number : line.title))).toEqual([
      'After the break',
      1,
      2,
    ])
  })

  it('leave out a poll that has gone', () => {
    expect(agendaLines({ agenda, polls: [poll('b')] }).map(({ id }) => id)).toEqual(['s', 'b'])
  })
})
