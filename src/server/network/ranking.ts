import type { NetworkAddress } from '../../contract/views.ts'
import { isLinkLocal, isShared, withinAny } from './addresses.ts'
import type { Candidate } from './interfaces.ts'
import { isHotspot, leadsAway, looksPhysical, looksVirtual, mediumOf } from './lines.ts'

/** What is known beside the list of interfaces. */
export interface RankingFacts {
  /** Our address on the default route, or null where there is none. */
  readonly defaultRoute: string | null
  /** Addresses of ours where another device has really arrived. */
  readonly reached: ReadonlySet<string>
}

/** A candidate with what is known about it. */
interface Line extends Candidate {
  readonly onDefaultRoute: boolean
  readonly reached: boolean
}

interface Rule {
  readonly points: number
  readonly because: string
  applies(line: Line): boolean
}

const in192 = withinAny('192.168.0.0/16')
const in10 = withinAny('10.0.0.0/8')
const in172 = withinAny('172.16.0.0/12')
// RFC 2544 benchmark range: local proxies with "fake IP" tunnels (Clash, sing-box) live there.
const inBenchmarks = withinAny('198.18.0.0/15')

// Hyper-V, VirtualBox (guest, host side), VMware (three), Docker, OpenVPN's TAP driver, none at all.
const unrealMac = /^(00:15:5d|08:00:27|0a:00:27|00:50:56|00:0c:29|00:05:69|02:42|00:ff|00:00:00:00:00:00)/

// prettier-ignore
const rules: readonly Rule[] = [
  { points: 1000, because: 'a device has arrived there: proof beats guesses', applies: (line) => line.reached },
  { points: 100, because: 'it is on the default route', applies: (line) => line.onDefaultRoute && !leadsAway(line) },
  { points: -60, because: 'that route is a VPN or a modem', applies: (line) => line.onDefaultRoute && leadsAway(line) },
  { points: 40, because: 'its name is that of a real line', applies: looksPhysical },
  { points: 30, because: 'home and office networks', applies: (line) => in192(line.address) },
  { points: 25, because: 'large private networks', applies: (line) => in10(line.address) },
  { points: 15, because: 'private too, but mostly of containers', applies: (line) => in172(line.address) },
  { points: 20, because: 'a hotspot, made for phones', applies: isHotspot },
  { points: -80, because: 'a network inside this computer, or a VPN', applies: looksVirtual },
  { points: -80, because: 'carrier or overlay address (Tailscale)', applies: (line) => isShared(line.address) },
  { points: -80, because: 'address of a local proxy', applies: (line) => inBenchmarks(line.address) },
  { points: -90, because: 'nobody handed out an address', applies: (line) => isLinkLocal(line.address) },
  { points: -40, because: 'no room for a phone in the subnet', applies: (line) => line.prefixLength >= 30 },
  { points: -30, because: 'hardware address of a virtual machine', applies: (line) => unrealMac.test(line.mac) },
]

/** How likely phones in the room reach this address; only the order has a meaning. */
function score(line: Line): number {
  return rules.reduce((sum, rule) => (rule.applies(line) ? sum + rule.points : sum), 0)
}

/** The only address left when the computer is on no network: for people trying things out on this computer. */
export const nowhere: NetworkAddress = {
  address: '127.0.0.1',
  interfaceName: 'localhost',
  medium: 'loopback',
  reached: false,
}

/**
 * The addresses, best first; equals keep the system's order. Never empty. For display only: what is ranked low is
 * served like any other, and no decision about access may look at this.
 */
export function rank(candidates: readonly Candidate[], facts: RankingFacts): readonly NetworkAddress[] {
  if (candidates.length === 0) return [{ ...nowhere, reached: facts.reached.has(nowhere.address) }]
  const lines = candidates.map((candidate): Line => {
    const { address } = candidate
    return { ...candidate, onDefaultRoute: address === facts.defaultRoute, reached: facts.reached.has(address) }
  })
  return lines
    .map((line) => ({ line, points: score(line) }))
    .sort((a, b) => b.points - a.points)
    .map(({ line }) => ({
      address: line.address,
      interfaceName: line.interfaceName,
      medium: mediumOf(line),
      reached: line.reached,
    }))
}

/** What the host picked by hand. */
export interface ManualChoice {
  readonly address: string
  /** Where that address was last seen: when the line gets another address, the choice stays with the line. */
  readonly interfaceName: string | null
}

/** The host's own choice while it is there, else the best of a ranked list that is not empty. */
export function choose(ranked: readonly NetworkAddress[], manual: ManualChoice | null): NetworkAddress {
  const picked =
    ranked.find(({ address }) => address === manual?.address) ??
    ranked.find(({ interfaceName }) => interfaceName === manual?.interfaceName)
  return picked ?? ranked[0] ?? nowhere
}
