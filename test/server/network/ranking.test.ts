import { describe, expect, test } from 'vitest'
import { readInterfaces } from '../../../src/server/network/interfaces.ts'
import { choose, rank, type RankingFacts } from '../../../src/server/network/ranking.ts'
import { machines, v4 } from './machines.ts'

const nothingKnown: RankingFacts = { defaultRoute: null, reached: new Set() }

function ranked(interfaces: Parameters<typeof readInterfaces>[0], facts: Partial<RankingFacts> = {}) {
  return rank(readInterfaces(interfaces).candidates, { ...nothingKnown, ...facts })
}

describe('the address in the QR code, on machines as they come', () => {
  test.each(machines)('$name', ({ interfaces, defaultRoute, best, medium, order }) => {
    const addresses = ranked(() => interfaces, { defaultRoute })
    expect(addresses[0]).toMatchObject({ address: best, medium, reached: false })
    if (order !== undefined) expect(addresses.map(({ address }) => address)).toEqual(order)
  })

  test('the table is long enough to mean something', () => {
    expect(machines.length).toBeGreaterThanOrEqual(25)
  })
})

describe('what beats the ranking', () => {
  const wifiAndDocker = () => ({
    wlan0: [v4('192.168.1.5/24')],
    docker0: [v4('172.17.0.1/16')],
    eth0: [v4('10.0.0.5/24')],
  })

  test('an address where a device has arrived comes first, and is marked', () => {
    const addresses = ranked(wifiAndDocker, { defaultRoute: '192.168.1.5', reached: new Set(['10.0.0.5']) })
    expect(addresses.map(({ address, reached }) => [address, reached])).toEqual([
      ['10.0.0.5', true],
      ['192.168.1.5', false],
      ['172.17.0.1', false],
    ])
  })

  test('of several such addresses the ranking decides', () => {
    const reached = new Set(['10.0.0.5', '192.168.1.5'])
    expect(ranked(wifiAndDocker, { defaultRoute: '192.168.1.5', reached })[0]?.address).toBe('192.168.1.5')
  })

  test('the manual choice wins over everything, also over an address that was reached', () => {
    const addresses = ranked(wifiAndDocker, { defaultRoute: '192.168.1.5', reached: new Set(['192.168.1.5']) })
    expect(choose(addresses, { address: '172.17.0.1', interfaceName: null }).address).toBe('172.17.0.1')
  })

  test('a choice whose line has got another address stays with the line', () => {
    const addresses = ranked(wifiAndDocker, { defaultRoute: '192.168.1.5' })
    expect(choose(addresses, { address: '10.0.0.99', interfaceName: 'eth0' }).address).toBe('10.0.0.5')
  })

  test('a choice that is not here falls back to the best', () => {
    const addresses = ranked(wifiAndDocker, { defaultRoute: '192.168.1.5' })
    expect(choose(addresses, { address: '10.9.9.9', interfaceName: 'eth7' }).address).toBe('192.168.1.5')
    expect(choose(addresses, { address: '10.9.9.9', interfaceName: null }).address).toBe('192.168.1.5')
    expect(choose(addresses, null).address).toBe('192.168.1.5')
  })
})

describe('reading the interfaces', () => {
  test('lists IPv4 without loopback, in order, each address once', () => {
    const { candidates } = readInterfaces(() => ({
      lo: [v4('127.0.0.1/8')],
      eth0: [v4('10.0.0.5/20', '3C:22:FB:00:00:01')],
      'eth0:1': [v4('10.0.0.5/32'), v4('10.0.0.6/32')],
      gone: undefined,
    }))
    expect(candidates).toEqual([
      { address: '10.0.0.5', interfaceName: 'eth0', prefixLength: 20, mac: '3c:22:fb:00:00:01' },
      { address: '10.0.0.6', interfaceName: 'eth0:1', prefixLength: 32, mac: '3c:22:fb:4a:10:9e' },
    ])
  })

  test('this computer is all its addresses and the two loopback ones, even if nothing is listed', () => {
    expect([...readInterfaces(() => ({})).own]).toEqual(['127.0.0.1', '::1'])
    const macbook = machines.find(({ name }) => name.startsWith('macOS: Wi-Fi'))
    const { own } = readInterfaces(() => macbook?.interfaces ?? {})
    expect(own).toContain('192.168.1.5')
    expect(own).toContain('fe80::8')
    expect(own).not.toContain('127.0.0.2')
  })

  test('the real source answers', () => {
    expect(readInterfaces().own.size).toBeGreaterThanOrEqual(2)
  })
})
