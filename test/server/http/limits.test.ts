import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Express } from 'express'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { bareApp } from '../../../src/server/http/guard.ts'
import { createGuessCounter, guessLimits, joinLimit, limited } from '../../../src/server/http/limits.ts'
import { createPublicStreams } from '../../../src/server/http/streams.ts'
import { createLive } from '../../../src/server/live/live.ts'
import { openEvents } from '../events.ts'
import { send, startRoom } from '../room.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const closer of closers.splice(0).reverse()) await closer()
})

async function served(app: Express): Promise<number> {
  const server: Server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** As if it came from the address that the request names. */
const named = { 'x-from': '' }

describe('wrong codes', () => {
  afterEach(() => void vi.useRealTimers())

  it('are ten a minute from one address and two hundred from all; then right ones wait too, for a minute at most', async () => {
    vi.useFakeTimers()
    const count = createGuessCounter()
    const guess = (from: string, isRight = false): Promise<number> => count(from, isRight)
    for (let n = 0; n < guessLimits.address.requests; n++) expect(await guess('a')).toBe(0)
    expect(await guess('a', true)).toBe(60)
    expect(await guess('b', true)).toBe(0)
    const others = guessLimits.all.requests - guessLimits.address.requests
    for (let n = 0; n < others; n++) expect(await guess(`other ${Math.floor(n / 10)}`)).toBe(0)
    vi.advanceTimersByTime(45_000)
    expect(await guess('somebody new', true)).toBe(15)
    vi.advanceTimersByTime(15_001)
    expect(await guess('somebody new', true)).toBe(0)
    expect(await guess('a', true)).toBe(0)
  })
})

describe('joining', () => {
  it('is limited by where it comes from, generously: the largest hall arrives within a minute', () => {
    expect(joinLimit).toEqual({ requests: 6000, seconds: 60 })
  })

  it('is refused beyond the limit, with the time to wait, and others are not', async () => {
    const app = bareApp()
    app.use(limited({ requests: 3, seconds: 60 }, (request) => request.get('x-from') ?? null))
    app.use((_request, response) => void response.end('in'))
    const port = await served(app)
    const ask = (from: string) => send(port, 'GET', '/', { headers: { ...named, 'x-from': from } })
    for (let i = 0; i < 3; i++) expect((await ask('a')).text).toBe('in')
    const refused = await ask('a')
    expect([refused.status, refused.json.code]).toEqual([429, 'tooManyRequests'])
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
    expect((await ask('b')).text).toBe('in')
  })

  it('a hundred devices behind one router all get in; while the door is locked, none', async () => {
    const room = await startRoom()
    closers.push(() => room.close())
    const { meeting } = await room.host('createMeeting', { title: 'Hall' })
    await room.host('startMeeting', { meetingId: meeting.id })
    const phones = await Promise.all(Array.from({ length: 100 }, () => room.phone()))
    expect(new Set(phones.map((phone) => phone.attendeeId)).size).toBe(100)
    await room.host('lockJoining', { meetingId: meeting.id, locked: true })
    const headers = { 'x-requested-with': 'show-of-hands' }
    const refused = await Promise.all(
      Array.from({ length: 20 }, () => room.lan('POST', '/api/join', { body: {}, headers })),
    )
    expect(new Set(refused.map(({ json }) => json.code))).toEqual(new Set(['joiningLocked']))
    expect((await room.host('listAttendees', { meetingId: meeting.id })).attendees).toHaveLength(100)
  })

  it('a cookie that we cannot have set is not kept to count by', async () => {
    const room = await startRoom()
    closers.push(() => room.close())
    const cookie = `soh-attendee-${room.lanPort}=${'x'.repeat(5000)}`
    const headers = { cookie, 'x-requested-with': 'show-of-hands' }
    const path = '/api/polls/x/ballot'
    // More than one voter may send in ten seconds: it is nobody, each time.
    const refused = await Promise.all(
      Array.from({ length: 250 }, () =>
        room.lan('PUT', path, { body: { answer: {}, key: 'some-key-1' }, headers }).then(({ status }) => status),
      ),
    )
    expect(new Set(refused)).toEqual(new Set([401]))
  })
})

describe('streams', () => {
  it('are limited by where they come from, those without a token more so, and a place is free again when one ends', async () => {
    const live = createLive({
      epoch: 'e',
      render: () => ({}),
      windowMs: 100,
      random: () => 0,
      limits: { sessions: 100 },
      onError: (error) => {
        throw error
      },
    })
    closers.push(() => live.close())
    const app = bareApp()
    let from = ''
    const open = createPublicStreams(() => from, { all: 3, anonymous: 2 })
    app.use((request, response) => {
      from = String(request.headers['x-from'])
      open(live, request, response, {
        audience: 'attendees',
        event: 'view',
        ...(request.headers['x-device'] === undefined ? {} : { device: String(request.headers['x-device']) }),
      })
    })
    const port = await served(app)
    const first = await openEvents(port, '/', { 'x-from': 'a' })
    await openEvents(port, '/', { 'x-from': 'a' })
    const full = await send(port, 'GET', '/', { headers: { 'x-from': 'a' } })
    expect([full.status, full.json.code]).toEqual([503, 'tooManyStreams'])
    // Neighbours and those who have joined have places of their own.
    expect((await openEvents(port, '/', { 'x-from': 'b' })).response.statusCode).toBe(200)
    expect((await openEvents(port, '/', { 'x-from': 'a', 'x-device': 'd' })).response.statusCode).toBe(200)
    // As many devices as somebody may pretend to have: not all places.
    const joined = { 'x-from': 'a', 'x-device': 'e' }
    expect((await send(port, 'GET', '/', { headers: joined })).json.code).toBe('tooManyStreams')
    first.close()
    while (live.connected('attendees') > 3) await new Promise(setImmediate)
    const again = await openEvents(port, '/', { 'x-from': 'a' })
    expect(again.response.statusCode).toBe(200)
  })
})
