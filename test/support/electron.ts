import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

/**
 * What vitest loads in place of `electron`. It knows the few APIs that we use, typed by Electron's own types, and
 * throws on everything else, so that a test cannot pass on an API that was never thought about.
 */

/** An object that throws on members it does not have; `then` is asked for by every `await`. */
function strict<T extends object>(name: string, known: T): T {
  return new Proxy(known, {
    get(target, key, receiver): unknown {
      if (!(key in target) && typeof key === 'string' && key !== 'then')
        throw new Error(`the fake electron has no ${name}.${key}`)
      return Reflect.get(target, key, receiver)
    },
  })
}

type Method<T, K extends keyof T> = T[K]
type Handler = Parameters<Electron.IpcMain['handle']>[1]

/** What happened, and what tests can set. Reset before each test by `resetElectron`. */
export interface ElectronState {
  calls: string[]
  ready: () => void
  isFirstInstance: boolean
  exitCode: number | null
  errorBox: { title: string; content: string } | null
  windows: FakeWindow[]
  handlers: Map<string, Handler>
  permissionRequest: Parameters<Electron.Session['setPermissionRequestHandler']>[0]
  permissionCheck: Parameters<Electron.Session['setPermissionCheckHandler']>[0]
  devicePermission: Parameters<Electron.Session['setDevicePermissionHandler']>[0]
  displays: Pick<Electron.Display, 'id' | 'bounds'>[]
  menu: Electron.MenuItemConstructorOptions[]
  exposed: Record<string, unknown>
  invoke: (channel: string, ...args: unknown[]) => unknown
}

let whenReady: Promise<void>

function initial(): ElectronState {
  let ready = (): void => undefined
  whenReady = new Promise((done) => (ready = done))
  return {
    calls: [],
    ready,
    isFirstInstance: true,
    exitCode: null,
    errorBox: null,
    windows: [],
    handlers: new Map(),
    permissionRequest: null,
    permissionCheck: null,
    devicePermission: null,
    displays: [{ id: 1, bounds: { x: 0, y: 0, width: 1440, height: 900 } }],
    menu: [],
    exposed: {},
    invoke: () => undefined,
  }
}

export let electron: ElectronState = initial()

const appEvents = new EventEmitter()

export function resetElectron(): void {
  appEvents.removeAllListeners()
  electron = initial()
}

/** Emits an event of `app`; returns true if a listener prevented its default. */
export function emitApp(name: string, details: object = {}, ...rest: unknown[]): boolean {
  const event = { ...details, defaultPrevented: false, preventDefault: () => (event.defaultPrevented = true) }
  appEvents.emit(name, event, ...rest)
  return event.defaultPrevented
}

export const app = strict('app', {
  on(name: string, listener: (...args: unknown[]) => void) {
    appEvents.on(name, listener)
    return app
  },
  isPackaged: false,
  enableSandbox: () => void electron.calls.push('enableSandbox'),
  requestSingleInstanceLock: () => electron.isFirstInstance,
  whenReady: () => whenReady.then(() => void electron.calls.push('ready')),
  quit: () => {
    electron.calls.push('quit')
    if (!emitApp('will-quit')) electron.calls.push('gone')
  },
  exit: (code?: number) => void (electron.exitCode = code ?? 0),
  getVersion: () => '1.2.3',
  getName: () => 'Show of Hands',
  getPreferredSystemLanguages: () => ['en-GB'],
} satisfies { [K in keyof Electron.App]?: unknown } & Pick<
  Electron.App,
  | 'enableSandbox'
  | 'requestSingleInstanceLock'
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'getVersion'
  | 'getName'
  | 'isPackaged'
>)

