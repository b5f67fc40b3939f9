import { createSocket, type Socket } from 'node:dgram'
import { readFile } from 'node:fs/promises'
import type { Candidate } from './interfaces.ts'

/** Tells which of the candidates' addresses this computer would use towards the internet; null if it cannot tell. */
export type DefaultRoute = (candidates: readonly Candidate[]) => Promise<string | null>

/**
 * The routing table where the system shows it as a file (Linux), else the answer of a socket. The table comes first
 * because most VPNs leave the real default route standing in it while they take the traffic.
 */
export const systemDefaultRoute: DefaultRoute = async (candidates) => {
  const table = await readFile('/proc/net/route', 'utf8').catch(() => '')
  const interfaceName = defaultInterface(table)
  const onInterface = candidates.find((candidate) => candidate.interfaceName === interfaceName)
  return onInterface?.address ?? (await addressTowardsInternet())
}

const routeUp = 0x1
const routeReject = 0x200

/** Interface of the default route with the lowest metric in the text of `/proc/net/route`, or null. */
export function defaultInterface(table: string): string | null {
  let best: { name: string; metric: number } | null = null
  for (const line of table.split('\n').slice(1)) {
    const [name, destination, , flags, , , metricText, mask] = line.trim().split(/\s+/)
    const usable = (parseInt(flags ?? '0', 16) & (routeUp | routeReject)) === routeUp
    if (name === undefined || destination !== '00000000' || mask !== '00000000' || !usable) continue
    const metric = Number(metricText)
    if (best === null || metric < best.metric) best = { name, metric }
  }
  return best?.name ?? null
}

// TEST-NET-3 (RFC 5737): public to every routing table, nobody's to receive.
const somewherePublic = { address: '203.0.113.1', port: 9 } as const
const towardsTimeoutMs = 500

/**
 * Connecting a UDP socket sends no packet; it only makes the system look up the route and name our address on it.
 * Null without a route, or when the system has not answered after half a second.
 */
export function addressTowardsInternet(open: () => Socket = () => createSocket('udp4')): Promise<string | null> {
  return new Promise((resolve) => {
    const socket = open()
    const timer = setTimeout(() => settle(null), towardsTimeoutMs)
    const settle = (address: string | null): void => {
      clearTimeout(timer)
      // A socket that failed to open may be closed already, and one that is late may still fail.
      socket.removeAllListeners().on('error', () => undefined)
      try {
        socket.close()
      } catch {
        // closed already
      }
      resolve(address === '0.0.0.0' ? null : address)
    }
    socket.on('error', () => settle(null))
    socket.on('connect', () => settle(socket.address().address))
    try {
      socket.connect(somewherePublic.port, somewherePublic.address)
    } catch {
      settle(null)
    }
  })
}
