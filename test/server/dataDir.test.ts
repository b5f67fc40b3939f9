import { expect, test } from 'vitest'
import { defaultDataDir } from '../../src/server/dataDir.ts'

test.each([
  ['linux', '/home/ada', {}, '/home/ada/.local/share/show-of-hands'],
  ['linux', '/home/ada', { XDG_DATA_HOME: '/data' }, '/data/show-of-hands'],
  ['linux', '/home/ada', { XDG_DATA_HOME: 'relative' }, '/home/ada/.local/share/show-of-hands'],
  ['linux', '/home/ada', { XDG_DATA_HOME: '' }, '/home/ada/.local/share/show-of-hands'],
  ['darwin', '/Users/ada', { XDG_DATA_HOME: '/data' }, '/Users/ada/Library/Application Support/show-of-hands'],
] as const)('on %s in %s with %o meetings are kept in %s', (platform, home, env, dir) => {
  expect(defaultDataDir({ platform, home, env })).toBe(dir)
})

test('on Windows meetings are kept in the roaming profile', () => {
  const env = { APPDATA: 'C:\\Users\\ada\\AppData\\Roaming' }
  expect(defaultDataDir({ platform: 'win32', home: 'C:\\Users\\ada', env })).toMatch(
    /^C:\\Users\\ada\\AppData\\Roaming[\\/]show-of-hands$/,
  )
})