export class FakeContents extends EventEmitter {
  url = ''
  openHandler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0] | null = null
  getURL(): string {
    return this.url
  }
  setWindowOpenHandler(handler: Parameters<Electron.WebContents['setWindowOpenHandler']>[0]): void {
    this.openHandler = handler
  }
  /** Emits a navigation; returns true if it may go on. */
  navigates(
    event: 'will-navigate' | 'will-redirect' | 'will-frame-navigate' | 'will-attach-webview',
    url: string,
  ): boolean {
    const details = { url, prevented: false, preventDefault: () => (details.prevented = true) }
    this.emit(event, details)
    return !details.prevented
  }
}

export class FakeWindow extends EventEmitter {
  readonly options: Electron.BrowserWindowConstructorOptions
  readonly webContents: FakeContents
  readonly loaded: string[] = []
  focused = 0
  destroyed = false

  constructor(options: Electron.BrowserWindowConstructorOptions) {
    super()
    this.options = options
    this.webContents = strict('webContents', new FakeContents())
    electron.windows.push(this)
    appEvents.emit('web-contents-created', {}, this.webContents)
    return strict('BrowserWindow', this)
  }
  async loadURL(url: string): Promise<void> {
    this.loaded.push(url)
    this.webContents.url = url
  }
  getBounds(): Electron.Rectangle {
    return { x: 0, y: 0, width: 1280, height: 800 }
  }
  isMinimized(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  show(): void {
    // Shown already; only bringing to the front counts.
  }
  focus(): void {
    this.focused++
  }
  close(): void {
    this.destroyed = true
    this.emit('closed')
    if (electron.windows.every((window) => window.destroyed)) emitApp('window-all-closed')
  }
}

export const BrowserWindow = FakeWindow

export const ipcMain = strict('ipcMain', {
  handle(channel: string, handler: Handler) {
    if (electron.handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    electron.handlers.set(channel, handler)
  },
} satisfies Pick<Electron.IpcMain, 'handle'>)

/** Calls a handler as a page would: what goes in and out is cloned, so nothing but data passes. */
export async function invokeFrom(
  frame: { url: string; parent: object | null } | null,
  channel: string,
  ...args: unknown[]
): Promise<unknown> {
  const handler = electron.handlers.get(channel)
  if (handler === undefined) throw new Error(`No handler registered for '${channel}'`)
  const event = { senderFrame: frame } as unknown as Electron.IpcMainInvokeEvent
  return structuredClone(await handler(event, ...structuredClone<unknown[]>(args)))
}

export const session = strict('session', {
  defaultSession: strict('session.defaultSession', {
    setPermissionRequestHandler: (handler) => void (electron.permissionRequest = handler),
    setPermissionCheckHandler: (handler) => void (electron.permissionCheck = handler),
    setDevicePermissionHandler: (handler) => void (electron.devicePermission = handler),
  } satisfies Pick<
    Electron.Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >),
})

const firstDisplay = (): Electron.Display => electron.displays[0] as Electron.Display

export const screen = strict('screen', {
  getAllDisplays: () => electron.displays as Electron.Display[],
  getPrimaryDisplay: firstDisplay,
  getDisplayMatching: firstDisplay as Method<Electron.Screen, 'getDisplayMatching'>,
} satisfies Pick<Electron.Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayMatching'>)

export const nativeTheme = strict('nativeTheme', { shouldUseDarkColors: false } satisfies Pick<
  Electron.NativeTheme,
  'shouldUseDarkColors'
>)

export const dialog = strict('dialog', {
  showErrorBox: (title: string, content: string) => void (electron.errorBox = { title, content }),
} satisfies Pick<Electron.Dialog, 'showErrorBox'>)

export const Menu = strict('Menu', {
  buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
  setApplicationMenu: (template: Electron.MenuItemConstructorOptions[]) => void (electron.menu = template),
})

export const contextBridge = strict('contextBridge', {
  exposeInMainWorld: (name: string, api: unknown) => void (electron.exposed[name] = api),
} satisfies Pick<Electron.ContextBridge, 'exposeInMainWorld'>)

export const ipcRenderer = strict('ipcRenderer', {
  invoke: async (channel: string, ...args: unknown[]) => electron.invoke(channel, ...structuredClone<unknown[]>(args)),
})
