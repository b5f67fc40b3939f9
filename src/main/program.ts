import { join } from 'node:path'
import { app, dialog, nativeTheme } from 'electron'
import { terminal as english } from '../contract/languages/en.ts'
import { fill, pickLanguage } from '../contract/languages/index.ts'
import { terminal as chinese } from '../contract/languages/zh-CN.ts'
import {
  DataFolderProblem,
  defaultDataDir,
  memoryPages,
  NewerFile,
  startServer,
  type RunningServer,
} from '../server/index.ts'
import { answerBridge } from './bridge.ts'
import { setMenu } from './menu.ts'
import { hostOrigin } from './origin.ts'
import { applyPolicy } from './policy.ts'
import { readDesktopOptions, type DesktopOptions } from './startOptions.ts'
import { createWindows } from './windows.ts'

/** The system ends programs that take longer to quit. */
const closeMs = 5000

/** The desktop program: the room, a window for the console and one for the stage. */
export async function runDesktop(args: readonly string[]): Promise<void> {
  // Before the first window can be: every page runs in Chromium's sandbox, whatever a window asks for.
  app.enableSandbox()
  // A second start shows the window of the first; two servers would be two rooms.
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  let onSecondStart: () => void = () => undefined
  app.on('second-instance', () => onSecondStart())
  app.on('window-all-closed', () => app.quit())
  await app.whenReady()

  const line = readDesktopOptions(args, defaultDataDir())
  if (line.wish === 'refused') {
    const words = systemWords()
    dialog.showErrorBox(
      app.getName(),
      fill(words.wrongUse, { reason: fill(words[line.sentence], { flag: line.flag }) }),
    )
    app.exit(2)
    return
  }
  const { options } = line
  let server: RunningServer
  try {
    server = await startRoom(options)
  } catch (error) {
    dialog.showErrorBox(app.getName(), whyNot(error, options))
    app.exit(1)
    return
  }
  closeBeforeQuit(server)

  const origin = hostOrigin(server.hostUrl)
  const windows = createWindows(
    origin,
    () => nativeTheme.shouldUseDarkColors,
    () => app.quit(),
  )
  applyPolicy(origin, { stage: () => windows.showStage(), paper: (url) => windows.showPaper(url) })
  answerBridge(origin, {
    openStage: async () => windows.showStage(),
    about: async () => ({ version: app.getVersion(), dataDir: server.dataDir }),
  })
  setMenu(process.platform)
  onSecondStart = () => windows.showConsole()
  windows.showConsole()
}

async function startRoom({ port, hostPort, dataDir, address }: DesktopOptions): Promise<RunningServer> {
  const pages = await memoryPages(join(import.meta.dirname, '../renderer'))
  return startServer({ dataDir, port, hostPort, pages, ...(address === null ? {} : { address }) })
}

/** Holds the quit until the last vote is answered and the file is closed. */
function closeBeforeQuit(server: RunningServer): void {
  let closed = false
  app.on('will-quit', (event) => {
    if (closed) return
    event.preventDefault()
    const late = new Promise<void>((done) => setTimeout(done, closeMs))
    void Promise.race([server.close(), late]).finally(() => {
      closed = true
      app.quit()
    })
  })
}

function systemWords(): typeof english {
  return pickLanguage(app.getPreferredSystemLanguages()) === 'zh-CN' ? chinese : english
}

function whyNot(error: unknown, { dataDir }: DesktopOptions): string {
  const words = systemWords()
  if (error instanceof DataFolderProblem) return fill(words[error.reason], { path: error.path })
  if (error instanceof NewerFile) return fill(words.newerFile, { dataDir })
  return fill(words.failed, { reason: error instanceof Error ? error.message : String(error) })
}
