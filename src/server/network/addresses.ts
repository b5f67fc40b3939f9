import { BlockList, isIP } from 'node:net'

/**
 * One spelling for one address: lower case, no zone (`%eth0`), and an IPv4 address that a dual-stack socket reports as
 * `::ffff:192.168.1.5` as plain IPv4.
 */
export function normaliseAddress(address: string): string {
  const [bare = ''] = address.toLowerCase().split('%', 1)
  return bare.startsWith('::ffff:') && isIP(bare.slice(7)) === 4 ? bare.slice(7) : bare
}

/** Tells whether a normalised address lies in one of the ranges (`192.168.0.0/16`, `fe80::/10`). */
export function withinAny(...ranges: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/', 2)
    list.addSubnet(network, Number(prefix), isIP(network) === 6 ? 'ipv6' : 'ipv4')
  }
  return (address) => {
    const family = isIP(address)
    return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4')
  }
}

export const isLoopback = withinAny('127.0.0.0/8', '::1/128')

/** Shared address space (RFC 6598): carriers, and the address of a Tailscale device. */
export const isShared = withinAny('100.64.0.0/10')

/** Addresses a device gives itself when nobody hands one out. */
export const isLinkLocal = withinAny('169.254.0.0/16', 'fe80::/10')

const isLocallyAssigned = withinAny('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7')

/**
 * An address that means nothing outside the networks of this place: browsers show plain-http pages there without the
 * warnings they give on public ones. In any spelling; false for what is not an address.
 */
export function isPrivateAddress(address: string): boolean {
  const plain = normaliseAddress(address)
  return isLocallyAssigned(plain) || isLoopback(plain) || isLinkLocal(plain) || isShared(plain)
}
