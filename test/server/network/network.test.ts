import type { NetworkInterfaceInfo } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { createNetwork, type Network, type NetworkOptions } from '../../../src/server/network/network.ts'
import { heldClock, type HeldClock } from './heldClock.ts'
import { v4 } from './machines.ts'

/** A computer whose cables can be pulled. */
interface Computer {
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>
  defaultRoute: string | null
  refuses: boolean
  reads: number
}

interface Watched {
  readonly network: Network
  readonly clock: HeldClock
  readonly computer: Computer
  /** Fake time of each call of `onChange`. */
  readonly changedAtMs: number[]
}

const wifi = { wlan0: [v4('192.168.1.5/24')] }
const open: Network[] = []

async function watched(start: Partial<Computer> = {}, options: NetworkOptions = {}): Promise<Watched> {
  const computer: Computer = { interfaces: wifi, defaultRoute: null, refuses: false, reads: 0, ...start }
  const clock = heldClock()
  const network = createNetwork({
    source: () => {
      computer.reads++
      if (computer.refuses) throw new Error('EPERM')
      return computer.interfaces
    },
    defaultRoute: () => Promise.resolve(computer.defaultRoute),
    clock,
    port: 8080,
    ...options,
  })
  open.push(network)
  await network.refresh()
  const changedAtMs: number[] = []
  network.onChange(() => changedAtMs.push(clock.now()))
  return { network, clock, computer, changedAtMs }
}

afterEach(() => {
  for (const network of open.splice(0)) network.close()
})

const phone = (localAddress = '192.168.1.5') => ({ remoteAddress: '192.168.1.77', localAddress })

describe('following the address', () => {
  // Wherever between two readings the change falls.
  test.each([1, 700, 1999, 2000, 2001, 3456])('a new address %i ms after the start is shown within 5 s', async (ms) => {
    const { network, clock, computer, changedAtMs } = await watched()
    await clock.pass(ms)
    expect(network.chosenAddress()).toBe('192.168.1.5')
    computer.interfaces = { wlan0: [v4('192.168.7.9/24')] }
    await clock.pass(5000)
    expect(network.view()).toMatchObject({ chosen: '192.168.7.9', previousAddress: '192.168.1.5' })
    expect(changedAtMs).toHaveLength(1)
    expect(changedAtMs[0]).toBeLessThanOrEqual(ms + 5000)
  })

  test('nothing is told while nothing changes', async () => {
    const { clock, computer, changedAtMs } = await watched()
    await clock.pass(60_000)
    expect(computer.reads).toBeGreaterThan(25)
    expect(changedAtMs).toEqual([])
  })

  test('another default route alone moves the choice', async () => {
    const both = { wlan0: [v4('192.168.1.5/24')], eth0: [v4('10.0.0.5/24')] }
    const { network, clock, computer } = await watched({ interfaces: both, defaultRoute: '10.0.0.5' })
    // Before the default route was known it would have been the other: nobody has seen that.
    expect(network.view()).toMatchObject({ chosen: '10.0.0.5', previousAddress: null })
    computer.defaultRoute = '192.168.1.5'
    await clock.pass(5000)
    expect(network.chosenAddress()).toBe('192.168.1.5')
  })

  test('a further address is listed without moving the choice', async () => {
    const { network, clock, computer, changedAtMs } = await watched()
    computer.interfaces = { ...wifi, docker0: [v4('172.17.0.1/16')] }
    await clock.pass(5000)
    expect(network.view().addresses.map(({ address }) => address)).toEqual(['192.168.1.5', '172.17.0.1'])
    expect(network.view()).toMatchObject({ chosen: '192.168.1.5', previousAddress: null })
    expect(changedAtMs).toHaveLength(1)
  })

  test('the last good reading stands while the system refuses to answer', async () => {
    const { network, clock, computer, changedAtMs } = await watched()
    computer.refuses = true
    await clock.pass(10_000)
    expect(network.chosenAddress()).toBe('192.168.1.5')
    expect(changedAtMs).toEqual([])
    computer.refuses = false
    computer.interfaces = { wlan0: [v4('192.168.1.6/24')] }
    await clock.pass(5000)
    expect(network.chosenAddress()).toBe('192.168.1.6')
  })

  test('a system that never answered leaves 127.0.0.1, and serving goes on', async () => {
    const { network } = await watched({ refuses: true })
    expect(network.view()).toMatchObject({ chosen: '127.0.0.1', lamp: 'waiting' })
    network.noteArrival({ remoteAddress: '127.0.0.1', localAddress: '127.0.0.1' })
    expect(network.view().lamp).toBe('thisComputer')
    network.noteArrival(phone())
    expect(network.view().lamp).toBe('arrived')
  })

  test('a failing search for the default route costs only the hint', async () => {
    const { network } = await watched({}, { defaultRoute: () => Promise.reject(new Error('no')) })
    expect(network.chosenAddress()).toBe('192.168.1.5')
  })

  test('a closed network reads and tells nothing more', async () => {
    const { network, clock, computer, changedAtMs } = await watched()
    network.close()
    const { reads } = computer
    computer.interfaces = {}
    await clock.pass(10_000)
    expect(computer.reads).toBe(reads)
    expect(changedAtMs).toEqual([])
  })

  test('refresh shows a change at once', async () => {
    const { network, computer } = await watched()
    computer.interfaces = { wlan0: [v4('192.168.1.6/24')] }
    await network.refresh()
    expect(network.chosenAddress()).toBe('192.168.1.6')
  })

  test('who no longer listens is not called', async () => {
    const { network, clock, computer } = await watched()
    let calls = 0
    const stop = network.onChange(() => calls++)
    stop()
    computer.interfaces = {}
    await clock.pass(5000)
    expect(calls).toBe(0)
  })
})

