import { METHODS } from 'node:http'
import type { Express } from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hostCommands } from '../../../src/contract/hostApi.ts'
import { createAttendeeApp, type AttendeeAppOptions } from '../../../src/server/http/attendeeApp.ts'
import { createHostApp, type HostAppOptions } from '../../../src/server/http/hostApp.ts'
import { fileRows } from '../fileRows.ts'
import { runningPoll, send, startRoom, stubPages, type Reply, type TestRoom } from '../room.ts'

/** Everything that can be asked of the program. A route that is not in these lists does not belong here, or is new. */

const phoneRoutes = [
  'GET /',
  'POST /api/join',
  'GET /api/me',
  'GET /api/view',
  'GET /api/events',
  'PUT /api/polls/:pollId/ballot',
  'DELETE /api/polls/:pollId/ballot',
  'GET /vote/result-sse',
  'GET /images/:imageId',
  'GET /healthz',
] as const

const hostRoutes = [
  'GET /',
  'GET /meetings/:id',
  'GET /stage',
  'GET /settings',
  'GET /tickets/:id',
  'POST /host/session',
  'GET /host/api',
  'POST /host/api/:command',
  'POST /host/images',
  'GET /host/minutes/:meetingId',
  'GET /host/events',
  'GET /host/stage-events',
  'GET /images/:imageId',
] as const

interface Layer {
  readonly name: string
  readonly route?: { readonly path: string; readonly stack: readonly { readonly method?: string }[] }
}

const layersOf = (app: Express): readonly Layer[] => (app.router as unknown as { stack: readonly Layer[] }).stack

/** `METHOD /path` of every handler, but for the one of each path that refuses all other methods. */
function inventory(app: Express): string[] {
  const routes = layersOf(app).flatMap(({ route }) =>
    (route?.stack ?? []).flatMap(({ method }) =>
      method === undefined ? [] : [`${method.toUpperCase()} ${route?.path.replace('{:code}', '') ?? ''}`],
    ),
  )
  return [...new Set(routes)].sort()
}

// The apps are built, never asked, so they need nothing but what they take apart while being built.
const bare = { pages: stubPages, logger: pino({ level: 'silent' }), localNames: [], secret: 'x' }
const phoneApp = createAttendeeApp(bare as unknown as AttendeeAppOptions)
const hostApp = createHostApp(bare as unknown as HostAppOptions)

describe('the routes', () => {
  it('of phones are these', () => {
    expect(inventory(phoneApp)).toEqual([...phoneRoutes].sort())
  })

  it('of the host are these', () => {
    expect(inventory(hostApp)).toEqual([...hostRoutes].sort())
  })

  it('are all in sight: no app has another one within', () => {
    for (const app of [phoneApp, hostApp]) {
      expect(layersOf(app).filter(({ name }) => /router|mounted_app/.test(name))).toEqual([])
    }
  })
})

let room: TestRoom
let pollId: string
let host: Record<string, string>
let phone: Record<string, string>
beforeAll(async () => {
  room = await startRoom()
  pollId = (await runningPoll(room)).pollId
  host = { authorization: `Bearer ${room.server.hostSecret}` }
  phone = { authorization: `Bearer ${(await room.phone('Ada')).token}` }
})
afterAll(() => room.close())

// Node's client keeps CONNECT to itself; test/server/http/rawSockets.test.ts sends it.
const methods = METHODS.filter((method) => method !== 'CONNECT')

const exampleOf = (path: string): string =>
  path.replace(':pollId', pollId).replace(':command', 'closePoll').replace(/:\w+/, 'x')

