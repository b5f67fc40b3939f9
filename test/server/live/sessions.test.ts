import { once } from 'node:events'
import { Agent, get } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { EventParser } from './eventParser.ts'
import { startRoom } from './room.ts'
import type { Listener, Room } from './room.ts'

const streamRequest = 'GET /?audience=attendees HTTP/1.1\r\nHost: room\r\n\r\n'

/** Body bytes of a raw chunked response, and whether its terminating chunk has arrived. */
function readChunks(text: Buffer): { body: Buffer; complete: boolean; rest: Buffer } {
  let at = text.indexOf('\r\n\r\n') + 4
  const parts: Buffer[] = []
  for (;;) {
    const lineEnd = text.indexOf('\r\n', at)
    if (lineEnd < 0) return { body: Buffer.concat(parts), complete: false, rest: text.subarray(at) }
    const size = text.toString('latin1', at, lineEnd)
    if (!/^[0-9a-f]+$/.test(size)) throw new Error(`Not a chunk size: ${JSON.stringify(size.slice(0, 40))}`)
    const length = Number.parseInt(size, 16)
    const end = lineEnd + 2 + length
    if (text.length < end + 2) return { body: Buffer.concat(parts), complete: false, rest: text.subarray(at) }
    if (text.toString('latin1', end, end + 2) !== '\r\n') throw new Error('A chunk has the wrong length')
    parts.push(text.subarray(lineEnd + 2, end))
    at = end + 2
    if (length === 0) return { body: Buffer.concat(parts), complete: true, rest: text.subarray(at) }
  }
}

/** Everything a raw socket receives until a condition holds. */
async function receive(socket: Socket, enough: (all: Buffer) => boolean): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    parts.push(part)
    const all = Buffer.concat(parts)
    if (enough(all)) return all
  }
  return Buffer.concat(parts)
}

// Fills the kernel's buffers with megabytes, which a busy machine may take its time for.
describe('slow readers', { timeout: 30_000 }, () => {
  const big = 'x'.repeat(400_000)

  /** Pushes, each one seen by the live listener, until the server holds bytes back for the other one. */
  async function stall(room: Room, live: Listener): Promise<{ socket: Socket; heldBytes: number; revision: number }> {
    for (let i = 0; i < 200; i += 1) {
      const revision = room.status('attendees')
      await live.untilRevision(revision)
      const socket = room.sockets[0]
      if (socket && socket.writableNeedDrain) return { socket, heldBytes: socket.writableLength, revision }
    }
    throw new Error('The line never filled up')
  }

  async function roomWithSleeper() {
    const room = await startRoom({ render: (_audience, header) => ({ ...header, big }) })
    const sleeper = await room.raw(streamRequest)
    await room.untilConnected('attendees', 1)
    const live = await room.listen()
    return { room, sleeper, live, ...(await stall(room, live)) }
  }

  test('get nothing while behind, then only the newest, and hold up nobody', async () => {
    const { room, sleeper, live, socket, heldBytes, revision: full } = await roomWithSleeper()
    let newest = full
    for (let i = 0; i < 50; i += 1) {
      newest = room.status('attendees')
      await live.untilRevision(newest)
    }
    room.clock.advance(10_000)
    await live.untilEvent('beat')
    expect(socket.writableLength).toBe(heldBytes)
    expect(live.revisions).toEqual(Array.from({ length: newest + 1 }, (_, revision) => revision))

    const last = `"revision":${newest},`
    const all = await receive(sleeper, (bytes) => bytes.includes(last) && !readChunks(bytes).rest.length)
    const parser = new EventParser()
    parser.push(readChunks(all).body)
    const views = parser.events.filter(({ type }) => type === 'view')
    const seen = views.map(({ lastEventId }) => Number(lastEventId))
    expect(seen).toEqual([...Array.from({ length: full + 1 }, (_, revision) => revision), newest])

    // Awake again, it is like everybody else.
    const next = room.status('attendees')
    await receive(sleeper, (bytes) => bytes.includes(`"revision":${next},`))
    room.clock.advance(60_000)
    expect(room.live.connected('attendees')).toBe(2)
  })

  test('are dropped when nothing drains for 30 seconds', async () => {
    const { room, live, socket } = await roomWithSleeper()
    room.clock.advance(29_999)
    expect(room.live.connected('attendees')).toBe(2)
    expect(socket.destroyed).toBe(false)
    room.clock.advance(1)
    expect(room.live.connected('attendees')).toBe(1)
    expect(socket.destroyed).toBe(true)
    await live.untilRevision(room.status('attendees'))
  })

  test('do not hold up closing for more than a second', async () => {
    const { room, live, socket } = await roomWithSleeper()
    const closed = room.live.close()
    expect(await live.ended()).toBe(true)
    expect(socket.destroyed).toBe(false)
    room.clock.advance(1_000)
    await closed
    expect(socket.destroyed).toBe(true)
    expect(room.clock.timers).toBe(0)
  })
})

