import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type * as server from '../../src/server/index.ts'
import { bridgeChannels } from '../../src/contract/desktop.ts'
import { runDesktop } from '../../src/main/program.ts'
import { DataFolderProblem, type RunningServer, type ServerOptions } from '../../src/server/index.ts'
import { stubPages } from '../server/room.ts'
import { electron, emitApp, FakeContents, invokeFrom, resetElectron, type FakeWindow } from '../support/electron.ts'

/** The real server, with pages that need no build; what it was started with and whether it is closed can be seen. */
const servers: { running: RunningServer; options: ServerOptions; closed: boolean }[] = []
let failure: Error | null = null

vi.mock('../../src/server/index.ts', async (importReal) => {
  const real = await importReal<typeof server>()
  return {
    ...real,
    memoryPages: async () => stubPages,
    startServer: async (options: ServerOptions) => {
      if (failure !== null) throw failure
      const running = await real.startServer(options)
      const entry = { running, options, closed: false }
      servers.push(entry)
      const close = running.close.bind(running)
      running.close = async () => {
        await close()
        entry.closed = true
      }
      return running
    },
  }
})

let dataDir: string
let args: string[]

beforeEach(() => {
  resetElectron()
  failure = null
  servers.length = 0
  dataDir = mkdtempSync(join(tmpdir(), 'show-of-hands-main-'))
  args = ['--data', dataDir, '--port', '0', '--host-port', '0', '--address', '127.0.0.1', '--a-flag-of-electron']
})

