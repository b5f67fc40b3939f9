import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { installDir } from './install.ts'
import type { TerminalSay } from './words.ts'

const packageDir = join(installDir, 'node_modules/electron')

/** A window is nice to have; nobody waits longer than this for one. */
const downloadSeconds = 60
const connectMs = 4000

export type Binary = { readonly path: string } | { readonly missing: string }

/**
 * Path of the Electron program, downloaded if need be, or why there is none. Never by `require('electron')`, which
 * would download without a limit.
 */
export async function findElectron(t: TerminalSay, env = process.env): Promise<Binary> {
  const present = electronOnDisk(env)
  if (present !== null) return { path: present }
  const host = downloadHost(env)
  // Behind a proxy the host cannot be reached directly, and need not be.
  const proxied = Boolean(env['HTTPS_PROXY'] ?? env['https_proxy'] ?? env['ALL_PROXY'] ?? env['all_proxy'])
  if (!proxied && !(await isReachable(host))) return { missing: t('downloadUnreachable', { host: host.host }) }
  console.error(t('downloading', { seconds: downloadSeconds }))
  const outcome = await download(env)
  const path = outcome === 'done' ? electronOnDisk(env) : null
  if (path !== null) return { path }
  return { missing: outcome === 'slow' ? t('downloadSlow', { seconds: downloadSeconds }) : t('downloadFailed') }
}

export function electronOnDisk(env = process.env): string | null {
  // Written by the download; the override is honoured without it, as in the electron package itself.
  const pathFile = join(packageDir, 'path.txt')
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8') : null
  const override = env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override !== undefined && override !== '') {
    const path = join(override, name ?? 'electron')
    return existsSync(path) ? path : null
  }
  if (name === null) return null
  const path = join(packageDir, 'dist', name)
  return existsSync(path) ? path : null
}

function downloadHost(env: NodeJS.ProcessEnv): URL {
  const mirror = env['ELECTRON_MIRROR'] ?? env['npm_config_electron_mirror']
  return mirror !== undefined && URL.canParse(mirror) ? new URL(mirror) : new URL('https://github.com')
}

/** Offline is found out here in a moment, where the download would try again and again. */
async function isReachable(url: URL): Promise<boolean> {
  const port = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port)
  return new Promise((done) => {
    const socket = connect({ host: url.hostname, port, timeout: connectMs })
    const finish = (reachable: boolean): void => {
      socket.destroy()
      done(reachable)
    }
    socket.once('connect', () => finish(true))
    socket.once('error', () => finish(false))
    socket.once('timeout', () => finish(false))
  })
}

async function download(env: NodeJS.ProcessEnv): Promise<'done' | 'failed' | 'slow'> {
  const child = spawn(process.execPath, [join(packageDir, 'install.js')], { env, stdio: 'ignore' })
  return new Promise((done) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL')
      done('slow')
    }, downloadSeconds * 1000)
    child.once('error', () => {
      clearTimeout(timer)
      done('failed')
    })
    child.once('exit', (code) => {
      clearTimeout(timer)
      done(code === 0 ? 'done' : 'failed')
    })
  })
}
