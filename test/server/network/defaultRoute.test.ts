import { createSocket, type Socket } from 'node:dgram'
import { EventEmitter } from 'node:events'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { addressTowardsInternet, defaultInterface } from '../../../src/server/network/defaultRoute.ts'
import { readInterfaces } from '../../../src/server/network/interfaces.ts'

const header = 'Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT'
const table = (...lines: string[]) => [header, ...lines, ''].join('\n')
const route = (name: string, destination: string, flags: string, metric: number, mask = '00000000') =>
  `${name}\t${destination}\t0100A8C0\t${flags}\t0\t0\t${metric}\t${mask}\t0\t0\t0`

describe("Linux' routing table", () => {
  test.each([
    ['one default route', table(route('eth0', '00000000', '0003', 0)), 'eth0'],
    [
      'the lowest metric of several',
      table(
        route('wlan0', '00000000', '0003', 600),
        route('eth0', '00000000', '0003', 100),
        route('x', '00000000', '0003', 700),
      ),
      'eth0',
    ],
    [
      'a VPN that takes the traffic in two halves leaves the real line',
      table(
        route('tun0', '00000000', '0003', 0, '00000080'),
        route('tun0', '00000080', '0003', 0, '00000080'),
        route('wlan0', '00000000', '0003', 600),
      ),
      'wlan0',
    ],
    ['a rejecting route is none', table(route('lo', '00000000', '0201', 0)), null],
    ['a route that is down is none', table(route('eth0', '00000000', '0002', 0)), null],
    ['only the local subnet', table(route('eth0', '0001A8C0', '0001', 0, '00FFFFFF')), null],
    ['an empty table', header, null],
    ['no table at all', '', null],
    ['not a table', 'something\nquite different\n', null],
  ])('%s', (_case, text, expected) => {
    expect(defaultInterface(text)).toBe(expected)
  })
})

describe('asking a socket', () => {
  afterEach(() => void vi.useRealTimers())

  /** A socket that says what the test makes it say. */
  function silentSocket(address = '192.168.1.5') {
    const state = { closed: 0 }
    const socket = Object.assign(new EventEmitter(), {
      connect: () => undefined,
      address: () => ({ address }),
      close: () => void state.closed++,
    })
    return { socket, state, open: () => socket as unknown as Socket }
  }

  test('the real answer is one of our own addresses, or none', async () => {
    const address = await addressTowardsInternet()
    expect(address === null || readInterfaces().own.has(address)).toBe(true)
  })

  test('connecting names the address', async () => {
    const { socket, open, state } = silentSocket()
    const answer = addressTowardsInternet(open)
    socket.emit('connect')
    expect(await answer).toBe('192.168.1.5')
    expect(state.closed).toBe(1)
  })

  test('no route is null', async () => {
    const { socket, open, state } = silentSocket()
    const answer = addressTowardsInternet(open)
    socket.emit('error', Object.assign(new Error('connect ENETUNREACH'), { code: 'ENETUNREACH' }))
    expect(await answer).toBeNull()
    expect(state.closed).toBe(1)
  })

  test('an unspecified address is no answer', async () => {
    const { socket, open } = silentSocket('0.0.0.0')
    const answer = addressTowardsInternet(open)
    socket.emit('connect')
    expect(await answer).toBeNull()
  })

  test('silence is null after half a second, and a late error harms nobody', async () => {
    vi.useFakeTimers()
    const { socket, open, state } = silentSocket()
    const answer = addressTowardsInternet(open)
    await vi.advanceTimersByTimeAsync(499)
    expect(state.closed).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(await answer).toBeNull()
    expect(state.closed).toBe(1)
    expect(() => socket.emit('error', new Error('late'))).not.toThrow()
  })

  test('a socket that is closed already is null', async () => {
    const closed = createSocket('udp4')
    await new Promise<void>((resolve) => closed.close(() => resolve()))
    expect(await addressTowardsInternet(() => closed)).toBeNull()
  })
})