describe('no network', () => {
  test('says 127.0.0.1 and what that is', async () => {
    const { network } = await watched({ interfaces: { lo: [v4('127.0.0.1/8')] } })
    expect(network.view()).toEqual({
      addresses: [{ address: '127.0.0.1', interfaceName: 'localhost', medium: 'loopback', reached: false }],
      chosen: '127.0.0.1',
      port: 8080,
      lamp: 'waiting',
      previousAddress: null,
    })
  })

  test('a line that comes later is taken up, and phones hold nothing old', async () => {
    const { network, clock, computer } = await watched({ interfaces: {} })
    computer.interfaces = wifi
    await clock.pass(5000)
    expect(network.view()).toMatchObject({ chosen: '192.168.1.5', previousAddress: null })
  })

  test('a gap in the Wi-Fi is not a change of address', async () => {
    const { network, clock, computer } = await watched()
    computer.interfaces = {}
    await clock.pass(5000)
    expect(network.view()).toMatchObject({ chosen: '127.0.0.1', previousAddress: '192.168.1.5' })
    computer.interfaces = wifi
    await clock.pass(5000)
    expect(network.view()).toMatchObject({ chosen: '192.168.1.5', previousAddress: null })
  })

  test('there and back again: phones may hold the one between', async () => {
    const { network, clock, computer } = await watched()
    computer.interfaces = { wlan0: [v4('192.168.7.9/24')] }
    await clock.pass(5000)
    computer.interfaces = wifi
    await clock.pass(5000)
    expect(network.view()).toMatchObject({ chosen: '192.168.1.5', previousAddress: '192.168.7.9' })
  })
})

