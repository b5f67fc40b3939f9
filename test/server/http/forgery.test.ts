import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { hostCommands } from '../../../src/contract/hostApi.ts'
import { openEvents } from '../events.ts'
import { fileRows } from '../fileRows.ts'
import { addPicture, runningPoll, send, startRoom, type TestRoom } from '../room.ts'
import { png } from '../../support/pictures.ts'

/**
 * What any other site can make a browser of the room send, with the cookies that the browser has: it must not count.
 * Forms and images choose among few types and no headers; scripts are asked for permission first, which nobody gives.
 */

let room: TestRoom
let pollId: string
let meetingId: string
let phoneCookie: string
let hostCookie: string
let rows: string

beforeAll(async () => {
  room = await startRoom()
  ;({ pollId, meetingId } = await runningPoll(room))
  const phone = await room.phone('Ada')
  await phone.vote(pollId, ['o1'])
  phoneCookie = `soh-attendee-${room.lanPort}=${phone.token}`
  const session = await send(room.hostPort, 'POST', '/host/session', {
    body: { secret: room.server.hostSecret },
    headers: { 'x-requested-with': 'show-of-hands' },
  })
  hostCookie = session.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
})
afterAll(() => room.close())
beforeEach(() => {
  rows = fileRows(room.dataDir)
})

interface Target {
  readonly name: string
  readonly method: string
  readonly path: () => string
  readonly door: 'lan' | 'host'
  /** What the route expects, so that nothing but the defence stands in the way. */
  readonly type: string
  readonly body: () => string | Buffer
}

const onPoll = (): string => JSON.stringify({ pollId })

const targets: readonly Target[] = [
  {
    name: 'joining',
    method: 'POST',
    path: () => '/api/join',
    door: 'lan',
    type: 'application/json',
    body: () => '{"name":"Mallory"}',
  },
  {
    name: 'voting',
    method: 'PUT',
    path: () => `/api/polls/${pollId}/ballot`,
    door: 'lan',
    type: 'application/json',
    body: () => '{"answer":{"options":["o2"]},"key":"forged-key-1"}',
  },
  {
    name: 'taking a vote back',
    method: 'DELETE',
    path: () => `/api/polls/${pollId}/ballot`,
    door: 'lan',
    type: 'application/json',
    body: () => '',
  },
  {
    name: 'signing in',
    method: 'POST',
    path: () => '/host/session',
    door: 'host',
    type: 'application/json',
    body: () => JSON.stringify({ secret: room.server.hostSecret }),
  },
  {
    name: 'adding a picture',
    method: 'POST',
    path: () => '/host/images',
    door: 'host',
    type: 'image/png',
    body: () => png(3, 5),
  },
  ...Object.keys(hostCommands).map((name): Target => ({
    name,
    method: 'POST',
    path: () => `/host/api/${name}`,
    door: 'host',
    type: 'application/json',
    body: onPoll,
  })),
]

const portOf = ({ door }: Target): number => (door === 'lan' ? room.lanPort : room.hostPort)

/** Sends with the cookies that a browser of the room would send along. */
const forged = (target: Target, headers: Record<string, string>) => {
  const raw = target.body()
  const typed = headers['content-type'] === '' ? {} : { 'content-type': target.type }
  const { 'content-type': chosen, ...others } = headers
  return send(portOf(target), target.method, target.path(), {
    ...(raw.length === 0 ? {} : { raw }),
    headers: {
      cookie: target.door === 'lan' ? phoneCookie : hostCookie,
      ...typed,
      ...(chosen === undefined || chosen === '' ? {} : { 'content-type': chosen }),
      ...others,
    },
  })
}

const formTypes = ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']
const ours = { 'x-requested-with': 'show-of-hands' }

