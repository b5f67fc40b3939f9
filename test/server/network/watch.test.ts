import { expect, test } from 'vitest'
import { watchAddresses, type Reading } from '../../../src/server/network/watch.ts'
import { heldClock } from './heldClock.ts'
import { v4 } from './machines.ts'

/** A watch whose search for the default route ends only when told to. */
function slowlyWatched() {
  const clock = heldClock()
  const answers: ((route: string | null) => void)[] = []
  const readings: Reading[] = []
  let reads = 0
  const watch = watchAddresses({
    timers: clock,
    source: () => {
      reads++
      return { wlan0: [v4('192.168.1.5/24')] }
    },
    defaultRoute: () => new Promise((resolve) => answers.push(resolve)),
    onReading: (reading) => readings.push(reading),
  })
  return { watch, clock, readings, reads: () => reads, answer: (route: string | null) => answers.shift()?.(route) }
}

test('tells the first reading and then only what differs', async () => {
  const { clock, readings, reads, answer } = slowlyWatched()
  answer(null)
  await clock.pass(2000)
  answer(null)
  await clock.pass(2000)
  answer('192.168.1.5')
  await clock.pass(0)
  expect(reads()).toBe(3)
  expect(readings.map(({ defaultRoute }) => defaultRoute)).toEqual([null, '192.168.1.5'])
  expect(readings[0]?.candidates).toMatchObject([{ address: '192.168.1.5', interfaceName: 'wlan0' }])
})

test('the next reading waits for the one under way', async () => {
  const { clock, reads, answer } = slowlyWatched()
  await clock.pass(10_000)
  expect(reads()).toBe(1)
  answer(null)
  await clock.pass(2000)
  expect(reads()).toBe(2)
})

test('refresh shares the reading under way, reads at once otherwise, and leaves one timer', async () => {
  const { watch, clock, reads, answer } = slowlyWatched()
  const shared = watch.refresh()
  expect(reads()).toBe(1)
  answer(null)
  await shared
  await clock.pass(1500)
  const fresh = watch.refresh()
  expect(reads()).toBe(2)
  answer(null)
  await fresh
  expect(clock.pending()).toBe(1)
})

test('close leaves no timer, and refresh reads nothing any more', async () => {
  const { watch, clock, reads, answer } = slowlyWatched()
  answer(null)
  await clock.pass(0)
  expect(clock.pending()).toBe(1)
  watch.close()
  expect(clock.pending()).toBe(0)
  await watch.refresh()
  expect(reads()).toBe(1)
})

test('closing in the middle of a reading is final', async () => {
  const { watch, clock, readings, answer } = slowlyWatched()
  watch.close()
  answer('192.168.1.5')
  await clock.pass(0)
  expect(readings).toEqual([])
  expect(clock.pending()).toBe(0)
})