afterEach(async () => {
  for (const { running } of servers) await running.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function started(): Promise<{ server: RunningServer; console: FakeWindow }> {
  electron.ready()
  await runDesktop(args)
  const [server, console] = [servers[0]?.running, electron.windows[0]]
  if (server === undefined || console === undefined) throw new Error('nothing was started')
  return { server, console }
}

const pageOf = (server: RunningServer, path = '/'): string => new URL(path, server.hostUrl).href

describe('starting', () => {
  test('shows the console, signed in, and keeps the data where it was told', async () => {
    const { server, console } = await started()
    expect(console.loaded).toEqual([server.hostUrl])
    expect(server.dataDir).toBe(dataDir)
  })

  test('every window is confined to the sandbox, from before the first one', async () => {
    const { console } = await started()
    expect(electron.calls.indexOf('enableSandbox')).toBeLessThan(electron.calls.indexOf('ready'))
    await invokeFrom({ url: console.loaded[0] ?? '', parent: null }, bridgeChannels.openStage)
    expect(electron.windows).toHaveLength(2)
    for (const { options } of electron.windows) {
      expect(options.webPreferences).toEqual({
        preload: expect.stringMatching(/preload[\\/]index\.cjs$/) as string,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        webviewTag: false,
      })
    }
  })

  test('a second start brings the first window forward and opens no second room', async () => {
    const { console } = await started()
    emitApp('second-instance')
    expect(console.focused).toBe(1)
    expect(electron.windows).toHaveLength(1)

    electron.isFirstInstance = false
    await runDesktop(args)
    expect(electron.calls).toContain('quit')
    expect(servers).toHaveLength(1)
  })

  test('says why when the room cannot be opened, and ends', async () => {
    failure = new Error('the disk is on strike')
    electron.ready()
    await runDesktop(args)
    expect(electron.errorBox?.content).toContain('the disk is on strike')
    expect(electron.exitCode).toBe(1)
    expect(electron.windows).toEqual([])
  })

  test('says in a plain sentence that another one runs with the folder', async () => {
    failure = new DataFolderProblem('inUse', dataDir)
    electron.ready()
    await runDesktop(args)
    expect(electron.errorBox?.content).toContain(`already running with the folder ${dataDir}`)
    expect(electron.exitCode).toBe(1)
  })

  test('refuses an address that is none, before anything is opened', async () => {
    electron.ready()
    await runDesktop([...args, '--address', 'laptop.local'])
    expect(electron.errorBox?.content).toContain('--address takes an IP address')
    expect(electron.exitCode).toBe(2)
    expect(servers).toEqual([])
  })
})

describe('the stage', () => {
  test('fills the second display, and is one window however often it is asked for', async () => {
    electron.displays.push({ id: 2, bounds: { x: 1440, y: 0, width: 1920, height: 1080 } })
    const { server } = await started()
    const frame = { url: pageOf(server), parent: null }
    await invokeFrom(frame, bridgeChannels.openStage)
    await invokeFrom(frame, bridgeChannels.openStage)
    const [, stage, ...more] = electron.windows
    expect(more).toEqual([])
    expect(stage?.loaded).toEqual([pageOf(server, '/stage')])
    expect(stage?.options).toMatchObject({ x: 1440, y: 0, width: 1920, height: 1080, fullscreen: true })
    expect(stage?.focused).toBe(1)
  })

  test('is a window like any other where there is one display, and comes back after it was closed', async () => {
    const { server } = await started()
    const frame = { url: pageOf(server), parent: null }
    await invokeFrom(frame, bridgeChannels.openStage)
    expect(electron.windows[1]?.options.fullscreen).toBeUndefined()
    electron.windows[1]?.close()
    await invokeFrom(frame, bridgeChannels.openStage)
    expect(electron.windows).toHaveLength(3)
  })

  test('a page that asks for it as a new window gets the same one', async () => {
    const { server, console } = await started()
    const open = console.webContents.openHandler
    expect(open?.({ url: pageOf(server, '/stage') } as never)).toEqual({ action: 'deny' })
    expect(electron.windows).toHaveLength(2)
  })
})

describe('the bridge', () => {
  test('answers the pages of the host', async () => {
    const { server } = await started()
    const about = await invokeFrom({ url: pageOf(server, '/meetings/1'), parent: null }, bridgeChannels.about)
    expect(about).toEqual({ version: '1.2.3', dataDir })
  })

  test.each([
    ['a frame that is gone', () => null],
    ['a frame within a page', (server: RunningServer) => ({ url: pageOf(server), parent: {} })],
    ['another site', () => ({ url: 'http://evil.example/', parent: null })],
    ['another port', () => ({ url: 'http://127.0.0.1:1/', parent: null })],
    ['another scheme', (server: RunningServer) => ({ url: pageOf(server).replace('http', 'https'), parent: null })],
    ['a name in front', (server: RunningServer) => ({ url: pageOf(server).replace('//', '//host@'), parent: null })],
    ['no address', () => ({ url: '', parent: null })],
  ])('refuses %s', async (_name, frameOf) => {
    const { server } = await started()
    for (const channel of Object.values(bridgeChannels)) {
      await expect(invokeFrom(frameOf(server), channel)).rejects.toThrow('refused')
    }
    expect(electron.windows).toHaveLength(1)
  })
})

describe('the policy', () => {
  const navigations = ['will-navigate', 'will-redirect', 'will-frame-navigate'] as const

  test('pages stay with the host', async () => {
    const { server, console } = await started()
    for (const event of navigations) {
      expect(console.webContents.navigates(event, pageOf(server, '/settings'))).toBe(true)
      for (const url of [
        'https://evil.example/',
        'file:///etc/passwd',
        server.joinUrl,
        'javascript:alert(1)',
        'about:blank',
      ]) {
        expect(console.webContents.navigates(event, url), `${event} ${url}`).toBe(false)
      }
    }
    expect(console.webContents.navigates('will-attach-webview', pageOf(server))).toBe(false)
    const open = (url: string) => console.webContents.openHandler?.({ url } as never)
    for (const url of ['https://evil.example/', 'https://evil.example/host/minutes/m1', pageOf(server, '/settings')]) {
      expect(open(url)).toEqual({ action: 'deny' })
    }
    expect(electron.windows).toHaveLength(1)
  })

  test.each([
    ['minutes', '/host/minutes/m1?lang=en'],
    ['tickets', '/tickets/s1'],
  ])('%s open in a window as locked as the others', async (_what, path) => {
    const { server, console } = await started()
    const url = pageOf(server, path)
    expect(console.webContents.openHandler?.({ url } as never)).toEqual({ action: 'deny' })
    expect(electron.windows).toHaveLength(2)
    const paper = electron.windows[1]
    expect(paper?.loaded).toEqual([url])
    expect(paper?.options.webPreferences).toEqual(console.options.webPreferences)
  })

  test('nothing is permitted but filling the screen and copying a picture, and that to the host alone', async () => {
    const { server } = await started()
    const ask = (permission: string, requestingUrl: string, contentsUrl = requestingUrl): boolean => {
      const contents = new FakeContents()
      contents.url = contentsUrl
      let allowed = true
      electron.permissionRequest?.(contents as never, permission as never, (answer) => (allowed = answer), {
        requestingUrl,
      } as never)
      const checked = electron.permissionCheck?.(null, permission as never, requestingUrl, {} as never) ?? null
      if (contentsUrl === requestingUrl) expect(checked).toBe(allowed)
      return allowed
    }
    const all = [
      'media',
      'geolocation',
      'notifications',
      'midiSysex',
      'pointerLock',
      'openExternal',
      'clipboard-read',
      'display-capture',
      'hid',
      'serial',
      'usb',
      'unknown',
    ]
    for (const permission of all) expect(ask(permission, pageOf(server)), permission).toBe(false)
    expect(ask('fullscreen', pageOf(server, '/stage'))).toBe(true)
    expect(ask('clipboard-sanitized-write', pageOf(server))).toBe(true)
    expect(ask('clipboard-sanitized-write', 'https://evil.example/')).toBe(false)
    expect(ask('fullscreen', 'https://evil.example/')).toBe(false)
    expect(ask('fullscreen', pageOf(server), 'https://evil.example/')).toBe(false)
    expect(electron.devicePermission?.({} as never)).toBe(false)
  })
})

describe('ending', () => {
  test('quitting waits until the room is closed', async () => {
    await started()
    expect(emitApp('will-quit')).toBe(true)
    await vi.waitFor(() => expect(electron.calls).toContain('gone'))
    expect(servers[0]?.closed).toBe(true)
  })

  test('closing the console ends the program, stage and all', async () => {
    const { console } = await started()
    console.close()
    await vi.waitFor(() => expect(electron.calls).toContain('gone'))
    expect(servers[0]?.closed).toBe(true)
  })

  test('a page that crashed is loaded again', async () => {
    const { console } = await started()
    console.webContents.emit('render-process-gone', {}, { reason: 'crashed' })
    expect(console.loaded).toHaveLength(2)
    console.webContents.emit('render-process-gone', {}, { reason: 'clean-exit' })
    expect(console.loaded).toHaveLength(2)
  })
})

test('the menu has the roles that text fields need', async () => {
  await started()
  expect(electron.menu.map(({ role }) => role)).toContain('editMenu')
})
