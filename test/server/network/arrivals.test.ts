import { describe, expect, test } from 'vitest'
import { createArrivals } from '../../../src/server/network/arrivals.ts'

/** `stale`: addresses of this computer at the last reading; `fresh`: at this moment. */
function arrivals(fresh: string[] = [], stale: string[] = []) {
  let asked = 0
  const tracked = createArrivals({
    known: () => new Set(['127.0.0.1', '::1', ...stale]),
    now: () => {
      asked++
      return new Set(['127.0.0.1', '::1', ...fresh])
    },
  })
  return { tracked, asked: () => asked }
}

describe('who is who', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1', 'thisComputer'],
    ['::1', '::1', 'thisComputer'],
    ['::ffff:127.0.0.1', '::ffff:127.0.0.1', 'thisComputer'],
    ['192.168.1.5', '192.168.1.5', 'thisComputer'],
    ['192.168.1.5', '10.0.0.5', 'thisComputer'],
    ['::ffff:192.168.1.5', '::ffff:192.168.1.5', 'thisComputer'],
    ['fe80::5%eth0', 'fe80::5%eth0', 'thisComputer'],
    ['127.0.0.2', '127.0.0.1', 'arrived'],
    ['192.168.1.6', '192.168.1.5', 'arrived'],
    ['::ffff:192.168.1.6', '::ffff:192.168.1.5', 'arrived'],
    ['fe80::6%eth0', 'fe80::5%eth0', 'arrived'],
  ] as const)('%s at %s is %s', (remoteAddress, localAddress, lamp) => {
    const { tracked } = arrivals(['192.168.1.5', '10.0.0.5', 'fe80::5'])
    expect(tracked.note({ remoteAddress, localAddress })).toBe(true)
    expect(tracked.lamp()).toBe(lamp)
  })

  test('addresses known from the last reading need no look at the system', () => {
    const { tracked, asked } = arrivals(['192.168.1.5'], ['192.168.1.5'])
    tracked.note({ remoteAddress: '192.168.1.5', localAddress: '127.0.0.1' })
    expect(tracked.lamp()).toBe('thisComputer')
    expect(asked()).toBe(0)
  })

  test('a connection that is already gone says nothing', () => {
    const { tracked } = arrivals()
    expect(tracked.note({ remoteAddress: undefined, localAddress: '10.0.0.5' })).toBe(false)
    expect(tracked.note({ remoteAddress: '10.0.0.6', localAddress: undefined })).toBe(false)
    expect(tracked.lamp()).toBe('waiting')
  })

  test('an address that this computer got a moment ago is not taken for a phone', () => {
    const { tracked } = arrivals(['192.168.7.9', '192.168.1.5'], ['192.168.1.5'])
    tracked.note({ remoteAddress: '192.168.7.9', localAddress: '192.168.1.5' })
    expect(tracked.lamp()).toBe('thisComputer')
  })
})

describe('what is remembered', () => {
  test('addresses that were reached, plainly spelled; this computer reaches nothing', () => {
    const { tracked } = arrivals(['192.168.1.5'])
    tracked.note({ remoteAddress: '192.168.1.5', localAddress: '192.168.1.5' })
    expect([...tracked.reached()]).toEqual([])
    tracked.note({ remoteAddress: '::ffff:192.168.1.6', localAddress: '::ffff:192.168.1.5' })
    tracked.note({ remoteAddress: '10.0.0.6', localAddress: '10.0.0.5' })
    expect([...tracked.reached()]).toEqual(['192.168.1.5', '10.0.0.5'])
  })

  test('the lamp never goes back', () => {
    const { tracked } = arrivals()
    tracked.note({ remoteAddress: '10.0.0.6', localAddress: '10.0.0.5' })
    expect(tracked.note({ remoteAddress: '127.0.0.1', localAddress: '127.0.0.1' })).toBe(false)
    expect(tracked.lamp()).toBe('arrived')
  })

  test('a thousand further requests learn nothing and ask the system nothing', () => {
    const { tracked, asked } = arrivals()
    tracked.note({ remoteAddress: '127.0.0.1', localAddress: '127.0.0.1' })
    tracked.note({ remoteAddress: '10.0.0.6', localAddress: '10.0.0.5' })
    const before = asked()
    for (let phone = 0; phone < 1000; phone++) {
      expect(tracked.note({ remoteAddress: `10.0.1.${phone % 250}`, localAddress: '10.0.0.5' })).toBe(false)
      expect(tracked.note({ remoteAddress: '127.0.0.1', localAddress: '127.0.0.1' })).toBe(false)
    }
    expect(asked()).toBe(before)
  })
})
