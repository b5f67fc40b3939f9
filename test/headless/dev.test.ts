import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { mayServe } from '../../src/headless/sourceGate.ts'
import { repository } from '../support/houseCopy.ts'

/** `npm run dev` as it stands in the room's network: what it must not hand out. */
let child: ChildProcess
let dataDir: string
let phones: string
let host: string

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'show-of-hands-dev-test-'))
  writeFileSync(join(dataDir, 'host-secret'), 'abcdefghijklmnopqrstuv')
  const args = ['--port', '0', '--host-port', '0', '--data', dataDir, '--address', '127.0.0.1']
  const started = spawn(process.execPath, [join(repository, 'src/headless/dev.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  child = started
  let output = ''
  // Read to the end: a program that cannot say what it has to say would end.
  started.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  await vi.waitFor(() => expect(output).toMatch(/^data/m), { timeout: 50_000 })
  phones = /^phones +(\S+)/m.exec(output)?.[1] ?? ''
  host = new URL('/', /^console +(\S+)/m.exec(output)?.[1]).href
}, 60_000)

afterAll(async () => {
  child.kill('SIGKILL')
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  rmSync(dataDir, { recursive: true, force: true })
})

/** With the path as it is written here: `fetch` would walk `..` by itself. */
function get(base: string, path: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(base)
  return new Promise((done, fail) => {
    const sent = request({ hostname, port, path, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text))
      response.on('end', () => done({ status: response.statusCode ?? 0, body }))
    })
    sent.on('error', fail).end()
  })
}

describe('the pages of development', () => {
  test.each(['/attendee/main.ts', '/attendee/App.vue', '/web/client.ts', '/@vite/client'])(
    'phones get what their page is made from: %s',
    async (path) => expect((await get(phones, path)).status).toBe(200),
  )

  test.each(['/renderer/main.ts', '/renderer/App.vue', '/@vite/client'])('the console gets its own: %s', async (path) =>
    expect((await get(host, path)).status).toBe(200),
  )

  const fs = (path: string): string => `/@fs${path}`
  test.each([
    ['the secret', () => `${fs(join(dataDir, 'host-secret'))}?import&raw`],
    ['the secret, plain', () => fs(join(dataDir, 'host-secret'))],
    ['the votes', () => `${fs(join(dataDir, 'show-of-hands.db'))}?url&import`],
    ['the votes, as a page part', () => `${fs(join(dataDir, 'show-of-hands.db'))}?vue&type=script`],
    ['the repository', () => `${fs(join(repository, 'package.json'))}?import&raw`],
    ['the server', () => '/server/index.ts'],
    ['this computer', () => `${fs('/etc/passwd')}?raw`],
    ['a folder above', () => '/attendee/../server/index.ts'],
    ['a folder above, encoded', () => '/attendee/..%2fserver/index.ts'],
    ['a folder above, encoded twice', () => '/attendee/%252e%252e/server/index.ts'],
  ])('nobody gets %s', async (_name, path) => {
    for (const base of [phones, host]) {
      const { status, body } = await get(base, path())
      expect([403, 404], `${base}${path()}`).toContain(status)
      expect(body).not.toMatch(/abcdefghijklmnopqrstuv|SQLite|startServer|root:/)
    }
  })

  test.each(['/renderer/main.ts', '/renderer/App.vue', '/renderer/App.vue?vue&type=script', '/renderer/index.html'])(
    'phones do not get the page of the host: %s',
    async (path) => expect((await get(phones, path)).status).toBe(404),
  )
})

test('the data folder is closed even if a page may see the folder around it', () => {
  const may = (path: string): boolean => mayServe(path, '/house/src', ['/house'])
  expect(may('/attendee/main.ts')).toBe(true)
  expect(may('/@fs/house/node_modules/vue/index.js')).toBe(true)
  for (const path of ['show-of-hands-dev/x.js', 'data/host-secret', 'votes.db', 'votes.db-wal', '.git/config', '.env'])
    expect(may(`/@fs/house/${path}`), path).toBe(false)
})
