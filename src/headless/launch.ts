import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { hasDisplay } from './display.ts'
import { findElectron, type Binary } from './electronBinary.ts'
import { makeFreshBuild } from './freshBuild.ts'
import { installDir } from './install.ts'
import { terminalWords, type TerminalSay } from './words.ts'

/** `npm start` (a desktop window if there can be one) and `npm run serve` (`--serve`: the browser alone). */

const browserOnly = '--serve'
/** Answered by the command line alone; no window for them. */
const textOnly = ['--help', '-h', '--version', '-v', '--json']

/** A window that is gone so soon never was one: a library or a sandbox is missing. */
const stillbornMs = 10_000

async function launch(args: readonly string[]): Promise<void> {
  const t = terminalWords()
  if (!(await makeFreshBuild(() => console.error(t('building'))))) {
    console.error(t('buildFailed'))
    process.exitCode = 1
    return
  }
  const rest = args.filter((arg) => arg !== browserOnly)
  const wantsWindow = !args.includes(browserOnly) && !rest.some((arg) => textOnly.includes(arg))
  const missing = wantsWindow ? await tryWindow(rest, t) : null
  if (missing === 'shown') return
  if (missing !== null) console.error(t('noWindow', { reason: missing }))
  // In this very process: one process gets each signal, and nothing is left behind.
  process.argv = [process.execPath, 'headless', ...rest]
  await import(pathToFileURL(join(installDir, 'out/main/headless.js')).href)
}

/** Shows the window and waits until it is closed; otherwise says why there is none. */
async function tryWindow(args: readonly string[], t: TerminalSay): Promise<string> {
  if (!hasDisplay(process.platform, process.env)) return t('noDisplay')
  if (process.platform === 'linux' && process.getuid?.() === 0) return t('noRoot')
  const binary: Binary = await findElectron(t)
  return 'missing' in binary ? binary.missing : runElectron(binary.path, args, t)
}

async function runElectron(path: string, args: readonly string[], t: TerminalSay): Promise<string> {
  const startedAtMs = performance.now()
  const child = spawn(path, [installDir, ...args], { stdio: 'inherit' })
  const forward = (signal: NodeJS.Signals): void => void child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const signal of signals) process.on(signal, forward)
  const code = await new Promise<number | null>((done) => {
    child.once('error', () => done(127))
    child.once('exit', (exitCode, signal) => done(exitCode ?? (signal === null ? null : 128)))
  })
  for (const signal of signals) process.off(signal, forward)
  if (code === 0) return 'shown'
  if (performance.now() - startedAtMs < stillbornMs) return t('electronStopped', { code: code ?? '?' })
  process.exitCode = code ?? 1
  return 'shown'
}

await launch(process.argv.slice(2))
