import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

const program = resolve(import.meta.dirname, '../../out/main/headless.js')

/** What `--json` prints. */
export interface Ready {
  readonly event: 'ready'
  readonly joinUrl: string
  readonly hostUrl: string
  readonly hostApi: string
  readonly hostSecret: string
  readonly dataDir: string
}

/** The built program, running as a person would run it, in a process of its own. */
export interface BuiltServer extends Ready {
  readonly pid: number
  readonly lanPort: number
  readonly hostPort: number
  /** What it has said on standard error. */
  complaints(): string
  /** Ends it and waits until it is gone; SIGKILL leaves it no time for anything. @returns its exit code */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export interface BuiltServerOptions {
  readonly dataDir: string
  readonly port?: number
  readonly hostPort?: number
  /** Shown to phones; they need not be able to reach it. */
  readonly address?: string
  /** Added to its environment. */
  readonly env?: Readonly<Record<string, string>>
}

export function temporaryDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'show-of-hands-'))
}

export function removeDataDir(dir: string): Promise<void> {
  return rm(dir, { recursive: true, force: true })
}

/** Starts `out/main/headless.js` and resolves when it says that it is ready. */
export async function startBuiltServer(options: BuiltServerOptions): Promise<BuiltServer> {
  const { address = '127.0.0.1', dataDir } = options
  const args = ['--json', '--no-open', '--address', address, '--data', dataDir]
  const ports = ['--port', String(options.port ?? 0), '--host-port', String(options.hostPort ?? 0)]
  const child = spawn(process.execPath, [program, ...args, ...ports], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text))
  const gone = new Promise<number | null>((done) => child.once('exit', (code) => done(code)))

  const line = await Promise.race([
    new Promise<string>((done) => createInterface(child.stdout).once('line', done)),
    gone.then((code) => {
      throw new Error(`the server ended with ${String(code)} before it was ready:\n${complaints}`)
    }),
  ])
  const ready = JSON.parse(line) as Ready
  return {
    ...ready,
    pid: child.pid ?? 0,
    lanPort: Number(new URL(ready.joinUrl).port),
    hostPort: Number(new URL(ready.hostUrl).port),
    complaints: () => complaints,
    stop(signal = 'SIGTERM') {
      child.kill(signal)
      return gone
    },
  }
}
