import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Entry } from '../../src/domain/kinds/entries.ts'
import { entriesOf } from '../../src/domain/kinds/index.ts'
import {
  actOfKey,
  decisionFor,
  found,
  inSeenOrder,
  nextAfter,
  stateAfter,
  waiting,
} from '../../src/renderer/console/moderation/entries.ts'

function entry(id: string, change: Partial<Entry> = {}): Entry {
  return { id, text: id, count: 1, weight: 1, state: 'shown', names: [], ...change }
}

const pressed = (key: string, change: object = {}) =>
  actOfKey({ key, altKey: false, ctrlKey: false, metaKey: false, repeat: false, isComposing: false, ...change })

const ids = (entries: readonly Entry[]): string[] => entries.map(({ id }) => id)

describe('what people wrote', () => {
  it('stands still while counts change, and takes new entries at the end', () => {
    const seen = ['a', 'b', 'c']
    expect(ids(inSeenOrder(seen, [entry('new'), entry('c'), entry('a'), entry('b')]))).toEqual(['a', 'b', 'c', 'new'])
    expect(ids(inSeenOrder(seen, [entry('c'), entry('a')]))).toEqual(['a', 'c'])
  })

  it('never loses or doubles an entry, whatever was seen', () => {
    const someIds = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }))
    fc.assert(
      fc.property(someIds, someIds, (seen, now) => {
        const order = ids(
          inSeenOrder(
            seen,
            now.map((id) => entry(id)),
          ),
        )
        expect([...order].sort()).toEqual([...now].sort())
        const known = order.filter((id) => seen.includes(id))
        expect(known).toEqual(seen.filter((id) => now.includes(id)))
        expect(order.slice(0, known.length)).toEqual(known)
      }),
    )
  })

  it('is found by all the words typed, in text or name, in any spelling', () => {
    const entries = [
      entry('a', { text: 'More  ＢＲＥＡＫＳ please' }),
      entry('b', { text: 'Lunch', names: ['Ann Lee'] }),
    ]
    expect(ids(found(entries, 'please break'))).toEqual(['a'])
    expect(ids(found(entries, ' ann '))).toEqual(['b'])
    expect(ids(found(entries, 'break lunch'))).toEqual([])
    expect(found(entries, '  ')).toBe(entries)
  })

  it('is gone through one after the other; behind the last comes the one before it', () => {
    const entries = [entry('a'), entry('b'), entry('c')]
    expect(nextAfter(entries, 'a')).toBe('b')
    expect(nextAfter(entries, 'c')).toBe('b')
    expect(nextAfter([entry('a')], 'a')).toBeNull()
  })

  it('is counted while it waits, own answers to a choice included', () => {
    const others = [entry('a', { state: 'pending' }), entry('b'), entry('c', { state: 'pending' })]
    const tally = {
      people: 3,
      ballots: 3,
      weight: 3,
      options: [],
      ticks: 0,
      others,
      other: { count: 3, weight: 3 },
      blank: { count: 0, weight: 0 },
      paper: null,
      more: 0,
    }
    expect(waiting(tally)).toBe(2)
    expect(entriesOf({ people: 0, ballots: 0, weight: 0, options: [], ticks: 0, paper: null })).toBeNull()
  })
})

describe('decisions', () => {
  it('are one key each, with nothing held', () => {
    for (const key of ['a', 'A', 'Enter']) expect(pressed(key)).toBe('show')
    for (const key of ['r', 'R', 'Delete', 'Backspace']) expect(pressed(key)).toBe('remove')
    expect(pressed('d')).toBe('answered')
    expect(pressed('x')).toBeNull()
    for (const held of ['altKey', 'ctrlKey', 'metaKey', 'repeat', 'isComposing']) {
      expect(pressed('a', { [held]: true })).toBeNull()
    }
  })

  it('lead from one state to another, and only questions are answered', () => {
    expect(stateAfter('show', 'pending', false)).toBe('shown')
    expect(stateAfter('show', 'removed', false)).toBe('shown')
    expect(stateAfter('show', 'shown', false)).toBeNull()
    expect(stateAfter('remove', 'answered', true)).toBe('removed')
    expect(stateAfter('answered', 'shown', true)).toBe('answered')
    expect(stateAfter('answered', 'shown', false)).toBeNull()
  })

  it('say "approved" where the room would not see it otherwise', () => {
    expect(decisionFor('shown', true)).toBe('approved')
    expect(decisionFor('shown', false)).toBeNull()
    expect(decisionFor('pending', true)).toBeNull()
    expect(decisionFor('removed', true)).toBe('removed')
    expect(decisionFor('answered', false)).toBe('answered')
  })
})
