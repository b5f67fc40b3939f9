import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'
import { normaliseAddress } from './addresses.ts'

/** Where the list of this computer's network interfaces comes from: `os.networkInterfaces`, or a test. */
export type InterfaceSource = () => NodeJS.Dict<NetworkInterfaceInfo[]>

/** An IPv4 address of this computer that other devices may be able to reach. */
export interface Candidate {
  readonly address: string
  /** The system's name of the interface: `en0`, `Wi-Fi`, `eth0`. */
  readonly interfaceName: string
  /** Of the subnet: 24 for 255.255.255.0. */
  readonly prefixLength: number
  /** Lower case, with colons; all zero where the line has no hardware address, as tunnels have none. */
  readonly mac: string
}

export interface Interfaces {
  /** In the system's order, without loopback. IPv4 only: browsers cannot open link-local IPv6 links. */
  readonly candidates: readonly Candidate[]
  /** Every address that is this computer, both families, always with 127.0.0.1 and ::1. Normalised. */
  readonly own: ReadonlySet<string>
}

/** Reads the interfaces now. Throws what the source throws: some systems forbid the question. */
export function readInterfaces(source: InterfaceSource = networkInterfaces): Interfaces {
  const candidates = new Map<string, Candidate>()
  const own = new Set(['127.0.0.1', '::1'])
  for (const [interfaceName, infos = []] of Object.entries(source())) {
    for (const { address: spelled, family, internal, mac, netmask } of infos) {
      const address = normaliseAddress(spelled)
      own.add(address)
      if (internal || family !== 'IPv4' || candidates.has(address)) continue
      candidates.set(address, { address, interfaceName, prefixLength: prefixLengthOf(netmask), mac: mac.toLowerCase() })
    }
  }
  return { candidates: [...candidates.values()], own }
}

function prefixLengthOf(netmask: string): number {
  const bits = netmask.split('.').map((part) => Number(part).toString(2))
  return bits.join('').replaceAll('0', '').length
}
