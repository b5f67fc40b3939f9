import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isOwnHost } from '../../../src/server/http/guard.ts'
import { png } from '../../support/pictures.ts'
import { addPicture, runningPoll, send, startRoom, type SendOptions, type TestRoom } from '../room.ts'

let room: TestRoom
beforeAll(async () => {
  room = await startRoom()
})
afterAll(() => room.close())

describe('the Host header', () => {
  it.each([
    ['an IPv4 literal', '192.168.1.5:8080', true],
    ['an IPv6 literal', '[fe80::1]:8080', true],
    ['localhost', 'localhost:8080', true],
    ['upper case', 'LOCALHOST:8080', true],
    ['our own name', 'Hall.local:8080', true],
    ['another name', 'evil.com:8080', false],
    ['another .local name', 'evil.local:8080', false],
    ['a name that begins like an address', '192.168.1.5.evil.com:8080', false],
    ['a name that ends like ours', 'evil-hall.local:8080', false],
    ['a trailing dot', 'localhost.:8080', false],
    ['a short address', '127.1:8080', false],
    ['a decimal address', '2130706433:8080', false],
    ['a hexadecimal address', '0x7f000001:8080', false],
    ['an octal address', '0177.0.0.1:8080', false],
    ['user and password', 'user:pass@127.0.0.1:8080', false],
    ['another port', '127.0.0.1:8081', false],
    ['no port', '127.0.0.1', false],
    ['an empty port', '127.0.0.1:', false],
    ['a port with a zero in front', '127.0.0.1:08080', false],
    ['a path', '127.0.0.1:8080/x', false],
    ['a blank', '127.0.0.1 :8080', false],
    ['a broken IPv6 literal', '[::g]:8080', false],
    ['brackets around a name', '[localhost]:8080', false],
    ['nothing', '', false],
  ])('%s', (_name, host, own) => {
    expect(isOwnHost(host, 8080, ['hall.local'])).toBe(own)
  })

  it('may leave out port 80 where we listen on it', () => {
    expect(isOwnHost('192.168.1.5', 80, [])).toBe(true)
  })
})

/** What no answer may have: it would ask for https, or let another site in. */
const unwanted = [
  'strict-transport-security',
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'origin-agent-cluster',
  'access-control-allow-credentials',
  'x-powered-by',
  'server',
]

const strict = directives(
  "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';" +
    "base-uri 'none';form-action 'none';frame-ancestors 'none';require-trusted-types-for 'script';trusted-types vue",
)
function directives(policy: unknown): string[] {
  return String(policy)
    .split(';')
    .map((directive) => directive.trim())
    .sort()
}
/** Of minutes, which stand alone with the style that is in them, and of pictures, which are nothing but a picture. */
const forMinutes = /^default-src 'none'; style-src 'sha256-[\w+/=]+'.*; frame-ancestors 'none'$/
const forPictures = directives("default-src 'none'; sandbox")

describe('headers', () => {
  it('suit a plain-http address on every answer: a strict policy, and nothing that asks for https', async () => {
    const { meetingId, pollId } = await runningPoll(room)
    const imageId = await addPicture(room, png(), 'image/png')
    const { token } = await room.phone('Ada')
    const secret = { authorization: `Bearer ${room.server.hostSecret}` }
    const json = { ...secret, 'content-type': 'application/json' }
    const answers: readonly (readonly [
      port: number,
      method: string,
      path: string,
      options: SendOptions,
      status: number,
    ])[] = [
      [room.lanPort, 'GET', '/', {}, 200],
      [room.lanPort, 'GET', '/K7QF', {}, 200],
      [room.lanPort, 'GET', '/api/view', {}, 200],
      [room.lanPort, 'GET', '/api/me', { headers: { authorization: `Bearer ${token}` } }, 200],
      [room.lanPort, 'HEAD', '/api/events', {}, 200],
      [room.lanPort, 'HEAD', `/vote/result-sse?poll=${pollId}`, {}, 200],
      [room.lanPort, 'GET', '/healthz', {}, 200],
      [room.lanPort, 'GET', `/images/${imageId}`, {}, 200],
      [room.lanPort, 'GET', '/nothing/here', {}, 404],
      [room.lanPort, 'GET', '/%zz', {}, 400],
      [room.lanPort, 'GET', '/', { headers: { host: 'evil.example' } }, 421],
      [room.lanPort, 'POST', '/', {}, 405],
      [room.lanPort, 'POST', '/api/join', { body: {} }, 403],
      [room.hostPort, 'GET', '/', {}, 200],
      [room.hostPort, 'GET', '/stage', {}, 200],
      [room.hostPort, 'GET', '/settings', {}, 200],
      [room.hostPort, 'GET', '/host/api', {}, 401],
      [room.hostPort, 'GET', '/host/api', { headers: secret }, 200],
      [room.hostPort, 'HEAD', '/host/events', { headers: secret }, 200],
      [room.hostPort, 'POST', '/host/api/listMeetings', { headers: json, raw: '{}' }, 200],
      [room.hostPort, 'POST', '/host/api/listMeetings', { headers: json, raw: '{' }, 400],
      [
        room.hostPort,
        'POST',
        '/host/api/exportMeeting',
        { headers: json, raw: JSON.stringify({ meetingId, format: 'html' }) },
        200,
      ],
      [room.hostPort, 'GET', `/host/minutes/${meetingId}`, { headers: secret }, 200],
    ]
    for (const [port, method, path, options, status] of answers) {
      const { headers, ...reply } = await send(port, method, path, options)
      const what = `${method} ${path}`
      expect([what, reply.status]).toEqual([what, status])
      const policy = headers['content-security-policy']
      if (path.startsWith('/host/minutes/')) expect(policy, what).toMatch(forMinutes)
      else expect([what, directives(policy)]).toEqual([what, path.startsWith('/images/') ? forPictures : strict])
      expect(policy, what).not.toMatch(/upgrade-insecure-requests|unsafe|https?:|\*/)
      expect(headers, what).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-resource-policy': 'same-origin',
        'x-frame-options': 'DENY',
      })
      expect(Object.keys(headers).filter((name) => unwanted.includes(name))).toEqual([])
      // The public results are the one answer that other sites may read.
      const isPublic = path.startsWith('/vote/result-sse')
      expect([what, headers['access-control-allow-origin']]).toEqual([what, isPublic ? '*' : undefined])
    }
  })
})
