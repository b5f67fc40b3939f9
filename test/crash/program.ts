import { spawn, type ChildProcess } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** The built program, as people run it: a process of its own that can be killed. */
export interface Program {
  readonly joinUrl: string
  readonly hostApi: string
  readonly hostSecret: string
  /** Of the process. */
  readonly pid: number
  /** SIGKILL: no handler runs, nothing is finished. Resolves when the process is gone. */
  kill(): Promise<void>
  /** SIGTERM, as when the system shuts down. Resolves with the exit code. */
  stop(): Promise<number | null>
}

const headless = fileURLToPath(new URL('../../out/main/headless.js', import.meta.url))

export async function startProgram(
  dataDir: string,
  port: number,
  hostPort: number,
  env: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const child = spawn(
    process.execPath,
    // prettier-ignore
    [headless, '--json', '--no-open', '--address', '127.0.0.1', '--data', dataDir, '--port', `${port}`, '--host-port', `${hostPort}`],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, ...env } },
  )
  const gone = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const ready = await firstLine(child, gone)
  const end = (signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> => {
    child.kill(signal)
    return gone
  }
  return { ...ready, pid: child.pid ?? 0, kill: () => end('SIGKILL').then(() => undefined), stop: () => end('SIGTERM') }
}

type Ready = Pick<Program, 'joinUrl' | 'hostApi' | 'hostSecret'>

function firstLine(child: ChildProcess, gone: Promise<number | null>): Promise<Ready> {
  const { stdout } = child
  if (stdout === null) throw new Error('the program has no output')
  return new Promise((resolve, reject) => {
    createInterface(stdout).once('line', (line) => resolve(JSON.parse(line) as Ready))
    void gone.then((code) => reject(new Error(`the program ended with ${code} before it was ready`)))
  })
}
