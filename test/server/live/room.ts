import { once } from 'node:events'
import { Agent, createServer, get } from 'node:http'
import type { ClientRequest, IncomingMessage, RequestListener } from 'node:http'
import { connect } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import { createLive } from '../../../src/server/live/live.ts'
import type { Clock, Live, LiveOptions, OpenOptions } from '../../../src/server/live/live.ts'
import { EventParser } from './eventParser.ts'
import type { StreamEvent } from './eventParser.ts'

/** Time that passes only when told to. */
export class ManualClock implements Clock {
  #nowMs = 0
  readonly #timers = new Map<number, { dueAtMs: number; run: () => void }>()
  #nextId = 1

  now(): number {
    return this.#nowMs
  }

  setTimeout(run: () => void, afterMs: number): number {
    const id = this.#nextId++
    this.#timers.set(id, { dueAtMs: this.#nowMs + afterMs, run })
    return id
  }

  clearTimeout(timer: unknown): void {
    this.#timers.delete(timer as number)
  }

  get timers(): number {
    return this.#timers.size
  }

  advance(ms: number): void {
    const untilMs = this.#nowMs + ms
    for (;;) {
      const due = [...this.#timers].filter(([, timer]) => timer.dueAtMs <= untilMs)
      const next = due.sort(([, a], [, b]) => a.dueAtMs - b.dueAtMs)[0]
      if (!next) break
      this.#timers.delete(next[0])
      this.#nowMs = next[1].dueAtMs
      next[1].run()
    }
    this.#nowMs = untilMs
  }
}

/** A state that tests can wait for: every `changed()` looks at all conditions again. */
class Watch {
  readonly #waiting = new Set<() => void>()

  changed(): void {
    for (const look of [...this.#waiting]) look()
  }

  until<T>(look: () => T | undefined | null | false): Promise<T> {
    return new Promise((resolve) => {
      const again = () => {
        const found = look()
        if (found === undefined || found === null || found === false) return
        this.#waiting.delete(again)
        resolve(found)
      }
      this.#waiting.add(again)
      again()
    })
  }
}

export interface Rendered {
  readonly audience: string
  readonly revision: number
}

/** A hub behind a real HTTP server that does what a caller would: 204 for evicted, 503 for full. */
export class Room {
  readonly clock = new ManualClock()
  readonly rendered: Rendered[] = []
  readonly errors: { error: unknown; audience: string }[] = []
  readonly presence: { audience: string; connected: number }[] = []
  readonly live: Live
  readonly sockets: Socket[] = []
  readonly #watch = new Watch()
  readonly #server
  #url = ''

  constructor(options: Partial<LiveOptions>, listener?: (room: Room) => RequestListener) {
    const render: LiveOptions['render'] = options.render ?? ((audience, header) => ({ ...header, audience }))
    this.live = createLive({
      epoch: 'epoch-1',
      windowMs: 250,
      random: () => 0.5,
      limits: { sessions: 1_000 },
      clock: this.clock,
      ...options,
      onError: (error, audience) => this.errors.push({ error, audience }),
      onPresence: (audience, connected) => {
        this.presence.push({ audience, connected })
        this.#watch.changed()
      },
      render: (audience, header) => {
        this.rendered.push({ audience, revision: header.revision })
        return render(audience, header)
      },
    })
    this.#server = createServer(listener?.(this) ?? ((request, response) => this.answer(request, response)))
    this.#server.on('connection', (socket) => {
      this.sockets.push(socket)
      socket.once('close', () => this.#watch.changed())
    })
  }

  answer: RequestListener = (request, response) => {
    const asked = new URL(request.url ?? '/', 'http://room').searchParams
    const options: OpenOptions = {
      audience: asked.get('audience') ?? 'attendees',
      event: asked.get('event') === 'message' ? 'message' : 'view',
      ...(asked.has('device') ? { device: asked.get('device') ?? '' } : {}),
      ...(asked.has('stream') ? { streamId: asked.get('stream') ?? '' } : {}),
    }
    const opening = this.live.open(request, response, options)
    if (opening === 'evicted') response.writeHead(204).end()
    if (opening === 'full') response.writeHead(503).end()
  }

  async start(): Promise<this> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#url = `http://127.0.0.1:${this.port}/`
    onTestFinished(() => {
      this.#server.closeAllConnections()
      this.#server.close()
    })
    return this
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port
  }

  url(query: Record<string, string> = {}): string {
    return `${this.#url}?${new URLSearchParams(query)}`
  }

  /** Opens a stream and waits for its head. */
  async listen(query: Record<string, string> = {}): Promise<Listener> {
    const request = get(this.url(query), { agent: new Agent({ keepAlive: true }) })
    const [response] = (await once(request, 'response')) as [IncomingMessage]
    const listener = new Listener(request, response)
    onTestFinished(() => void request.destroy())
    return listener
  }

  /** A connection that says what it likes and reads only when told to. */
  async raw(text: string): Promise<Socket> {
    const socket = connect(this.port, '127.0.0.1')
    socket.on('error', () => undefined)
    onTestFinished(() => void socket.destroy())
    await once(socket, 'connect')
    socket.write(text)
    return socket
  }

  /** Waits until the hub or a connection has reached a state. */
  until<T>(look: () => T | undefined | null | false): Promise<T> {
    return this.#watch.until(look)
  }

  untilConnected(audience: string, connected: number): Promise<true> {
    return this.until(() => this.live.connected(audience) === connected)
  }

  status(...audiences: string[]): number {
    return this.live.announce(audiences.map((audience) => ({ audience, urgency: 'status' })))
  }

  counts(...audiences: string[]): number {
    return this.live.announce(audiences.map((audience) => ({ audience, urgency: 'counts' })))
  }
}

export async function startRoom(
  options: Partial<LiveOptions> = {},
  listener?: (room: Room) => RequestListener,
): Promise<Room> {
  return new Room(options, listener).start()
}

/** A client that reads everything. */
export class Listener {
  readonly #parser = new EventParser()
  readonly #watch = new Watch()
  readonly #request: ClientRequest
  readonly response: IncomingMessage
  #closed = false
  #completed = false

  constructor(request: ClientRequest, response: IncomingMessage) {
    this.#request = request
    this.response = response
    response.on('data', (bytes: Buffer) => {
      this.#parser.push(bytes)
      this.#watch.changed()
    })
    // `end` comes only after the terminating chunk; a cut line brings `close` alone.
    response.on('end', () => (this.#completed = true))
    response.on('error', () => undefined)
    response.on('close', () => {
      this.#closed = true
      this.#watch.changed()
    })
    request.on('error', () => undefined)
  }

  get events(): readonly StreamEvent[] {
    return this.#parser.events
  }

  get retryMs(): number | null {
    return this.#parser.retryMs
  }

  /** Revisions of the views received, in order. */
  get revisions(): number[] {
    return this.events
      .filter(({ lastEventId, type }) => lastEventId && type !== 'beat')
      .map((e) => Number(e.lastEventId))
  }

  until<T>(look: () => T | undefined | null | false): Promise<T> {
    return this.#watch.until(look)
  }

  untilRevision(revision: number): Promise<StreamEvent> {
    return this.until(() => this.events.find((event) => Number(event.lastEventId) === revision))
  }

  untilEvent(type: string): Promise<StreamEvent> {
    return this.until(() => this.events.find((event) => event.type === type))
  }

  /** Resolves to whether the stream ended as HTTP says and not by a cut. */
  async ended(): Promise<boolean> {
    await this.until(() => this.#closed)
    return this.#completed
  }

  leave(): void {
    this.#request.destroy()
  }
}