describe.each([
  ['phones', phoneRoutes, () => room.lanPort, () => phone],
  ['the host', hostRoutes, () => room.hostPort, () => host],
] as const)('for %s', (_who, routes, port, headers) => {
  const paths = [...new Set(routes.map((route) => route.slice(route.indexOf(' ') + 1)))]

  it.each(paths)('%s takes no method but its own', async (path) => {
    const taken = routes.filter((route) => route.endsWith(` ${path}`)).map((route) => route.split(' ', 1)[0])
    const before = fileRows(room.dataDir)
    for (const method of methods) {
      if (taken.includes(method) || (method === 'HEAD' && taken.includes('GET'))) continue
      const reply = await send(port(), method, exampleOf(path), { headers: headers() })
      expect({ method, status: reply.status, allow: reply.headers.allow }).toEqual({
        method,
        status: 405,
        allow: taken.join(', '),
      })
    }
    expect(fileRows(room.dataDir)).toBe(before)
  })

  it('every other path is nothing, whatever the method', async () => {
    const others = [
      '/api/',
      '/API/view',
      '/api/view/',
      '/api/join/x',
      '/api/polls',
      `/api/polls/${pollId}`,
      `/api/polls/${pollId}/ballot/`,
      `/api/polls/${pollId}/result`,
      '/api/host',
      '/admin/login',
      '/.env',
      '/.git/config',
      '/wp-login.php',
      '/vote/',
      '/images/',
      '/images/x/y',
      '/host/',
      '/host/api/',
      '/host/api/closePoll/x',
      '/host/images/x',
      '/host/minutes/',
      '/HOST/API',
      '/healthz/',
      '/metrics/prometheus',
      '/debug/pprof/',
    ]
    for (const path of others) {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
        const reply = await send(port(), method, path, { headers: headers() })
        // What has the form of a join code or a page is a page, and takes no other method.
        expect([404, 405], `${method} ${path}`).toContain(reply.status)
        if (method === 'GET') expect([path, reply.status]).toEqual([path, 404])
      }
    }
  })
})

describe("the host's commands", () => {
  const bodyOf = { headers: { 'x-requested-with': 'show-of-hands' }, body: {} }

  it('do not exist at the door of phones, with the secret or without', async () => {
    const before = fileRows(room.dataDir)
    const paths = ['/host/session', '/host/images', ...Object.keys(hostCommands).map((name) => `/host/api/${name}`)]
    for (const path of paths) {
      for (const headers of [{}, host, phone]) {
        const reply = await send(room.lanPort, 'POST', path, {
          ...bodyOf,
          headers: { ...bodyOf.headers, ...headers },
        })
        expect({ path, status: reply.status }).toEqual({ path, status: 404 })
      }
    }
    expect(fileRows(room.dataDir)).toBe(before)
  })

  it('want the secret, one and all, and so does every other path below /host', async () => {
    const { hostSecret } = room.server
    const wrong: readonly Record<string, string>[] = [
      {},
      phone,
      { authorization: 'Bearer ' },
      { authorization: `Bearer ${hostSecret.slice(1)}` },
      { authorization: `Bearer ${hostSecret}A` },
      { authorization: `Bearer ${hostSecret.toLowerCase()}` },
      { authorization: `bearer ${hostSecret}` },
      { authorization: `Basic ${Buffer.from(`host:${hostSecret}`).toString('base64')}` },
      // The cookie holds something derived from the secret, never the secret.
      { cookie: `soh-host-${room.hostPort}=${hostSecret}` },
      { cookie: 'soh-host-1=x' },
    ]
    const before = fileRows(room.dataDir)
    const asked: (() => (headers: Record<string, string>) => Promise<Reply>)[] = [
      ...Object.keys(hostCommands).map(
        (name) => () => (headers: Record<string, string>) =>
          send(room.hostPort, 'POST', `/host/api/${name}`, { body: {}, headers: { ...bodyOf.headers, ...headers } }),
      ),
      ...['/host/api', '/host/events', '/host/stage-events', '/host/minutes/x', '/host/nothing'].map(
        (path) => () => (headers: Record<string, string>) => send(room.hostPort, 'GET', path, { headers }),
      ),
    ]
    for (const ask of asked) for (const headers of wrong) expect((await ask()(headers)).status).toBe(401)
    expect(fileRows(room.dataDir)).toBe(before)
  })
})
