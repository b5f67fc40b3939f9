import { once } from 'node:events'
import {
  DataFolderProblem,
  defaultDataDir,
  memoryPages,
  NewerFile,
  startServer,
  type RecoveryReport,
  type RunningServer,
} from '../server/index.ts'
import { helpText, readCommandLine, type StartOptions } from './commandLine.ts'
import { hasDisplay, openInBrowser } from './display.ts'
import { builtPages, readVersion } from './install.ts'
import { onStopSignal } from './stopSignals.ts'
import { terminalWords, type TerminalSay } from './words.ts'

/**
 * `npm run serve`: the room in plain Node, until a signal stops it. Standard output is for the links (with `--json`
 * for one line and nothing else), standard error for everything that goes wrong.
 */
export async function serve(args: readonly string[]): Promise<void> {
  const t = terminalWords()
  const dataDir = defaultDataDir()
  const line = readCommandLine(args, dataDir, t)
  switch (line.wish) {
    case 'help':
      console.log(helpText(dataDir, t))
      return
    case 'version':
      console.log(readVersion())
      return
    case 'refused':
      console.error(`${t('wrongUse', { reason: line.reason })}\n\n${helpText(dataDir, t)}`)
      process.exitCode = 2
      return
    case 'start':
      await runUntilStopped(line.options, t)
  }
}

async function runUntilStopped(options: StartOptions, t: TerminalSay): Promise<void> {
  // Listening from the first moment on: a Ctrl-C during the start must close what was opened, too.
  const stop = new AbortController()
  onStopSignal(() => stop.abort())
  let server: RunningServer
  try {
    server = await startServer({
      dataDir: options.dataDir,
      port: options.port,
      hostPort: options.hostPort,
      pages: await memoryPages(builtPages),
      ...(options.address === null ? {} : { address: options.address }),
    })
  } catch (error) {
    console.error(whyNot(error, options, t))
    process.exitCode = 1
    return
  }
  if (!stop.signal.aborted) await announce(server, options, t)
  if (!stop.signal.aborted) await once(stop.signal, 'abort')
  if (!options.json) console.log(`\n${t('closing')}`)
  await server.close()
  if (!options.json) console.log(t('closed'))
}

async function announce(server: RunningServer, options: StartOptions, t: TerminalSay): Promise<void> {
  if (server.recovery !== null) console.error(whatHappened(server.recovery, t))
  const { joinUrl, hostUrl, hostApi, hostSecret, dataDir } = server
  if (options.json) {
    console.log(JSON.stringify({ event: 'ready', joinUrl, hostUrl, hostApi, hostSecret, dataDir }))
    return
  }
  const opened =
    options.openBrowser && hasDisplay(process.platform, process.env) && (await openInBrowser(server.onceUrl()))
  const lines = [
    t('ready'),
    '',
    t(opened ? 'opened' : 'openThis'),
    `  ${hostUrl}`,
    '',
    t('phones', { url: joinUrl }),
    t('stored', { dataDir }),
    t('howToStop'),
  ]
  console.log(lines.join('\n'))
}

/** Said at each start until the host has read it in the console. */
function whatHappened({ source, whole, meetings, ballots, quarantine }: RecoveryReport, t: TerminalSay): string {
  const sentences = {
    salvaged: whole ? 'recoveredSalvaged' : 'recoveredPartly',
    backup: 'recoveredBackup',
    empty: 'recoveredEmpty',
  } as const
  const what = t(sentences[source], { meetings, ballots })
  return quarantine === null ? what : `${what} ${t('recoveredKept', { place: quarantine })}`
}

function whyNot(error: unknown, options: StartOptions, t: TerminalSay): string {
  if (error instanceof DataFolderProblem) return t(error.reason, { path: error.path })
  if (error instanceof NewerFile) return t('newerFile', { dataDir: options.dataDir })
  return t('failed', { reason: error instanceof Error ? error.message : String(error) })
}
