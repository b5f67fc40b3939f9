import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hostOrigin } from '../../src/main/origin.ts'
import { applyPolicy } from '../../src/main/policy.ts'
import { FakeWindow, resetElectron } from '../support/electron.ts'
import { repository } from '../support/houseCopy.ts'

/**
 * What Electron's security checklist asks of every program, where the real Electron is not needed to see it. The rest
 * of the list, with a window that is watched, is in program.test.ts and preload.test.ts.
 */

const textOf = (path: string): string => readFileSync(join(repository, path), 'utf8')
const sources = ['src/main', 'src/preload'].flatMap((folder) =>
  readdirSync(join(repository, folder))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name: `${folder}/${name}`, text: textOf(`${folder}/${name}`) })),
)
const mentioning = (pattern: RegExp): string[] =>
  sources.flatMap(({ name, text }) => (pattern.test(text) ? [name] : []))

describe('the sources of the shell', () => {
  test('make windows, take messages and talk to pages in one place each', () => {
    expect(mentioning(/new (BrowserWindow|WebContentsView|BrowserView|BaseWindow|Tray)\b/)).toEqual([
      'src/main/windows.ts',
    ])
    expect(mentioning(/\bipcMain\./)).toEqual(['src/main/bridge.ts'])
    expect(mentioning(/\bipcRenderer\./)).toEqual(['src/preload/index.ts'])
    expect(mentioning(/\bcontextBridge\./)).toEqual(['src/preload/index.ts'])
  })

  test('load nothing from files, and hand nothing to the system to open', () => {
    expect(mentioning(/file:|loadFile|protocol\.|registerScheme/)).toEqual([])
    // What there is not needs no list of what it may open.
    expect(mentioning(/\bshell\b|openExternal|openPath|showItemInFolder/)).toEqual([])
  })

  test('switch off nothing that protects', () => {
    const weaker =
      /no-sandbox|appendSwitch|ignore-certificate|certificate-error|disable-web-security|experimentalFeatures|enableBlinkFeatures|sandbox: false|webSecurity: false|contextIsolation: false|nodeIntegration\w*: true|webviewTag: true|allowRunningInsecureContent: true|remote-debugging/
    expect(mentioning(weaker)).toEqual([])
    for (const file of ['package.json', 'electron-builder.yml', 'src/headless/launch.ts']) {
      expect([file, weaker.test(textOf(file))]).toEqual([file, false])
    }
  })
})

test('the program as it is shipped has its fuses set: it is no Node, takes no debugger, and runs nothing but itself', () => {
  const [, block = ''] = /^electronFuses:\n((?: {2}.+\n)+)/m.exec(textOf('electron-builder.yml')) ?? []
  const fuses = Object.fromEntries(
    block
      .trim()
      .split('\n')
      .map((line) => line.trim().split(': ')),
  )
  expect(fuses).toEqual({
    runAsNode: 'false',
    enableCookieEncryption: 'true',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true',
    onlyLoadAppFromAsar: 'true',
    loadBrowserProcessSpecificV8Snapshot: 'false',
    grantFileProtocolExtraPrivileges: 'false',
  })
  expect(textOf('electron-builder.yml')).toMatch(/^asar: true$/m)
})

describe('any address at all', () => {
  const origin = hostOrigin('http://127.0.0.1:8090/#secret')
  /** Addresses that look like ours, and all that they are not. */
  const address = fc.oneof(
    fc.webUrl({ withFragments: true, withQueryParameters: true }),
    fc.string(),
    fc
      .tuple(
        fc.constantFrom('http', 'https', 'HTTP', 'file', 'javascript', 'data', 'blob:http', 'app', 'chrome', 'ftp', ''),
        fc.constantFrom(':', '://', ':\\\\', ':/', ''),
        fc.constantFrom('', 'user@', 'user:pass@', '127.0.0.1:8090@', 'evil.example/'),
        fc.constantFrom(
          '127.0.0.1',
          '127.1',
          '2130706433',
          '0x7f.1',
          'localhost',
          '127.0.0.1.evil.example',
          '[::1]',
          '',
        ),
        fc.constantFrom(':8090', ':80900', ':8091', ':08090', '', ':'),
        fc.constantFrom(
          '/',
          '',
          '/stage',
          '/host/minutes/x',
          '/tickets/x',
          '\\@evil.example',
          '?/host/minutes/',
          '#/stage',
          '/\u0000',
        ),
      )
      .map((parts) => parts.join('')),
  )

  test('is ours only if a browser would show it as http://127.0.0.1:8090 and nothing before it', () => {
    fc.assert(
      fc.property(address, (url) => {
        if (!origin.owns(url)) return
        const { origin: shown, username, password } = new URL(url)
        expect([shown, username, password]).toEqual(['http://127.0.0.1:8090', '', ''])
      }),
      { numRuns: 2000 },
    )
  })

  test('opens no window but the stage and what is printed, and is gone to only if it is ours', () => {
    resetElectron()
    const opened: string[] = []
    applyPolicy(origin, { stage: () => void opened.push('stage'), paper: (url) => void opened.push(url) })
    const { webContents } = new FakeWindow({})
    fc.assert(
      fc.property(address, (url) => {
        opened.length = 0
        expect(webContents.openHandler?.({ url } as never)).toEqual({ action: 'deny' })
        for (const what of opened) {
          if (what !== 'stage')
            expect(new URL(what).href).toMatch(/^http:\/\/127\.0\.0\.1:8090\/(host\/minutes|tickets)\//)
          else expect(new URL(url).href).toBe('http://127.0.0.1:8090/stage')
        }
        for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const) {
          expect(webContents.navigates(event, url)).toBe(origin.owns(url))
        }
      }),
      { numRuns: 2000 },
    )
  })
})
