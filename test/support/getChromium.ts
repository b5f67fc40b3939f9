import { spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { findChromium } from './chromium.ts'

const root = resolve(import.meta.dirname, '../..')
const downloadMs = 180_000
const packageManagerMs = 420_000

function attempt(program: string, args: readonly string[], timeout: number): Promise<boolean> {
  console.log(`$ ${program} ${args.join(' ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const child = spawn(program, args, { cwd: root, env, stdio: ['ignore', 'ignore', 'inherit'], timeout })
  return new Promise((done) => {
    child.once('error', () => done(false))
    child.once('exit', (code) => done(code === 0))
  })
}

/** Path of a Chromium: the system's, else Playwright's download, else Debian's package where we may install it. */
export async function getChromium(): Promise<string | null> {
  const present = findChromium()
  if (present !== null) return present
  const playwright = resolve(root, 'node_modules/@playwright/test/cli.js')
  if (await attempt(process.execPath, [playwright, 'install', 'chromium'], downloadMs)) {
    // Its libraries come with Debian's packages; without the right to install them the browser may still start.
    if (isDebianRoot()) await attempt(process.execPath, [playwright, 'install-deps', 'chromium'], packageManagerMs)
    return findChromium()
  }
  if (isDebianRoot()) {
    await attempt('apt-get', ['update', '-qq'], packageManagerMs)
    const packages = ['chromium', 'fonts-noto-cjk', 'fonts-liberation']
    await attempt('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], packageManagerMs)
  }
  return findChromium()
}

function isDebianRoot(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0
}
