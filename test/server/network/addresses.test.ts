import { expect, test } from 'vitest'
import { isPrivateAddress, normaliseAddress, sourceOf, withinAny } from '../../../src/server/network/addresses.ts'

test.each([
  ['192.168.1.5', '192.168.1.5'],
  ['::ffff:192.168.1.5', '192.168.1.5'],
  ['::FFFF:10.0.0.1', '10.0.0.1'],
  ['FE80::1%eth0', 'fe80::1'],
  ['::ffff:999.1.1.1', '::ffff:999.1.1.1'],
  ['::1', '::1'],
])('%s is spelled %s', (given, spelled) => {
  expect(normaliseAddress(given)).toBe(spelled)
})

test.each([
  ['10.0.0.1', true],
  ['10.255.255.255', true],
  ['11.0.0.1', false],
  ['172.15.255.255', false],
  ['172.16.0.1', true],
  ['172.31.255.255', true],
  ['172.32.0.1', false],
  ['192.168.0.1', true],
  ['192.169.0.1', false],
  ['127.0.0.2', true],
  ['169.254.1.1', true],
  ['100.63.255.255', false],
  ['100.64.0.1', true],
  ['100.127.255.255', true],
  ['100.128.0.0', false],
  ['8.8.8.8', false],
  ['0.0.0.0', false],
  ['::1', true],
  ['fd12:3456::1', true],
  ['fe80::1%wlan0', true],
  ['2001:db8::1', false],
  ['::ffff:192.168.1.5', true],
  ['::ffff:8.8.8.8', false],
  ['192.168.1.5.evil.example', false],
  ['', false],
])('is %s private: %s', (address, isPrivate) => {
  expect(isPrivateAddress(address)).toBe(isPrivate)
})

test('a range of one family never holds the other', () => {
  expect(withinAny('0.0.0.0/0')('fe80::1')).toBe(false)
  expect(withinAny('fc00::/7')('10.0.0.1')).toBe(false)
})

test.each([
  ['192.168.1.5', '192.168.1.5'],
  ['::ffff:192.168.1.5', '192.168.1.5'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
  ['2001:db8:0001:0002::9', '2001:db8:1:2::/64'],
  ['2001:db8::9', '2001:db8:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['::', '0:0:0:0::/64'],
  [undefined, ''],
])('%s is counted as %s', (address, source) => {
  expect(sourceOf(address)).toBe(source)
})
