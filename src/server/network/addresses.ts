import { BlockList, isIP } from 'node:net'

/**
 * One spelling for one address: lower case, no zone (`%eth0`), and an IPv4 address that a dual-stack socket reports as
 * `::ffff:192.168.1.5` as plain IPv4.
 */
export function normaliseAddress(address: string): string {
  const [bare = ''] = address.toLowerCase().split('%', 1)
  return bare.startsWith('::ffff:') && isIP(bare.slice(7)) === 4 ? bare.slice(7) : bare
}

/**
 * Whose address it is, as far as one can tell, to count by: an IPv4 address stands for itself, one of IPv6 for its
 * network of 64 bits, within which every device gives itself as many addresses as it likes.
 */
export function sourceOf(address: string | undefined): string {
  const plain = normaliseAddress(address ?? '')
  if (isIP(plain) !== 6) return plain
  const [head = '', tail] = plain.split('::', 2)
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const zeros = tail === undefined ? 0 : 8 - before.length - after.length
  const whole = [...before, ...Array<string>(Math.max(0, zeros)).fill('0'), ...after]
  return `${whole
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
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
