import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { electronOnDisk, findElectron } from '../../src/headless/electronBinary.ts'
import { terminalWords } from '../../src/headless/words.ts'

const t = terminalWords({ LANG: 'en' })
let dir: string

beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'show-of-hands-electron-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

test('a given folder is used if the program is in it, and nothing is asked of the network', async () => {
  const env = { ELECTRON_OVERRIDE_DIST_PATH: dir, ELECTRON_MIRROR: 'http://127.0.0.1:1/' }
  expect(electronOnDisk(env)).toBeNull()
  for (const name of ['electron', 'electron.exe']) writeFileSync(join(dir, name), '')
  expect(electronOnDisk(env)).toBe(join(dir, 'electron'))
  expect(await findElectron(t, env)).toEqual({ path: join(dir, 'electron') })
})

test('offline, it is given up in a moment, with the reason', async () => {
  // A port that was free a moment ago: connections are refused at once.
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise((listening) => probe.once('listening', listening))
  const { port } = probe.address() as { port: number }
  await new Promise((closed) => probe.close(closed))

  const env = { ELECTRON_OVERRIDE_DIST_PATH: dir, ELECTRON_MIRROR: `http://127.0.0.1:${port}/` }
  const startedAtMs = performance.now()
  expect(await findElectron(t, env)).toEqual({ missing: t('downloadUnreachable', { host: `127.0.0.1:${port}` }) })
  expect(performance.now() - startedAtMs).toBeLessThan(4000)
})
