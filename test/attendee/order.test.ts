import { expect, test } from 'vitest'
import { orderFor } from '../../src/attendee/voting/order.ts'
import type { RoomPoll } from '../../src/contract/views.ts'

const options = Array.from({ length: 8 }, (_, index) => ({ id: `o${String(index + 1)}`, label: 'x' }))
const placed = options.map((option, index) => ({ option, index }))

function poll(changes: object = {}, shuffle = true): RoomPoll {
  return { id: 'p1', round: 1, kind: 'ranking', options, settings: { shuffle }, ...changes } as unknown as RoomPoll
}

const ids = (of: RoomPoll, attendee: string): string[] => orderFor(of, placed, attendee).map(({ option }) => option.id)

test('a phone keeps its order, other phones, polls and rounds have others', () => {
  const mine = ids(poll(), 'ada')
  expect(ids(poll(), 'ada')).toEqual(mine)
  expect([...mine].sort()).toEqual(options.map(({ id }) => id))
  for (const other of [ids(poll(), 'bob'), ids(poll({ id: 'p2' }), 'ada'), ids(poll({ round: 2 }), 'ada')]) {
    expect(other).not.toEqual(mine)
  }
})

test('an option keeps its place in the question, from which it has its letter', () => {
  for (const { option, index } of orderFor(poll(), placed, 'ada')) expect(options[index]).toBe(option)
})

test('the order of the question stays where nothing is shuffled, and that of yes, no and abstain always', () => {
  expect(orderFor(poll({}, false), placed, 'ada')).toBe(placed)
  expect(orderFor(poll({ kind: 'motion' }), placed, 'ada')).toBe(placed)
})
