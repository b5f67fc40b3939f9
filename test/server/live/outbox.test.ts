import { expect, test } from 'vitest'
import { Evictions } from '../../../src/server/live/evictions.ts'
import { Outbox } from '../../../src/server/live/outbox.ts'

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))

/** An outbox where every write takes a millisecond. */
function slowWrites() {
  let nowMs = 0
  const written: string[] = []
  const outbox = new Outbox(() => nowMs)
  const sender = (name: string) => ({
    flush: () => {
      written.push(name)
      nowMs += 1
    },
  })
  return { outbox, written, sender }
}

test('writing many gives the event loop a turn every few milliseconds', async () => {
  const { outbox, written, sender } = slowWrites()
  for (let i = 0; i < 10; i += 1) outbox.add(sender(String(i)))
  expect(written).toHaveLength(0)
  const perTurn: number[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    const before = written.length
    await nextTurn()
    perTurn.push(written.length - before)
  }
  expect(perTurn).toEqual([4, 4, 2, 0])
  expect(written.join('')).toBe('0123456789')

  outbox.add(sender('again'))
  await nextTurn()
  expect(written.at(-1)).toBe('again')
})

test('a sender writes once however often it is added', async () => {
  const { outbox, written, sender } = slowWrites()
  const first = sender('first')
  const second = sender('second')
  for (const each of [first, second, first, second]) outbox.add(each)
  await nextTurn()
  await nextTurn()
  expect(written).toEqual(['first', 'second'])
})

test('evictions are remembered apart and forgotten oldest first', () => {
  const evictions = new Evictions(2)
  evictions.add('attendees', 'd', 'a')
  evictions.add('attendees', 'd', 'b')
  evictions.add('attendees', 'd', 'a')
  evictions.add('attendees', 'd', 'c')
  expect(['a', 'b', 'c'].map((stream) => evictions.has('attendees', 'd', stream))).toEqual([true, false, true])
  expect(evictions.has('stage', 'd', 'a')).toBe(false)
  expect(evictions.has('attendees', 'da', '')).toBe(false)
})
