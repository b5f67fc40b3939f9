import { join } from 'node:path'
import { BrowserWindow, screen, type BrowserWindowConstructorOptions, type Rectangle } from 'electron'
import type { HostOrigin } from './origin.ts'

/** Paper and ink, so that a window does not flash white before its page is there. */
const backgrounds = { light: '#FBF8F3', dark: '#15141F' } as const

/** The only place that makes windows, so that none is less locked than the others. */
export function createWindow(options: BrowserWindowConstructorOptions, dark: boolean): BrowserWindow {
  return new BrowserWindow({
    backgroundColor: dark ? backgrounds.dark : backgrounds.light,
    ...options,
    webPreferences: {
      preload: join(import.meta.dirname, '../preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
    },
  })
}

export interface Windows {
  /** Shows the console, or brings it to the front. Without it there is no host, so closing it ends the program. */
  showConsole(): void
  /** Shows the stage, on the second display if there is one. */
  showStage(): void
  /** Shows minutes or tickets, to be read and printed; each time in a new window, as browsers do with tabs. */
  showPaper(url: string): void
}

export function createWindows(origin: HostOrigin, dark: () => boolean, onConsoleClosed: () => void): Windows {
  let console: BrowserWindow | null = null
  let stage: BrowserWindow | null = null
  return {
    showConsole() {
      if (console !== null) {
        bringToFront(console)
        return
      }
      const window = createWindow({ width: 1280, height: 800, minWidth: 1024, minHeight: 640 }, dark())
      console = window
      window.on('closed', () => {
        console = null
        onConsoleClosed()
      })
      keepAlive(window, () => void window.loadURL(origin.launchUrl))
      void window.loadURL(origin.launchUrl)
    },
    showStage() {
      if (stage !== null) {
        bringToFront(stage)
        return
      }
      const projector = otherDisplay(console)
      const place = projector === null ? { width: 1280, height: 720 } : { ...projector, fullscreen: true }
      const window = createWindow({ ...place, autoHideMenuBar: true }, dark())
      stage = window
      window.on('closed', () => (stage = null))
      keepAlive(window, () => void window.loadURL(origin.url('/stage')))
      void window.loadURL(origin.url('/stage'))
    },
    showPaper(url) {
      const window = createWindow({ width: 900, height: 900, autoHideMenuBar: true }, false)
      void window.loadURL(url)
    },
  }
}

/** Bounds of a display that the window is not on. */
function otherDisplay(window: BrowserWindow | null): Rectangle | null {
  const displays = screen.getAllDisplays()
  const own = window === null ? screen.getPrimaryDisplay() : screen.getDisplayMatching(window.getBounds())
  return displays.find((display) => display.id !== own.id)?.bounds ?? null
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

/** A page that crashed comes back; its state is in the room, and voting went on meanwhile. */
function keepAlive(window: BrowserWindow, load: () => void): void {
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit' && !window.isDestroyed()) load()
  })
}
