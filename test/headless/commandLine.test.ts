import { describe, expect, test } from 'vitest'
import { helpText, readCommandLine } from '../../src/headless/commandLine.ts'
import { hasDisplay } from '../../src/headless/display.ts'
import { terminalLanguages, terminalWords } from '../../src/headless/words.ts'

const t = terminalWords({ LANG: 'en_GB.UTF-8' })
const read = (...args: string[]): ReturnType<typeof readCommandLine> => readCommandLine(args, '/data', t)

describe('the command line', () => {
  test('has sensible values for everything', () => {
    expect(read()).toEqual({
      wish: 'start',
      options: { port: 8080, hostPort: 8090, dataDir: '/data', address: null, json: false, openBrowser: true },
    })
  })

  test('takes every flag', () => {
    const line = read('--port', '0', '--host-port=65535', '--data', '/votes', '--address', '10.0.0.5', '--no-open')
    expect(line).toEqual({
      wish: 'start',
      options: { port: 0, hostPort: 65535, dataDir: '/votes', address: '10.0.0.5', json: false, openBrowser: false },
    })
  })

  test('opens nothing for scripts', () => {
    expect(read('--json')).toMatchObject({ options: { json: true, openBrowser: false } })
  })

  test.each([
    ['--prot', '1'],
    ['votes.db'],
    ['--port'],
    ['--port', ''],
    ['--port', '-1'],
    ['--port', '65536'],
    ['--port', '8e3'],
    ['--port', '80.5'],
    ['--host-port', 'http'],
    ['--data', ''],
    ['--data', ' '],
    ['--address', ''],
    ['--address', 'laptop.local'],
    ['--address', '192.168.1'],
    ['--address', '192.168.1.5:8080'],
    ['--address', 'http://192.168.1.5'],
    ['--address', 'fe80::1%eth0'],
    ['--json=yes'],
  ])('refuses %s %s', (...args) => {
    expect(read(...args)).toMatchObject({ wish: 'refused', reason: expect.stringMatching(/\S/) as string })
  })

  test('takes an address of either kind', () => {
    for (const address of ['192.168.1.5', 'fd00::5']) {
      expect(read('--address', address)).toMatchObject({ wish: 'start', options: { address } })
    }
  })

  test('explains every flag that it takes, in both languages', () => {
    for (const LANG of ['en_US.UTF-8', 'zh_CN.UTF-8']) {
      const help = helpText('/data', terminalWords({ LANG }))
      for (const flag of [
        '--port',
        '--host-port',
        '--data',
        '--address',
        '--json',
        '--no-open',
        '--help',
        '--version',
      ]) {
        expect(help).toContain(flag)
      }
      expect(help).toContain('/data')
      expect(help).not.toMatch(/\{\w+\}/)
    }
    expect(read('--help', '--port', '1')).toEqual({ wish: 'help' })
    expect(read('-v')).toEqual({ wish: 'version' })
  })
})

test.each([
  [{ LANG: 'zh_CN.UTF-8' }, 'zh-CN'],
  [{ LANG: 'zh_TW' }, 'zh-TW'],
  [{ LC_ALL: 'en_US.UTF-8', LANG: 'zh_CN.UTF-8' }, 'en-US'],
  [{ LC_ALL: '', LC_MESSAGES: 'zh_CN', LANG: 'en_US' }, 'zh-CN'],
  [{ LANG: 'C' }, 'C'],
  [{ LANG: 'de_DE@euro' }, 'de-DE'],
])('%o is the language %s', (env, language) => {
  expect(terminalLanguages(env)).toEqual([language])
})

test('a window needs a display, which only Linux may lack', () => {
  expect(hasDisplay('linux', {})).toBe(false)
  expect(hasDisplay('linux', { DISPLAY: '' })).toBe(false)
  expect(hasDisplay('linux', { DISPLAY: ':0' })).toBe(true)
  expect(hasDisplay('linux', { WAYLAND_DISPLAY: 'wayland-0' })).toBe(true)
  expect(hasDisplay('win32', {})).toBe(true)
  expect(hasDisplay('darwin', {})).toBe(true)
})
