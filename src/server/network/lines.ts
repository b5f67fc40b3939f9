import { isLoopback, withinAny } from './addresses.ts'
import type { NetworkAddress } from '../../contract/views.ts'
import type { Candidate } from './interfaces.ts'

/**
 * What kind of line an interface looks like, judged by its name as the systems give them: kernel names on Linux and
 * macOS, the names of "Network Connections" on Windows, in English and Chinese. For display and ranking only, never
 * for security: a name proves nothing.
 */

const wirelessNames = /^(wl|wi-?fi|无线)/i
const cableNames = /^(eth\d|en[dopsx]\w|ethernet|以太网)/i
// macOS counts every real line as `enN`, of either kind.
const macNames = /^en\d+$/

// Networks that exist only inside this computer, and lines that macOS keeps for itself. `bridge100` is macOS' Internet
// Sharing, to which real phones connect. `veth` is Docker's and also Hyper-V's `vEthernet (…)`.
const switchNames =
  /^(docker|br-|veth|virbr|vmnet|vboxnet|vnet\d|lxcbr|lxdbr|incusbr|podman|cni|cali|flannel|bridge(?!100$)\d|awdl|llw|anpi)|VirtualBox|VMware|Hyper-V|WSL|Npcap/i

// VPNs and local proxies: whoever can be reached through them is not in this room.
const tunnelNames =
  /^(utun|tun|tap|wg|zt|ppp|ipsec|feth|gpd|cscotun|nebula|proton)|^(Meta|Clash|Mihomo)|Tailscale|ZeroTier|NordLynx|WireGuard|Wintun|Hamachi|AnyConnect|Sangfor|sing-box|VPN/i

// Mobile data and dial-up: the line to the provider.
const modemNames = /^(ww|rmnet)|Cellular|Mobil|手机网络|蜂窝|宽带连接/i

const isHotspotAddress = withinAny('192.168.137.1/32', '172.20.10.0/28', '10.42.0.1/32')
const isMacSharingAddress = withinAny('192.168.2.1/32')

/** The addresses that Windows, iPhones, NetworkManager and macOS use when a computer or phone is the access point. */
export function isHotspot({ address, interfaceName }: Candidate): boolean {
  return isHotspotAddress(address) || (isMacSharingAddress(address) && interfaceName.startsWith('bridge'))
}

export function looksVirtual({ interfaceName }: Candidate): boolean {
  return switchNames.test(interfaceName) || tunnelNames.test(interfaceName)
}

/** A line to another place: a tunnel or a modem. A default route over it says nothing about the room. */
export function leadsAway({ interfaceName }: Candidate): boolean {
  return tunnelNames.test(interfaceName) || modemNames.test(interfaceName)
}

export function looksPhysical(candidate: Candidate): boolean {
  const { interfaceName } = candidate
  const named = wirelessNames.test(interfaceName) || cableNames.test(interfaceName) || macNames.test(interfaceName)
  return named && !looksVirtual(candidate)
}

/** For a label in words. `other` where the name does not tell, rather than a guess. */
export function mediumOf(candidate: Candidate): NetworkAddress['medium'] {
  const { address, interfaceName } = candidate
  if (isLoopback(address)) return 'loopback'
  if (isHotspot(candidate)) return 'hotspot'
  if (looksVirtual(candidate)) return 'virtual'
  // On laptops, which is what hosts bring, `en0` is the Wi-Fi; further `enN` may be anything.
  if (wirelessNames.test(interfaceName) || interfaceName === 'en0') return 'wifi'
  return cableNames.test(interfaceName) ? 'cable' : 'other'
}
