import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memoryPages } from '../../../src/server/http/pages.ts'
import { exchange } from '../rawSocket.ts'
import { send, startRoom, type TestRoom } from '../room.ts'

const files: Readonly<Record<string, string>> = {
  'pages/attendee/index.html': '<!doctype html><title>phone</title><script src="/assets/phone-1.js"></script>',
  'pages/renderer/index.html': '<!doctype html><title>host</title><script src="/assets/host-1.js"></script>',
  'pages/assets/phone-1.js': 'import("./part-1.js") // phone',
  'pages/assets/part-1.js': '// part',
  'pages/assets/host-1.js': '// host',
  'pages/assets/forgotten-1.js': '// secret: named by no page',
  'pages/attendee/notes.txt': 'secret: not an asset',
  'secret.js': '// secret: beside the pages',
  'secret.html': 'secret: beside the pages',
}

let folder: string
let room: TestRoom
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'soh-pages-'))
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const pages = await memoryPages(join(folder, 'pages'))
  // Whatever is answered from here on, no file was opened for it.
  rmSync(folder, { recursive: true })
  room = await startRoom({ pages })
})
afterAll(() => room.close())

describe('pages', () => {
  it('are served from memory, to each door its own', async () => {
    const text = async (port: number, path: string): Promise<string | number> => {
      const reply = await send(port, 'GET', path)
      return reply.status === 200 ? reply.text : reply.status
    }
    expect(await text(room.lanPort, '/')).toContain('<title>phone')
    expect(await text(room.lanPort, '/assets/phone-1.js')).toContain('// phone')
    expect(await text(room.lanPort, '/assets/part-1.js')).toBe('// part')
    expect(await text(room.lanPort, '/assets/host-1.js')).toBe(404)
    expect(await text(room.hostPort, '/')).toContain('<title>host')
    expect(await text(room.hostPort, '/assets/host-1.js')).toBe('// host')
    expect(await text(room.hostPort, '/assets/phone-1.js')).toBe(404)
  })

  const climbing = [
    '/../secret.js',
    '/../../secret.js',
    '/assets/../secret.js',
    '/assets/../../secret.js',
    '/assets/../../../../../../../../etc/passwd',
    '/./../secret.js',
    '/assets/./../../secret.js',
    '/%2e%2e/secret.js',
    '/%2e%2e%2fsecret.js',
    '/..%2fsecret.js',
    '/%2E%2E/%2E%2E/etc/passwd',
    '/.%2e/secret.js',
    '/%252e%252e%252fsecret.js',
    '/%c0%ae%c0%ae/secret.js',
    '/%e0%80%ae%e0%80%ae/secret.js',
    '/..;/secret.js',
    '/..\\secret.js',
    '/..%5csecret.js',
    '/assets\\..\\..\\secret.js',
    '/%5c..%5csecret.js',
    '//secret.js',
    '///etc/passwd',
    '/assets//phone-1.js',
    '/assets/phone-1.js/',
    '/assets/phone-1.js%00',
    '/assets/phone-1.js%00.html',
    '/assets/PHONE-1.JS',
    '/assets/forgotten-1.js',
    '/assets/',
    '/attendee/index.html',
    '/attendee/notes.txt',
    '/renderer/index.html',
    '/C:/secret.js',
    '/c:%5cwindows%5cwin.ini',
    '/file:///etc/passwd',
    '/~/secret.js',
    '/__proto__/x',
    '/proc/self/environ',
    '/constructor/name',
  ]

  it.each(climbing)('%s leads nowhere', async (path) => {
    for (const port of [room.lanPort, room.hostPort]) {
      const { status, text } = await exchange(
        port,
        `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`,
      )
      expect([400, 404]).toContain(status)
      expect(text).not.toMatch(/secret:|root:|<title>/)
    }
  })
})
