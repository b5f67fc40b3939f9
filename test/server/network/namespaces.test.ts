import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { connectTwoComputers, whyNoNamespaces, type TwoComputers } from './namespaces.ts'

const reason = whyNoNamespaces()

/** Real computers, cables and addresses, as far as one machine can have them. */
describe.skipIf(reason !== null)(`two computers on one cable${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let computers: TwoComputers

  beforeEach(() => {
    computers = connectTwoComputers('192.168.77.1', '192.168.77.2')
  })
  afterEach(() => computers.remove())

  test(
    'a phone arrives, the address changes under the meeting, and the phone arrives again',
    { timeout: 40_000 },
    async () => {
      const room = computers.startRoom()
      const start = await room.view(() => true)
      expect(start).toMatchObject({ chosen: '192.168.77.1', port: 8080, lamp: 'waiting', previousAddress: null })
      expect(start.addresses).toMatchObject([{ address: '192.168.77.1', interfaceName: 'cable0', reached: false }])

      expect(computers.fetchByPhone('http://192.168.77.1:8080/')).toBe('hello')
      const arrived = await room.view(({ lamp }) => lamp !== 'waiting')
      expect(arrived.lamp).toBe('arrived')
      expect(arrived.addresses).toMatchObject([{ address: '192.168.77.1', reached: true }])

      computers.room('addr', 'del', '192.168.77.1/24', 'dev', 'cable0')
      computers.room('addr', 'add', '192.168.77.50/24', 'dev', 'cable0')
      const changedAtMs = performance.now()
      const moved = await room.view(({ chosen }) => chosen === '192.168.77.50')
      expect(performance.now() - changedAtMs).toBeLessThan(5000)
      expect(moved.previousAddress).toBe('192.168.77.1')
      expect(moved.addresses).toMatchObject([{ address: '192.168.77.50', reached: false }])

      expect(computers.fetchByPhone('http://192.168.77.50:8080/')).toBe('hello')
      const again = await room.view(({ addresses }) => addresses.some(({ reached }) => reached))
      expect(again.addresses).toMatchObject([{ address: '192.168.77.50', reached: true }])
      await room.stop()
    },
  )

  test('the room itself is this computer, by whatever address it asks', { timeout: 40_000 }, async () => {
    const room = computers.startRoom()
    await room.view(() => true)
    computers.evaluateInRoom(`await fetch('http://192.168.77.1:8080/')`)
    expect((await room.view(({ lamp }) => lamp !== 'waiting')).lamp).toBe('thisComputer')
    // A connection to loopback that carries the address of the cable: still nobody has arrived.
    computers.evaluateInRoom(`
      import { request } from 'node:http'
      await new Promise((done, fail) => request({ host: '127.0.0.1', port: 8080, localAddress: '192.168.77.1' },
        (response) => response.resume().on('end', done)).on('error', fail).end())`)
    expect(computers.fetchByPhone('http://192.168.77.1:8080/')).toBe('hello')
    // The loopback connection would have lit the lamp without marking this address.
    const next = await room.view(() => true)
    expect(next).toMatchObject({ lamp: 'arrived', addresses: [{ address: '192.168.77.1', reached: true }] })
    await room.stop()
  })

  test('pulling the cable shows 127.0.0.1, putting it back the address', { timeout: 40_000 }, async () => {
    const room = computers.startRoom()
    await room.view(() => true)
    computers.room('addr', 'del', '192.168.77.1/24', 'dev', 'cable0')
    const pulledAtMs = performance.now()
    const alone = await room.view(({ chosen }) => chosen === '127.0.0.1')
    expect(performance.now() - pulledAtMs).toBeLessThan(5000)
    expect(alone).toMatchObject({ addresses: [{ medium: 'loopback' }], previousAddress: '192.168.77.1' })
    computers.room('addr', 'add', '192.168.77.1/24', 'dev', 'cable0')
    expect(await room.view(({ chosen }) => chosen === '192.168.77.1')).toMatchObject({ previousAddress: null })
    await room.stop()
  })

  test('with IPv6 switched off the room comes up and phones reach it', { timeout: 40_000 }, async () => {
    computers.setting('net.ipv6.conf.all.disable_ipv6', 1)
    computers.setting('net.ipv6.conf.default.disable_ipv6', 1)
    const room = computers.startRoom()
    expect(await room.view(() => true)).toMatchObject({ chosen: '192.168.77.1', port: 8080 })
    expect(computers.fetchByPhone('http://192.168.77.1:8080/')).toBe('hello')
    expect((await room.view(({ lamp }) => lamp !== 'waiting')).lamp).toBe('arrived')
    await room.stop()
  })

  test('a phone reaches it over IPv6 too', { timeout: 40_000 }, async ({ skip }) => {
    if (!existsSync('/proc/sys/net/ipv6')) skip('this system has no IPv6')
    computers.room('addr', 'add', 'fd77::1/64', 'dev', 'cable0', 'nodad')
    computers.phone('addr', 'add', 'fd77::2/64', 'dev', 'cable1', 'nodad')
    const room = computers.startRoom()
    expect(await room.view(() => true)).toMatchObject({ chosen: '192.168.77.1' })
    expect(computers.fetchByPhone('http://[fd77::1]:8080/')).toBe('hello')
    expect((await room.view(({ lamp }) => lamp !== 'waiting')).lamp).toBe('arrived')
    await room.stop()
  })

  test('the default route is found by table and by socket, and no packet is sent for it', { timeout: 40_000 }, () => {
    // Neighbour discovery of IPv6 would be counted too.
    computers.setting('net.ipv6.conf.all.disable_ipv6', 1)
    computers.room('link', 'add', 'cable2', 'type', 'veth', 'peer', 'name', 'cable3')
    computers.room('addr', 'add', '192.168.99.1/24', 'dev', 'cable2')
    computers.room('link', 'set', 'cable2', 'up')
    computers.room('link', 'set', 'cable3', 'up')
    const before = computers.sentPackets()
    const module = (name: string) => fileURLToPath(new URL(`../../../src/server/network/${name}.ts`, import.meta.url))
    const answers = computers.evaluateInRoom(`
      import { addressTowardsInternet, systemDefaultRoute } from '${module('defaultRoute')}'
      import { readInterfaces } from '${module('interfaces')}'
      const { candidates } = readInterfaces()
      console.log(JSON.stringify([candidates.length, await systemDefaultRoute(candidates), await addressTowardsInternet()]))`)
    expect(JSON.parse(answers)).toEqual([2, '192.168.77.1', '192.168.77.1'])
    expect(computers.sentPackets()).toBe(before)
  })

  test(
    'without a default route there is none, and the address is found all the same',
    { timeout: 40_000 },
    async () => {
      computers.room('route', 'del', 'default')
      const file = fileURLToPath(new URL('../../../src/server/network/defaultRoute.ts', import.meta.url))
      const answer = computers.evaluateInRoom(`
      import { addressTowardsInternet } from '${file}'
      console.log(await addressTowardsInternet())`)
      expect(answer).toBe('null')
      const room = computers.startRoom()
      expect(await room.view(() => true)).toMatchObject({ chosen: '192.168.77.1' })
      await room.stop()
    },
  )
})
