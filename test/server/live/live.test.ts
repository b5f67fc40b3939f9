import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { heartbeatMs, retryMs } from '../../../src/contract/stream.ts'
import { startRoom } from './room.ts'

describe('opening a stream', () => {
  test('begins with the head, a jittered retry and the current view', async () => {
    const draws = [0, 0.999_999, 0.5]
    const room = await startRoom({ random: () => draws.shift() ?? 0 })
    room.status('attendees')

    const first = await room.listen()
    const event = await first.untilRevision(1)
    expect(event.type).toBe('view')
    expect(JSON.parse(event.data)).toEqual({ epoch: 'epoch-1', revision: 1, audience: 'attendees' })
    expect(first.response.statusCode).toBe(200)
    expect(first.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      connection: 'keep-alive',
    })
    expect(first.response.headers).not.toHaveProperty('content-encoding')
    expect(first.retryMs).toBe(retryMs.min)

    const second = await room.listen()
    await second.untilEvent('view')
    expect(second.retryMs).toBe(retryMs.max)
  })

  test('a newcomer shares the view as long as nothing has changed', async () => {
    const room = await startRoom()
    for (let i = 0; i < 5; i += 1) await (await room.listen()).untilEvent('view')
    expect(room.rendered).toEqual([{ audience: 'attendees', revision: 0 }])
  })

  test('a newcomer sees a change that the others still wait for', async () => {
    const room = await startRoom()
    const early = await room.listen()
    room.counts('attendees')
    await early.untilRevision(1)
    room.counts('attendees')

    const late = await room.listen()
    await late.untilRevision(2)
    room.clock.advance(250)
    await early.untilRevision(2)
    room.status('attendees')
    await late.untilRevision(3)
    // Pushed again, it would have come twice; and it was rendered for both at once.
    expect(late.revisions).toEqual([2, 3])
    expect(room.rendered.map(({ revision }) => revision)).toEqual([0, 1, 2, 3])
  })

  test('plain message frames carry no event name, and both kinds can share an audience', async () => {
    const room = await startRoom()
    const plain = await room.listen({ event: 'message' })
    const named = await room.listen({ event: 'view' })
    room.status('attendees')
    expect((await plain.untilRevision(1)).type).toBe('message')
    expect((await named.untilRevision(1)).type).toBe('view')
    expect(room.rendered).toHaveLength(2)
  })

  test('Last-Event-ID changes nothing, because views are whole', async () => {
    const room = await startRoom()
    const response = await fetch(room.url(), { headers: { 'Last-Event-ID': '7' } })
    const reader = response.body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).toContain('retry: ')
    await reader?.cancel()
    await room.untilConnected('attendees', 0)
  })

  test('the cap turns newcomers away until somebody leaves', async () => {
    const room = await startRoom({ limits: { sessions: 2 } })
    const first = await room.listen()
    await room.listen({ audience: 'stage' })
    const refused = await room.listen()
    expect(refused.response.statusCode).toBe(503)
    expect(await refused.ended()).toBe(true)

    first.leave()
    await room.untilConnected('attendees', 0)
    expect((await room.listen()).response.statusCode).toBe(200)
  })

  test('a full hub still lets a device replace its own stream', async () => {
    const room = await startRoom({ limits: { sessions: 1 } })
    const first = await room.listen({ device: 'd1', stream: 's1' })
    const second = await room.listen({ device: 'd1', stream: 's2' })
    expect(second.response.statusCode).toBe(200)
    expect(await first.ended()).toBe(true)
  })
})

