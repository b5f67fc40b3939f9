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

/** Two lines that differ in one thing alone, the worse one first, where a tie would leave it. */
describe('each rule by itself', () => {
  const mac = '3c:22:fb:4a:10:9e'
  test.each([
    ['a real name over an unknown one', ['line1', '10.0.0.1/24', mac], ['eth0', '10.0.0.2/24', mac]],
    ['192.168 over 10', ['eth0', '10.0.0.1/24', mac], ['eth1', '192.168.1.2/24', mac]],
    ['10 over 172.16', ['eth0', '172.16.0.1/24', mac], ['eth1', '10.0.0.2/24', mac]],
    ['172.16 over public', ['eth0', '131.188.0.1/24', mac], ['eth1', '172.31.0.2/24', mac]],
    ['public over 100.64', ['eth0', '100.64.0.1/24', mac], ['eth1', '131.188.0.2/24', mac]],
    ['public over 198.18', ['eth0', '198.19.0.1/24', mac], ['eth1', '131.188.0.2/24', mac]],
    ['public over 169.254', ['eth0', '169.254.0.1/16', mac], ['eth1', '131.188.0.2/24', mac]],
    ['a proxy over nothing handed out', ['eth0', '169.254.0.1/16', mac], ['eth1', '198.18.0.2/24', mac]],
    ['a hotspot over its neighbour', ['eth0', '10.42.0.2/24', mac], ['eth1', '10.42.0.1/24', mac]],
    ['an unknown name over a virtual one', ['veth0', '10.0.0.1/24', mac], ['line1', '10.0.0.2/24', mac]],
    ['an unknown name over a tunnel', ['tun0', '10.0.0.1/24', mac], ['line1', '10.0.0.2/24', mac]],
    ['/29 over /30', ['eth0', '10.0.0.1/30', mac], ['eth1', '10.0.0.2/29', mac]],
    ['/24 over /32', ['eth0', '10.0.0.1/32', mac], ['eth1', '10.0.0.2/24', mac]],
    ...['00:15:5d:1', '08:00:27:1', '0a:00:27:1', '00:50:56:1', '00:0c:29:1', '00:05:69:1', '02:42:1', '00:ff:1'].map(
      (unreal) =>
        [`a real card over ${unreal}`, ['eth0', '10.0.0.1/24', unreal], ['eth1', '10.0.0.2/24', mac]] as const,
    ),
    ['a card over none', ['eth0', '10.0.0.1/24', '00:00:00:00:00:00'], ['eth1', '10.0.0.2/24', mac]],
  ] as const)('%s', (_rule, worse, better) => {
    const interfaces = Object.fromEntries([worse, better].map(([name, cidr, of]) => [name, [v4(cidr, of)]]))
    expect(ranked(() => interfaces)[0]?.interfaceName).toBe(better[0])
  })

  const twoLines = (first: string, second: string) => () => ({
    [first]: [v4('10.0.0.1/24')],
    [second]: [v4('10.0.0.2/24')],
  })

  test('the default route, over a better range too', () => {
    const lines = () => ({ eth0: [v4('192.168.1.1/24')], eth1: [v4('10.0.0.2/24')] })
    expect(ranked(lines, { defaultRoute: '10.0.0.2' })[0]?.interfaceName).toBe('eth1')
  })

  test('a default route on a tunnel counts against the tunnel', () => {
    expect(ranked(twoLines('tun0', 'docker0'), { defaultRoute: '10.0.0.1' })[0]?.interfaceName).toBe('docker0')
  })

  test('a default route on a virtual switch counts for it: it may carry the real line', () => {
    const lines = twoLines('line1', 'vEthernet (External)')
    expect(ranked(lines, { defaultRoute: '10.0.0.2' })[0]?.interfaceName).toBe('vEthernet (External)')
  })

  test('equals keep the order of the system', () => {
    for (const [first, second] of [
      ['eth0', 'eth1'],
      ['eth1', 'eth0'],
    ] as const) {
      expect(ranked(twoLines(first, second)).map(({ interfaceName }) => interfaceName)).toEqual([first, second])
    }
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
