import { describe, expect, test } from 'vitest'
import type { Candidate } from '../../../src/server/network/interfaces.ts'
import { isHotspot, leadsAway, looksPhysical, looksVirtual, mediumOf } from '../../../src/server/network/lines.ts'

const named = (interfaceName: string, address = '10.0.0.5'): Candidate => ({
  address,
  interfaceName,
  prefixLength: 24,
  mac: '3c:22:fb:4a:10:9e',
})

const wireless = ['wlan0', 'wlp3s0', 'wlx00c0ca', 'Wi-Fi', 'Wi-Fi 2', 'WiFi', 'WLAN', 'WLAN 3', '无线网络连接 2']
const cables = [
  'eth0',
  'eth0.10',
  'eno1',
  'ens33',
  'enp0s31f6',
  'enx00e04c',
  'end0',
  'Ethernet',
  'Ethernet 3',
  '以太网',
  '以太网 4',
]
const switches = [
  ...['docker0', 'docker_gwbridge', 'br-5f2c7e1a90bd', 'veth12ab', 'virbr0', 'vmnet8', 'vboxnet0', 'vnet3', 'lxcbr0'],
  ...[
    'lxdbr0',
    'incusbr0',
    'podman0',
    'cni0',
    'cali1a2b',
    'flannel.1',
    'bridge0',
    'bridge101',
    'awdl0',
    'llw0',
    'anpi1',
  ],
  ...[
    'VirtualBox Host-Only Network',
    'VMware Network Adapter VMnet1',
    'vEthernet (WSL)',
    'vEthernet (Default Switch)',
    'Npcap Loopback Adapter',
  ],
  ...['以太网 (Hyper-V)', 'WSL core'],
]
const tunnels = [
  ...['utun4', 'tun0', 'tap0', 'wg0', 'zt3jn', 'ppp0', 'ipsec0', 'feth1', 'gpd0', 'cscotun0', 'nebula1', 'nordlynx'],
  ...[
    'proton0',
    'tailscale0',
    'Tailscale',
    'ZeroTier One [93af]',
    'Radmin VPN',
    'NordLynx',
    'WireGuard Tunnel',
    'Hamachi',
  ],
  ...['OpenVPN TAP-Windows6', 'OpenVPN Wintun', 'Cisco AnyConnect Virtual Miniport', 'Sangfor aTrust', 'Meta', 'Clash'],
  ...['Mihomo', 'sing-box', 'my wintun adapter'],
]
const modems = [
  'wwan0',
  'wwp0s20u4',
  'rmnet0',
  'Cellular',
  'Cellular 2',
  'Mobilfunk',
  'Mobile Broadband',
  '手机网络',
  '蜂窝网络',
  '宽带连接',
]
const unknown = ['br0', 'bond0', 'bridge100', 'usb0', '本地连接* 10', 'Local Area Connection* 2', 'Team', 'Untitled']

describe('what a name means', () => {
  test.each(wireless)('%s: Wi-Fi', (name) => {
    expect(mediumOf(named(name))).toBe('wifi')
    expect([looksPhysical(named(name)), looksVirtual(named(name)), leadsAway(named(name))]).toEqual([
      true,
      false,
      false,
    ])
  })

  test.each(cables)('%s: a cable', (name) => {
    expect(mediumOf(named(name))).toBe('cable')
    expect([looksPhysical(named(name)), looksVirtual(named(name)), leadsAway(named(name))]).toEqual([
      true,
      false,
      false,
    ])
  })

  test.each(switches)('%s: a network inside this computer', (name) => {
    expect(mediumOf(named(name))).toBe('virtual')
    expect([looksPhysical(named(name)), looksVirtual(named(name)), leadsAway(named(name))]).toEqual([
      false,
      true,
      false,
    ])
  })

  test.each(tunnels)('%s: a tunnel', (name) => {
    expect(mediumOf(named(name))).toBe('virtual')
    expect([looksPhysical(named(name)), looksVirtual(named(name)), leadsAway(named(name))]).toEqual([false, true, true])
  })

  test.each(modems)('%s: a modem', (name) => {
    expect(mediumOf(named(name))).toBe('other')
    expect([looksPhysical(named(name)), looksVirtual(named(name)), leadsAway(named(name))]).toEqual([
      false,
      false,
      true,
    ])
  })

  test.each(unknown)('%s: nothing is claimed', (name) => {
    expect(mediumOf(named(name))).toBe('other')
    expect([looksPhysical(named(name)), looksVirtual(named(name)), leadsAway(named(name))]).toEqual([
      false,
      false,
      false,
    ])
  })

  test('macOS names: the first is the Wi-Fi of a laptop, the others may be anything real', () => {
    expect([mediumOf(named('en0')), mediumOf(named('en7'))]).toEqual(['wifi', 'other'])
    expect([looksPhysical(named('en0')), looksPhysical(named('en7'))]).toEqual([true, true])
  })
})

describe('what an address means', () => {
  test.each([
    ['192.168.137.1', '本地连接* 10', true],
    ['192.168.137.2', 'Wi-Fi', false],
    ['172.20.10.2', 'en0', true],
    ['172.20.10.16', 'en0', false],
    ['10.42.0.1', 'wlp2s0', true],
    ['10.42.0.17', 'wlp2s0', false],
    ['192.168.2.1', 'bridge100', true],
    ['192.168.2.1', 'eth0', false],
    ['192.168.64.1', 'bridge100', false],
  ])('%s on %s is a hotspot: %s', (address, name, hotspot) => {
    expect(isHotspot(named(name, address))).toBe(hotspot)
    expect(mediumOf(named(name, address)) === 'hotspot').toBe(hotspot)
  })

  test('loopback is loopback by any name', () => {
    expect(mediumOf(named('eth0', '127.0.0.1'))).toBe('loopback')
  })
})