describe('announcing', () => {
  test('one render serves many sessions, and every change is one revision', async () => {
    const room = await startRoom()
    const listeners = await Promise.all(Array.from({ length: 40 }, () => room.listen()))
    room.rendered.length = 0

    expect(room.status('attendees', 'attendees', 'stage')).toBe(1)
    expect(room.live.revision()).toBe(1)
    const frames = await Promise.all(listeners.map((listener) => listener.untilRevision(1)))
    expect(new Set(frames.map(({ data }) => data)).size).toBe(1)
    expect(room.rendered).toEqual([{ audience: 'attendees', revision: 1 }])
  })

  test('an audience that nobody listens to, yet or any more, is not rendered and keeps no timer', async () => {
    const room = await startRoom()
    room.status('attendees')
    room.counts('attendees', 'stage')
    expect(room.rendered).toEqual([])
    const listener = await room.listen()
    await listener.untilRevision(2)
    listener.leave()
    await room.untilConnected('attendees', 0)
    room.status('attendees')
    expect(room.rendered).toEqual([{ audience: 'attendees', revision: 2 }])
    expect(room.clock.timers).toBe(0)
    expect(room.live.revision()).toBe(3)
  })

  test('counts: the first at once, then one per window with the newest', async () => {
    const room = await startRoom()
    const listener = await room.listen()
    for (let i = 0; i < 10; i += 1) room.counts('attendees')
    await listener.untilRevision(1)
    // The heartbeat and one push.
    expect(room.clock.timers).toBe(2)

    room.clock.advance(249)
    expect(room.rendered.at(-1)?.revision).toBe(1)
    room.clock.advance(1)
    await listener.untilRevision(10)

    room.counts('attendees')
    room.clock.advance(250)
    await listener.untilRevision(11)
    // The window is over and nothing waits: at once again.
    room.clock.advance(250)
    room.counts('attendees')
    await listener.untilRevision(12)
    expect(listener.revisions).toEqual([0, 1, 10, 11, 12])
  })

  test('status goes out at once, takes waiting counts along and cancels their push', async () => {
    const room = await startRoom()
    const listener = await room.listen()
    room.counts('attendees')
    room.counts('attendees')
    room.status('attendees')
    expect(room.rendered.map(({ revision }) => revision)).toEqual([0, 1, 3])
    await listener.untilRevision(3)
    room.clock.advance(1_000)
    expect(room.rendered).toHaveLength(3)
  })

  test('one announcement that holds both for an audience is one push', async () => {
    const room = await startRoom()
    const listener = await room.listen()
    room.counts('attendees')
    room.live.announce([
      { audience: 'attendees', urgency: 'status' },
      { audience: 'attendees', urgency: 'counts' },
    ])
    await listener.untilRevision(2)
    room.clock.advance(1_000)
    expect(room.rendered.map(({ revision }) => revision)).toEqual([0, 1, 2])
  })

  test('the window of one audience does not hold up another', async () => {
    const room = await startRoom()
    const stage = await room.listen({ audience: 'stage' })
    await room.listen({ audience: 'attendees' })
    room.counts('attendees')
    room.counts('attendees', 'stage')
    await stage.untilRevision(2)
    expect(room.rendered.filter(({ audience }) => audience === 'attendees').map((r) => r.revision)).toEqual([0, 1])
  })

  test('a changed window applies to what already waits', async () => {
    const room = await startRoom({ windowMs: 5_000 })
    const listener = await room.listen()
    room.counts('attendees')
    room.counts('attendees')
    room.clock.advance(150)
    room.live.setWindowMs(200)
    expect(room.rendered.at(-1)?.revision).toBe(1)
    room.clock.advance(50)
    await listener.untilRevision(2)

    room.counts('attendees')
    room.clock.advance(150)
    room.live.setWindowMs(100)
    await listener.untilRevision(3)
  })

  test('a view that cannot be rendered is reported, skipped, and harms nobody else', async () => {
    let broken = false
    const room = await startRoom({
      render: (audience, header) => {
        if (broken && audience === 'stage') throw new Error('no stage')
        return broken && audience === 'lobby' ? undefined : header
      },
    })
    const attendee = await room.listen()
    const stage = await room.listen({ audience: 'stage' })
    const lobby = await room.listen({ audience: 'lobby' })
    broken = true
    room.status('stage', 'lobby', 'attendees')
    await attendee.untilRevision(1)
    expect(room.errors.map(({ audience }) => audience)).toEqual(['stage', 'lobby'])
    const late = await room.listen({ audience: 'stage' })
    expect(late.response.statusCode).toBe(200)

    broken = false
    room.status('stage', 'lobby')
    await Promise.all([stage, lobby, late].map((listener) => listener.untilRevision(2)))
    expect(stage.revisions).toEqual([0, 2])
  })

  test('any JSON view survives the framing', async () => {
    let view: unknown = null
    const room = await startRoom({ render: () => view })
    const named = await room.listen()
    const plain = await room.listen({ event: 'message' })
    const hostile = fc.constantFrom(
      '\n',
      '\r\n',
      '\r',
      '\n\ndata: x\n\n',
      '\u2028\u0085',
      '举手 🙋🏽‍♀️',
      '\0',
      '\ud800',
      '\ufeff',
      'id: 9',
    )
    const text = fc.oneof(hostile, fc.string({ unit: 'binary' }))
    const value = fc.oneof(fc.jsonValue({ stringUnit: 'binary' }), text, fc.dictionary(text, text), fc.array(text))
    await fc.assert(
      fc.asyncProperty(value, async (anything) => {
        view = anything
        const revision = room.status('attendees')
        for (const listener of [named, plain]) {
          const { data } = await listener.untilRevision(revision)
          expect(JSON.parse(data)).toEqual(JSON.parse(JSON.stringify(anything)))
        }
      }),
    )
  })
})

describe('heartbeat', () => {
  test('one timer beats for everybody and rests when nobody is there', async () => {
    const room = await startRoom()
    expect(room.clock.timers).toBe(0)
    const listeners = await Promise.all([room.listen(), room.listen({ audience: 'results:p1', event: 'message' })])
    expect(room.clock.timers).toBe(1)
    for (const beats of [1, 2]) {
      room.clock.advance(heartbeatMs)
      for (const listener of listeners) {
        await listener.until(() => listener.events.filter(({ type }) => type === 'beat').length === beats)
      }
    }
    for (const listener of listeners) {
      expect(listener.events.filter(({ type }) => type === 'message' || type === 'view')).toHaveLength(1)
      listener.leave()
    }
    await room.untilConnected('attendees', 0)
    await room.untilConnected('results:p1', 0)
    expect(room.clock.timers).toBe(0)

    await room.listen()
    expect(room.clock.timers).toBe(1)
  })
})
