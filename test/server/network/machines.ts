import type { NetworkInterfaceInfo } from 'node:os'
import type { NetworkAddress } from '../../../src/contract/views.ts'

/** One computer in a meeting room, as `os.networkInterfaces()` reported such machines. */
export interface Machine {
  readonly name: string
  readonly interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>
  readonly defaultRoute: string | null
  /** The address that belongs into the QR code. */
  readonly best: string
  readonly medium: NetworkAddress['medium']
  /** All addresses, best first, where the order of the rest matters too. */
  readonly order?: readonly string[]
}

const realMac = '3c:22:fb:4a:10:9e'

/** `v4('192.168.1.5/24')` as Node reports it. */
export function v4(cidr: string, mac = realMac): NetworkInterfaceInfo {
  const [address = '', prefix = ''] = cidr.split('/')
  const bits = '1'.repeat(Number(prefix)).padEnd(32, '0')
  const netmask = [0, 8, 16, 24].map((at) => parseInt(bits.slice(at, at + 8), 2)).join('.')
  return { address, netmask, family: 'IPv4', mac, internal: address.startsWith('127.'), cidr }
}

export function v6(cidr: string, mac = realMac): NetworkInterfaceInfo {
  const [address = ''] = cidr.split('/')
  return { address, netmask: 'ffff::', family: 'IPv6', mac, internal: address === '::1', cidr, scopeid: 0 }
}

const noMac = '00:00:00:00:00:00'
const hyperV = '00:15:5d:3f:a1:00'
const virtualBoxHost = '0a:00:27:00:00:11'
const vmware = '00:50:56:c0:00:08'
const docker = '02:42:9d:1c:44:0a'
const tapDriver = '00:ff:5b:0e:33:21'

const lo = [v4('127.0.0.1/8', noMac), v6('::1/128', noMac)]
const windowsLoopback = { 'Loopback Pseudo-Interface 1': [v6('::1/128', noMac), v4('127.0.0.1/8', noMac)] }