describe('one stream per device', () => {
  test('a second stream ends the first politely, whose reconnect is turned away', async () => {
    const room = await startRoom()
    const first = await room.listen({ device: 'd1', stream: 's1' })
    const second = await room.listen({ device: 'd1', stream: 's2' })
    expect(await first.ended()).toBe(true)
    expect(room.live.connected('attendees')).toBe(1)

    const again = await room.listen({ device: 'd1', stream: 's1' })
    expect(again.response.statusCode).toBe(204)
    await second.untilRevision(room.status('attendees'))
  })

  test('the same stream may come back before its broken line was noticed, and again', async () => {
    const room = await startRoom()
    const first = await room.listen({ device: 'd1', stream: 's1' })
    for (let i = 0; i < 3; i += 1) {
      const again = await room.listen({ device: 'd1', stream: 's1' })
      expect(again.response.statusCode).toBe(200)
      await again.untilEvent('view')
    }
    expect(await first.ended()).toBe(true)
    expect(room.live.connected('attendees')).toBe(1)
  })

  test('a stream that left by itself was not evicted by the next one', async () => {
    const room = await startRoom()
    await room.listen()
    for (const stream of ['s1', 's2', 's1']) {
      const listener = await room.listen({ device: 'd1', stream })
      expect(listener.response.statusCode).toBe(200)
      listener.leave()
      await room.untilConnected('attendees', 1)
    }
  })

  test('other devices, other audiences and streams without a device live side by side', async () => {
    const room = await startRoom()
    await room.listen({ device: 'd1', stream: 's1' })
    await room.listen({ device: 'd2', stream: 's1' })
    await room.listen({ device: 'd1', stream: 's2', audience: 'results:p1' })
    await room.listen()
    await room.listen()
    expect(room.live.connected('attendees')).toBe(4)
    expect(room.live.connected('results:p1')).toBe(1)
    expect((await room.listen({ device: 'd2', stream: 's2' })).response.statusCode).toBe(200)
    expect((await room.listen({ device: 'd1', stream: 's1' })).response.statusCode).toBe(200)
  })
})

describe('release', () => {
  test('a client that leaves is forgotten, with all it had pending', async () => {
    const room = await startRoom()
    const listener = await room.listen({ device: 'd1', stream: 's1' })
    room.counts('attendees')
    room.counts('attendees')
    expect(room.clock.timers).toBe(2)
    listener.leave()
    await room.untilConnected('attendees', 0)
    expect(room.clock.timers).toBe(0)
    expect(room.presence).toEqual([
      { audience: 'attendees', connected: 1 },
      { audience: 'attendees', connected: 0 },
    ])
    // Left by itself, so it was no eviction.
    expect((await room.listen({ device: 'd1', stream: 's1' })).response.statusCode).toBe(200)
  })

  test.each([
    ['reset', (socket: Socket) => void socket.resetAndDestroy()],
    ['half-close', (socket: Socket) => void socket.end()],
  ])('a %s releases the session too', async (_name, leave) => {
    const room = await startRoom()
    const socket = await room.raw(streamRequest)
    await room.untilConnected('attendees', 1)
    socket.resume()
    leave(socket)
    room.status('attendees')
    await room.untilConnected('attendees', 0)
  })

  test('a stream asked for behind another on one connection costs that connection', async () => {
    const room = await startRoom()
    const other = await room.listen()
    const socket = await room.raw(streamRequest.repeat(2))
    await once(socket, 'close')
    await room.untilConnected('attendees', 1)
    await other.untilRevision(room.status('attendees'))
  })

  test('an error of a response ends that stream and nothing else', async () => {
    const responses: ServerResponse[] = []
    const room = await startRoom({}, (self) => (request, response) => {
      responses.push(response)
      self.answer(request, response)
    })
    const broken = await room.listen({ device: 'd1' })
    const other = await room.listen({ device: 'd2' })
    responses[0]?.emit('error', new Error('write failed'))
    expect(room.live.connected('attendees')).toBe(1)
    expect(await broken.ended()).toBe(false)
    await other.untilRevision(room.status('attendees'))

    // After its end the connection may already serve somebody else.
    await room.listen({ device: 'd2' })
    expect(await other.ended()).toBe(true)
    responses[1]?.emit('error', new Error('write after end'))
    expect(room.sockets[1]?.destroyed).toBe(false)
  })

  test('a client that left while it was being let in leaves no session behind', async () => {
    let letIn = (): void => undefined
    const room = await startRoom({}, (self) => (request, response) => {
      letIn = () => self.answer(request, response)
      client.destroy()
    })
    const client = await room.raw(streamRequest)
    await room.until(() => room.sockets[0]?.destroyed)
    letIn()
    expect(room.live.connected('attendees')).toBe(0)
    expect(room.clock.timers).toBe(0)
  })

  test('streams on one connection leave no listeners on its socket', async () => {
    const room = await startRoom()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const listen = async (stream: string): Promise<IncomingMessage> => {
      const request = get(room.url({ device: 'd1', stream }), { agent })
      const [response] = (await once(request, 'response')) as [IncomingMessage]
      return response.resume()
    }
    const before: number[] = []
    for (let i = 0; i < 5; i += 1) {
      const response = await listen(`s${i}`)
      const socket = room.sockets[0]
      before.push((socket?.listenerCount('close') ?? 0) + (socket?.listenerCount('drain') ?? 0))
      const ended = once(response, 'end')
      const other = await room.listen({ device: 'd1', stream: `other${i}` })
      await ended
      other.leave()
      await room.untilConnected('attendees', 0)
    }
    agent.destroy()
    expect(room.sockets.filter((socket) => !socket.destroyed).length).toBeLessThanOrEqual(1)
    // The connection was used again and again: its terminating chunks were accepted.
    expect(room.sockets).toHaveLength(6)
    expect(new Set(before).size).toBe(1)
  })
})