describe('what a person decides', () => {
  const both = { wlan0: [v4('192.168.1.5/24')], eth0: [v4('10.0.0.5/24')] }

  test('a choice is shown at once and can be taken back', async () => {
    const { network, changedAtMs } = await watched({ interfaces: both, defaultRoute: '192.168.1.5' })
    network.setPreferred('10.0.0.5')
    expect(network.view()).toMatchObject({ chosen: '10.0.0.5', previousAddress: '192.168.1.5' })
    expect(network.view().addresses[0]?.address).toBe('192.168.1.5')
    network.setPreferred(null)
    expect(network.chosenAddress()).toBe('192.168.1.5')
    expect(changedAtMs).toHaveLength(2)
  })

  test('a remembered choice counts from the start and waits for its address', async () => {
    const remembered = { preferredAddress: '10.0.0.5' }
    const { network } = await watched({ interfaces: both, defaultRoute: '192.168.1.5' }, remembered)
    expect(network.view()).toMatchObject({ chosen: '10.0.0.5', previousAddress: null })

    const elsewhere = await watched({ interfaces: wifi }, remembered)
    expect(elsewhere.network.chosenAddress()).toBe('192.168.1.5')
    elsewhere.computer.interfaces = both
    await elsewhere.clock.pass(5000)
    expect(elsewhere.network.chosenAddress()).toBe('10.0.0.5')
    elsewhere.computer.interfaces = { ...both, eth0: [v4('10.0.0.6/24')] }
    await elsewhere.clock.pass(5000)
    expect(elsewhere.network.chosenAddress()).toBe('10.0.0.6')
  })

  test('the choice stays with its line when the line gets another address', async () => {
    const { network, clock, computer } = await watched({ interfaces: both, defaultRoute: '192.168.1.5' })
    network.setPreferred('10.0.0.5')
    computer.interfaces = { ...both, eth0: [v4('10.0.0.6/24')] }
    await clock.pass(5000)
    expect(network.chosenAddress()).toBe('10.0.0.6')
  })

  test('a fixed address is shown whatever the interfaces say', async () => {
    const { network, clock, computer } = await watched(
      {},
      { fixedAddress: '203.0.113.9', preferredAddress: '192.168.1.5' },
    )
    expect(network.view().chosen).toBe('203.0.113.9')
    expect(network.view().addresses.map(({ address }) => address)).toEqual(['203.0.113.9', '192.168.1.5'])
    computer.interfaces = {}
    await clock.pass(5000)
    expect(network.view()).toMatchObject({ chosen: '203.0.113.9', previousAddress: null })
  })

  test('a fixed address of our own is listed once, as what it is', async () => {
    const { network } = await watched({ interfaces: both }, { fixedAddress: '10.0.0.5' })
    expect(network.view().addresses).toHaveLength(2)
    expect(network.view().addresses.find(({ address }) => address === '10.0.0.5')?.medium).toBe('cable')
  })

  test('the port is told once it is known', async () => {
    const { network, changedAtMs } = await watched()
    network.setPort(8083)
    expect(network.view().port).toBe(8083)
    network.setPort(8083)
    expect(changedAtMs).toHaveLength(1)
  })
})

describe('the lamp', () => {
  test('waits, knows this computer, and lights up for the first phone', async () => {
    const { network, changedAtMs } = await watched()
    expect(network.view().lamp).toBe('waiting')
    network.noteArrival({ remoteAddress: '192.168.1.5', localAddress: '192.168.1.5' })
    expect(network.view().lamp).toBe('thisComputer')
    expect(network.view().addresses[0]?.reached).toBe(false)
    network.noteArrival(phone())
    expect(network.view().lamp).toBe('arrived')
    expect(network.view().addresses[0]?.reached).toBe(true)
    expect(changedAtMs).toHaveLength(2)
  })

  test('an address that this computer has had for a moment only is this computer', async () => {
    const { network, computer } = await watched()
    computer.interfaces = { ...wifi, eth0: [v4('10.0.0.5/24')] }
    network.noteArrival({ remoteAddress: '10.0.0.5', localAddress: '192.168.1.5' })
    expect(network.view().lamp).toBe('thisComputer')
  })

  test('an address where a phone arrived is preferred, against the default route', async () => {
    const both = { wlan0: [v4('192.168.1.5/24')], eth0: [v4('10.0.0.5/24')] }
    const { network } = await watched({ interfaces: both, defaultRoute: '192.168.1.5' })
    network.noteArrival({ remoteAddress: '10.0.0.77', localAddress: '::ffff:10.0.0.5' })
    expect(network.chosenAddress()).toBe('10.0.0.5')
  })

  test('stays lit when the network changes; the new address is not marked', async () => {
    const { network, clock, computer } = await watched()
    network.noteArrival(phone())
    computer.interfaces = { wlan0: [v4('192.168.7.9/24')] }
    await clock.pass(5000)
    expect(network.view().lamp).toBe('arrived')
    expect(network.view().addresses).toMatchObject([{ address: '192.168.7.9', reached: false }])
  })
})