export const machines: readonly Machine[] = [
  {
    name: 'Windows in Chinese: WLAN, Hyper-V, WSL and a VPN that takes the default route',
    interfaces: {
      'vEthernet (Default Switch)': [v4('172.27.176.1/20', hyperV)],
      'vEthernet (WSL (Hyper-V firewall))': [v4('172.19.32.1/20', hyperV)],
      'Sangfor SSL VPN CS Support System VNIC': [v4('10.8.0.6/30', tapDriver)],
      WLAN: [v6('fe80::1c2d:1/64'), v4('192.168.31.57/24')],
      ...windowsLoopback,
    },
    defaultRoute: '10.8.0.6',
    best: '192.168.31.57',
    medium: 'wifi',
    order: ['192.168.31.57', '172.27.176.1', '172.19.32.1', '10.8.0.6'],
  },
  {
    name: 'Windows in Chinese: cable 以太网 with VirtualBox and VMware',
    interfaces: {
      'VirtualBox Host-Only Network': [v4('192.168.56.1/24', virtualBoxHost)],
      'VMware Network Adapter VMnet1': [v4('192.168.179.1/24', vmware)],
      'VMware Network Adapter VMnet8': [v4('192.168.10.1/24', vmware)],
      以太网: [v4('192.168.1.23/24')],
      ...windowsLoopback,
    },
    defaultRoute: '192.168.1.23',
    best: '192.168.1.23',
    medium: 'cable',
  },
  {
    name: 'Windows 7 names in Chinese: 无线网络连接 without internet, VMware installed first',
    interfaces: {
      'VMware Network Adapter VMnet8': [v4('192.168.10.1/24', vmware)],
      无线网络连接: [v4('192.168.0.104/24')],
    },
    defaultRoute: null,
    best: '192.168.0.104',
    medium: 'wifi',
  },
  {
    name: 'Windows: a VPN whose TAP adapter is called 以太网 2 like a real card',
    interfaces: { '以太网 2': [v4('10.20.30.40/24', tapDriver)], WLAN: [v4('10.1.4.77/16')] },
    defaultRoute: '10.1.4.77',
    best: '10.1.4.77',
    medium: 'wifi',
  },
  {
    name: 'Windows: the same TAP adapter in a room without a default route',
    interfaces: { '以太网 2': [v4('10.20.30.40/24', tapDriver)], WLAN: [v4('10.1.4.77/16')] },
    defaultRoute: null,
    best: '10.1.4.77',
    medium: 'wifi',
  },
  {
    name: 'Windows: external Hyper-V switch, which carries the real line',
    interfaces: {
      'vEthernet (Default Switch)': [v4('172.28.16.1/20', hyperV)],
      'vEthernet (External)': [v4('192.168.1.40/24')],
    },
    defaultRoute: '192.168.1.40',
    best: '192.168.1.40',
    medium: 'virtual',
  },
  {
    name: 'Windows: Mobile Hotspot on, nothing else connected',
    interfaces: {
      'vEthernet (WSL)': [v4('172.22.0.1/20', hyperV)],
      '本地连接* 10': [v4('192.168.137.1/24', '3e:22:fb:4a:10:9e')],
    },
    defaultRoute: null,
    best: '192.168.137.1',
    medium: 'hotspot',
  },
  {
    name: 'Windows: Clash in TUN mode with a fake-IP address on the default route',
    interfaces: { Meta: [v4('198.18.0.1/30', noMac)], WLAN: [v4('192.168.3.18/24')] },
    defaultRoute: '198.18.0.1',
    best: '192.168.3.18',
    medium: 'wifi',
  },
  {
    name: 'Windows: Radmin VPN and Hamachi listed before Ethernet',
    interfaces: {
      'Radmin VPN': [v4('26.14.201.9/8', '02:50:4f:0e:c9:09')],
      Hamachi: [v4('25.5.6.7/8', '7a:79:19:05:06:07')],
      Ethernet: [v4('192.168.178.31/24')],
    },
    defaultRoute: '192.168.178.31',
    best: '192.168.178.31',
    medium: 'cable',
  },
  {
    name: 'Windows: built-in mobile data beside a room Wi-Fi without internet',
    interfaces: { Cellular: [v4('10.134.7.2/29')], 'Wi-Fi': [v4('192.168.8.102/24')] },
    defaultRoute: '10.134.7.2',
    best: '192.168.8.102',
    medium: 'wifi',
  },
  {
    name: 'Windows: cable unplugged from DHCP (169.254) beside a working Wi-Fi',
    interfaces: { Ethernet: [v4('169.254.33.8/16')], 'Wi-Fi': [v4('192.168.0.12/24')] },
    defaultRoute: '192.168.0.12',
    best: '192.168.0.12',
    medium: 'wifi',
    order: ['192.168.0.12', '169.254.33.8'],
  },
  {
    name: 'Windows: Tailscale only beside a Wi-Fi that has no internet',
    interfaces: { Tailscale: [v4('100.101.7.3/32', noMac)], 'Wi-Fi': [v4('172.16.4.9/22')] },
    defaultRoute: null,
    best: '172.16.4.9',
    medium: 'wifi',
  },
  {
    name: 'macOS: Wi-Fi with AWDL, iCloud tunnels and an idle Thunderbolt bridge',
    interfaces: {
      lo0: lo,
      anpi0: [v6('fe80::1/64')],
      en0: [v6('fe80::8/64'), v4('192.168.1.5/24')],
      awdl0: [v6('fe80::a/64')],
      llw0: [v6('fe80::b/64')],
      utun0: [v6('fe80::c/64', noMac)],
      bridge0: [v4('169.254.80.1/16')],
    },
    defaultRoute: '192.168.1.5',
    best: '192.168.1.5',
    medium: 'wifi',
  },
  {
    name: 'macOS: full-tunnel VPN on utun4',
    interfaces: { lo0: lo, utun4: [v4('10.255.0.9/32', noMac)], en0: [v4('10.0.1.17/24')] },
    defaultRoute: '10.255.0.9',
    best: '10.0.1.17',
    medium: 'wifi',
  },
  {
    name: 'macOS: Internet Sharing on, nothing else connected',
    interfaces: {
      lo0: lo,
      bridge100: [v4('192.168.2.1/24', 'be:d0:74:00:00:64')],
      utun3: [v4('100.64.2.2/32', noMac)],
    },
    defaultRoute: null,
    best: '192.168.2.1',
    medium: 'hotspot',
  },
  {
    name: 'macOS: virtual machines share bridge100 while Wi-Fi is on',
    interfaces: { lo0: lo, bridge100: [v4('192.168.64.1/24', 'be:d0:74:00:00:64')], en0: [v4('10.10.3.4/20')] },
    defaultRoute: '10.10.3.4',
    best: '10.10.3.4',
    medium: 'wifi',
  },
  {
    name: 'macOS: Parallels and VMware Fusion beside a USB-C cable',
    interfaces: {
      lo0: lo,
      bridge101: [v4('10.211.55.2/24', 'be:d0:74:00:00:65')],
      vmnet8: [v4('172.16.218.1/24', vmware)],
      en7: [v4('192.168.20.8/24')],
    },
    defaultRoute: null,
    best: '192.168.20.8',
    medium: 'other',
  },
  {
    name: 'macOS: iPhone as personal hotspot over Wi-Fi',
    interfaces: { lo0: lo, en0: [v4('172.20.10.2/28')] },
    defaultRoute: '172.20.10.2',
    best: '172.20.10.2',
    medium: 'hotspot',
  },
  {
    name: 'Linux: Docker with several bridges and veth pairs, Wi-Fi last',
    interfaces: {
      lo,
      docker0: [v4('172.17.0.1/16', docker)],
      'br-5f2c7e1a90bd': [v4('172.18.0.1/16', docker)],
      'br-77aa01be22cd': [v4('192.168.80.1/20', docker)],
      veth1b2c3d4: [v6('fe80::42/64', docker)],
      wlp3s0: [v4('192.168.178.46/24')],
    },
    defaultRoute: '192.168.178.46',
    best: '192.168.178.46',
    medium: 'wifi',
    order: ['192.168.178.46', '192.168.80.1', '172.17.0.1', '172.18.0.1'],
  },
  {
    name: 'Linux: Docker, WireGuard, Tailscale and libvirt in a room without internet',
    interfaces: {
      lo,
      docker0: [v4('172.17.0.1/16', docker)],
      virbr0: [v4('192.168.122.1/24', '52:54:00:11:22:33')],
      wg0: [v4('10.66.66.2/32', noMac)],
      tailscale0: [v4('100.90.1.2/32', noMac)],
      enp0s31f6: [v4('10.4.0.33/16')],
    },
    defaultRoute: null,
    best: '10.4.0.33',
    medium: 'cable',
  },
  {
    name: 'Linux: own access point made by NetworkManager',
    interfaces: { lo, docker0: [v4('172.17.0.1/16', docker)], wlp2s0: [v4('10.42.0.1/24')] },
    defaultRoute: null,
    best: '10.42.0.1',
    medium: 'hotspot',
  },
  {
    name: 'Linux: cable and Wi-Fi in two networks, both real: the default route decides',
    interfaces: { lo, eno1: [v4('10.3.0.8/24')], wlan0: [v4('192.168.5.8/24')] },
    defaultRoute: '10.3.0.8',
    best: '10.3.0.8',
    medium: 'cable',
  },
  {
    name: 'Linux: cable and Wi-Fi in one network without a default route: the first stays first',
    interfaces: { lo, enp5s0: [v4('192.168.1.11/24')], wlp4s0: [v4('192.168.1.12/24')] },
    defaultRoute: null,
    best: '192.168.1.11',
    medium: 'cable',
    order: ['192.168.1.11', '192.168.1.12'],
  },
  {
    name: 'Linux: LTE modem with the default route, Wi-Fi for the room',
    interfaces: { lo, wwan0: [v4('10.191.33.2/30')], wlp1s0: [v4('10.5.5.5/24')] },
    defaultRoute: '10.191.33.2',
    best: '10.5.5.5',
    medium: 'wifi',
  },
  {
    name: 'Linux: a server whose line goes through the bridge br0',
    interfaces: { lo, br0: [v4('192.168.7.2/24')], virbr0: [v4('192.168.122.1/24', '52:54:00:11:22:33')] },
    defaultRoute: '192.168.7.2',
    best: '192.168.7.2',
    medium: 'other',
  },
  {
    name: 'Linux: PPPoE over a cable that has no address of its own in this room',
    interfaces: { lo, ppp0: [v4('100.72.3.4/32', noMac)], enp3s0: [v4('192.168.0.2/24')] },
    defaultRoute: '100.72.3.4',
    best: '192.168.0.2',
    medium: 'cable',
  },
  {
    name: 'Linux: campus Wi-Fi with public addresses beside Docker',
    interfaces: { lo, docker0: [v4('172.17.0.1/16', docker)], wlp58s0: [v4('131.188.20.7/20')] },
    defaultRoute: '131.188.20.7',
    best: '131.188.20.7',
    medium: 'wifi',
  },
  {
    name: 'Linux: guest in VirtualBox with a bridged card: a virtual machine may be all there is',
    interfaces: { lo, enp0s3: [v4('192.168.1.77/24', '08:00:27:aa:bb:cc')], docker0: [v4('172.17.0.1/16', docker)] },
    defaultRoute: null,
    best: '192.168.1.77',
    medium: 'cable',
  },
  {
    name: 'Raspberry Pi: end0 and wlan0, ZeroTier listed first',
    interfaces: { lo, ztabcd1234: [v4('10.147.17.4/24', '32:0e:ab:10:20:30')], end0: [v4('10.0.0.4/24')] },
    defaultRoute: null,
    best: '10.0.0.4',
    medium: 'cable',
  },
  {
    name: 'two computers on one cable: link-local is all there is',
    interfaces: { lo, eth0: [v4('169.254.10.20/16'), v6('fe80::20/64')] },
    defaultRoute: null,
    best: '169.254.10.20',
    medium: 'cable',
  },
  {
    name: 'Tailscale alone: better than nothing',
    interfaces: { lo, tailscale0: [v4('100.90.1.2/32', noMac)] },
    defaultRoute: '100.90.1.2',
    best: '100.90.1.2',
    medium: 'virtual',
  },
  {
    name: 'flight mode: no network at all',
    interfaces: { lo },
    defaultRoute: null,
    best: '127.0.0.1',
    medium: 'loopback',
  },
  {
    name: 'IPv6 only: nothing a QR code could carry',
    interfaces: { lo, wlan0: [v6('fe80::1/64'), v6('2001:db8::5/64')] },
    defaultRoute: null,
    best: '127.0.0.1',
    medium: 'loopback',
  },
]