describe('on the wire', () => {
  test('chunks are whole, and after the end the connection takes the next request', async () => {
    const room = await startRoom()
    const socket = await room.raw('GET /?device=d1&stream=s1 HTTP/1.1\r\nHost: room\r\n\r\n')
    await room.untilConnected('attendees', 1)
    for (let i = 0; i < 3; i += 1) room.status('attendees')
    const views = receive(socket, (all) => readChunks(all).body.includes('id: 3\n'))
    expect(readChunks(await views).rest).toHaveLength(0)

    const ending = receive(socket, (bytes) => bytes.includes('0\r\n\r\n'))
    await room.listen({ device: 'd1', stream: 's2' })
    expect((await ending).toString()).toBe('0\r\n\r\n')
    socket.write('GET /?device=d1&stream=s1 HTTP/1.1\r\nHost: room\r\n\r\n')
    expect((await receive(socket, (all) => all.includes('\r\n\r\n'))).toString()).toMatch(/^HTTP\/1\.1 204 /)
  })

  test('HTTP/1.0 gets the events bare, and the end of the connection as their end', async () => {
    const room = await startRoom()
    const socket = await room.raw('GET / HTTP/1.0\r\nHost: room\r\n\r\n')
    await room.untilConnected('attendees', 1)
    room.status('attendees')
    const reading = receive(socket, () => false)
    const listener = await room.listen()
    await listener.untilRevision(1)
    await room.live.close()
    const [head = '', ...body] = (await reading).toString().split('\r\n\r\n')
    expect(head).not.toMatch(/transfer-encoding/i)
    const parser = new EventParser()
    parser.push(Buffer.from(body.join('\r\n\r\n')))
    expect(parser.events.map(({ type, lastEventId }) => `${type} ${lastEventId}`)).toEqual([
      'beat ',
      'view 0',
      'view 1',
      'farewell 1',
    ])
    expect(body.join('')).toMatch(/^retry: 2000\n\nevent: beat\ndata: 0\n\nevent: view\n/)
  })

  test('HEAD gets the head alone and opens nothing', async () => {
    const room = await startRoom()
    const response = await fetch(room.url(), { method: 'HEAD' })
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(await response.text()).toBe('')
    expect(room.live.connected('attendees')).toBe(0)
  })

  test('fetch reads a stream to its proper end', async () => {
    const room = await startRoom()
    const response = await fetch(room.url({ event: 'message' }))
    room.status('attendees')
    const reading = response.text()
    const listener = await room.listen()
    await listener.untilRevision(1)
    await room.live.close()
    expect(await reading).toBe(
      'retry: 2000\n\nid: 0\ndata: {"epoch":"epoch-1","revision":0,"audience":"attendees"}\n\n' +
        'id: 1\ndata: {"epoch":"epoch-1","revision":1,"audience":"attendees"}\n\nevent: farewell\ndata: {}\n\n',
    )
  })
})

describe('closing', () => {
  test('delivers what waits, says farewell, ends properly and opens nothing more', async () => {
    const room = await startRoom()
    const listeners = await Promise.all([room.listen(), room.listen(), room.listen({ audience: 'stage' })])
    room.counts('attendees')
    room.counts('attendees')
    const closed = room.live.close()
    expect(room.live.close()).toBe(closed)
    await closed
    for (const listener of listeners) {
      expect(await listener.ended()).toBe(true)
      expect(listener.events.at(-1)?.type).toBe('farewell')
    }
    expect(listeners[0].revisions.at(-1)).toBe(2)
    expect(room.live.connected('attendees')).toBe(0)
    expect(room.clock.timers).toBe(0)
    expect((await room.listen()).response.statusCode).toBe(503)
    room.status('attendees')
    expect(room.clock.timers).toBe(0)
  })
})