describe.each(targets.map((target) => [target.name, target] as const))('%s', (_name, target) => {
  const hasBody = (): boolean => target.body().length > 0

  it('is not done for a form of another site', async () => {
    for (const type of formTypes) {
      const { status, headers } = await forged(target, { 'content-type': type })
      expect([403, 415, 422]).toContain(status)
      expect(headers['set-cookie']).toBeUndefined()
      // With our header, which no form can send, the type alone is enough to be refused.
      if (hasBody()) expect([415, 422]).toContain((await forged(target, { 'content-type': type, ...ours })).status)
    }
    expect(fileRows(room.dataDir)).toBe(rows)
  })

  it('is not done without our header', async () => {
    const { status, json, headers } = await forged(target, {})
    expect([status, json.code]).toEqual([403, 'headerMissing'])
    expect(headers['set-cookie']).toBeUndefined()
    expect((await forged(target, { 'x-requested-with': 'XMLHttpRequest' })).json.code).toBe('headerMissing')
    expect(fileRows(room.dataDir)).toBe(rows)
  })

  it('is not done for a script of another site, whatever it sends', async () => {
    const origins = [
      'null',
      'http://evil.example',
      `https://127.0.0.1:${portOf(target)}`,
      'http://127.0.0.1',
      `http://127.0.0.1:${portOf(target) + 1}`,
      `http://localhost:${portOf(target)}`,
      `http://127.0.0.1:${portOf(target)}.evil.example`,
      `http://127.0.0.1:${portOf(target)} http://evil.example`,
      '',
    ]
    for (const origin of origins) {
      const { status, json, headers } = await forged(target, { ...ours, origin })
      expect([origin, status, json.code]).toEqual([origin, 403, 'badOrigin'])
      expect(headers['set-cookie']).toBeUndefined()
    }
    expect(fileRows(room.dataDir)).toBe(rows)
  })

  it('is not permitted to a browser that asks for another site', async () => {
    const { status, headers } = await send(portOf(target), 'OPTIONS', target.path(), {
      headers: {
        origin: 'http://evil.example',
        cookie: target.door === 'lan' ? phoneCookie : hostCookie,
        'access-control-request-method': target.method,
        'access-control-request-headers': 'content-type, x-requested-with, authorization',
        'access-control-request-private-network': 'true',
      },
    })
    expect([403, 405]).toContain(status)
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    expect(fileRows(room.dataDir)).toBe(rows)
  })

  it('is not done by asking to read', async () => {
    for (const method of ['GET', 'HEAD']) {
      const query = `?${new URLSearchParams({ body: String(target.body()), _method: target.method }).toString()}`
      const { status } = await send(portOf(target), method, `${target.path()}${query}`, {
        headers: { cookie: target.door === 'lan' ? phoneCookie : hostCookie, ...ours },
      })
      expect(status).toBe(405)
    }
    expect(fileRows(room.dataDir)).toBe(rows)
  })
})

it('the cookies are for our own pages alone, and no script reads them', async () => {
  const joined = await room.lan('POST', '/api/join', { body: {}, headers: ours })
  expect(joined.headers['set-cookie']?.[0]).toMatch(
    /^soh-attendee-\d+=[\w-]{22}; Max-Age=\d+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
  )
  const signedIn = await send(room.hostPort, 'POST', '/host/session', {
    body: { secret: room.server.hostSecret },
    headers: ours,
  })
  expect(signedIn.headers['set-cookie']?.[0]).toMatch(/^soh-host-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
})

it('looking at things changes nothing, and makes nobody an attendee', async () => {
  const imageId = await addPicture(room, png(7, 7), 'image/png')
  rows = fileRows(room.dataDir)
  const pages: readonly (readonly [port: number, path: string])[] = [
    ...['/', '/K7QF', '/api/view', '/api/me', '/healthz', `/images/${imageId}`].map(
      (path) => [room.lanPort, path] as const,
    ),
    ...['/', '/stage', '/settings', `/meetings/${meetingId}`, '/host/api', `/host/minutes/${meetingId}`].map(
      (path) => [room.hostPort, path] as const,
    ),
  ]
  for (const [port, path] of pages) {
    for (const cookie of ['', port === room.lanPort ? phoneCookie : hostCookie]) {
      const { headers } = await send(port, 'GET', path, { headers: { cookie, origin: 'http://evil.example' } })
      expect(headers['set-cookie']).toBeUndefined()
      expect(headers['access-control-allow-origin']).toBeUndefined()
    }
  }
  for (const [port, path, cookie] of [
    [room.lanPort, '/api/events', phoneCookie],
    [room.lanPort, `/vote/result-sse?poll=${pollId}`, phoneCookie],
    [room.hostPort, `/host/events?meeting=${meetingId}`, hostCookie],
    [room.hostPort, '/host/stage-events', hostCookie],
  ] as const) {
    const stream = await openEvents(port, path, { cookie })
    await stream.until(() => true)
    expect(stream.response.headers['set-cookie']).toBeUndefined()
    stream.close()
  }
  expect(fileRows(room.dataDir)).toBe(rows)
})
