import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { heartbeatMs, retryMs } from '../../contract/stream.ts'
import { Channel } from './channel.ts'
import type { Urgency } from './channel.ts'
import { systemClock } from './clock.ts'
import type { Clock } from './clock.ts'
import { Evictions } from './evictions.ts'
import { farewell, heartbeatFrame, View } from './frame.ts'
import type { Frame, FrameName } from './frame.ts'
import { Outbox } from './outbox.ts'
import { Session, streamHeaders } from './session.ts'

export type { Urgency } from './channel.ts'
export type { Clock } from './clock.ts'

/** Who sees the same bytes: `attendees`, `stage`, `lobby`, `meeting:ID`, `results:POLLID`. The hub gives it no meaning. */
export type AudienceName = string

export interface LiveOptions {
  /** Drawn at server start; tells clients to forget revisions of an earlier run. */
  readonly epoch: string
  /** Renders an audience's whole view, a JSON value. Called at most once per push, never per session. */
  readonly render: (audience: AudienceName, header: { readonly epoch: string; readonly revision: number }) => unknown
  /** Longest time that a changed count waits. */
  readonly windowMs: number
  /** From 0 up to 1. Spreads the reconnects of a room. */
  readonly random: () => number
  /** `sessions`: most streams open at once, over all audiences; reserved ones are not counted. */
  readonly limits: { readonly sessions: number }
  /** A view could not be rendered: its audience keeps what it has, everybody else goes on. */
  readonly onError: (error: unknown, audience: AudienceName) => void
  /** The number of sessions of an audience has changed. Called for every change: coalescing is the caller's. */
  readonly onPresence?: (audience: AudienceName, connected: number) => void
  readonly clock?: Clock
  /** The server's clock in milliseconds, told with every heartbeat. */
  readonly stampMs?: () => number
}

export interface Change {
  readonly audience: AudienceName
  readonly urgency: Urgency
}

export interface OpenOptions {
  readonly audience: AudienceName
  /** `view` events for our pages, plain `message` events for any EventSource. */
  readonly event: FrameName
  /** One stream per device within an audience; without it, no such limit. */
  readonly device?: string
  /** Chosen by the page for each stream it opens; an EventSource's own reconnects keep it. */
  readonly streamId?: string
  /** For the host's own screens: however full the room is, they get in. */
  readonly reserved?: boolean
}

/**
 * `opened`: the hub has taken over the response. Otherwise nothing was written and the caller answers: `evicted` with
 * 204, which makes an EventSource stay away; `full` (or closing) with 503.
 */
export type Opening = 'opened' | 'evicted' | 'full'

export interface Live {
  readonly epoch: string
  revision(): number
  /**
   * Something has changed: the revision grows once, and each audience gets its newest view, at once for `status`,
   * within the window for `counts` (the first at once, then one per window).
   * @returns the new revision
   */
  announce(changes: readonly Change[]): number
  /** Answers a GET with an event stream that begins with the audience's current view. */
  open(request: IncomingMessage, response: ServerResponse, options: OpenOptions): Opening
  connected(audience: AudienceName): number
  /** Those that somebody listens to now. */
  audiences(): readonly AudienceName[]
  setWindowMs(windowMs: number): void
  /** Says farewell and ends all streams; those that do not take it are cut after a second. Nothing opens afterwards. */
  close(): Promise<void>
}

export function createLive(options: LiveOptions): Live {
  return new Hub(options)
}

class Hub implements Live {
  readonly epoch: string
  readonly #options: LiveOptions
  readonly #clock: Clock
  readonly #outbox = new Outbox()
  readonly #evictions = new Evictions()
  /** Only audiences that somebody listens to: the others cost nothing. */
  readonly #channels = new Map<AudienceName, Channel>()
  #revision = 0
  #windowMs: number
  /** Not counting reserved ones. */
  #sessions = 0
  readonly #sockets = new WeakSet<Socket>()
  #heartbeat: unknown = null
  #closing: Promise<void> | null = null

  constructor(options: LiveOptions) {
    this.epoch = options.epoch
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#windowMs = options.windowMs
  }

  revision(): number {
    return this.#revision
  }

  announce(changes: readonly Change[]): number {
    this.#revision += 1
    const urgencies = new Map<AudienceName, Urgency>()
    for (const { audience, urgency } of changes) {
      if (urgencies.get(audience) !== 'status') urgencies.set(audience, urgency)
    }
    for (const [audience, urgency] of urgencies) this.#channels.get(audience)?.changed(urgency)
    return this.#revision
  }

  open(request: IncomingMessage, response: ServerResponse, options: OpenOptions): Opening {
    if (this.#closing) return 'full'
    const { audience, device, streamId } = options
    if (device !== undefined && streamId !== undefined && this.#evictions.has(audience, device, streamId)) {
      return 'evicted'
    }
    const earlier = device === undefined ? undefined : this.#channels.get(audience)?.ofDevice(device)
    if (!options.reserved && this.#sessions - (earlier ? 1 : 0) >= this.#options.limits.sessions) return 'full'
    // A stream asked for behind another on one connection would hold a session that nobody can read. No browser does
    // it; thousands of them would take the places of the room.
    if (this.#sockets.has(request.socket)) {
      request.socket.destroy()
      return 'opened'
    }
    // A client that left while it was being let in will not be heard of again: a session for it would stay for ever.
    if (request.socket.destroyed || response.destroyed) return 'opened'
    if (request.method === 'HEAD') {
      response.writeHead(200, streamHeaders).end()
      return 'opened'
    }
    if (earlier) this.#evict(earlier, audience, streamId)
    this.#begin(request, response, options)
    return 'opened'
  }

  connected(audience: AudienceName): number {
    return this.#channels.get(audience)?.size ?? 0
  }

  audiences(): readonly AudienceName[] {
    return [...this.#channels.keys()]
  }

  setWindowMs(windowMs: number): void {
    this.#windowMs = windowMs
    for (const channel of this.#channels.values()) channel.windowChanged()
  }

  close(): Promise<void> {
    this.#closing ??= this.#endAll()
    return this.#closing
  }

  #begin(request: IncomingMessage, response: ServerResponse, options: OpenOptions): void {
    const { audience } = options
    const channel = this.#channel(audience)
    const { socket } = request
    this.#sockets.add(socket)
    const session = new Session(request, response, {
      frameName: options.event,
      device: options.device,
      streamId: options.streamId,
      clock: this.#clock,
      outbox: this.#outbox,
      onGone: (gone) => {
        this.#sockets.delete(socket)
        this.#forget(gone, channel, options)
      },
    })
    channel.add(session)
    if (!options.reserved) this.#sessions += 1
    this.#heartbeat ??= this.#clock.setTimeout(this.#beat, heartbeatMs)
    const waitMs = Math.round(retryMs.min + this.#options.random() * (retryMs.max - retryMs.min))
    session.begin(waitMs, this.#sign(), channel.current())
    this.#options.onPresence?.(audience, channel.size)
  }

  #channel(audience: AudienceName): Channel {
    const known = this.#channels.get(audience)
    if (known) return known
    const channel = new Channel({
      render: () => this.#render(audience),
      windowMs: () => this.#windowMs,
      clock: this.#clock,
    })
    this.#channels.set(audience, channel)
    return channel
  }

  #render(audience: AudienceName): View | null {
    const header = { epoch: this.epoch, revision: this.#revision }
    try {
      return new View(header.revision, this.#options.render(audience, header))
    } catch (error) {
      this.#options.onError(error, audience)
      return null
    }
  }

  /** The same stream coming back, before its broken line was noticed, is no eviction: it may come back again. */
  #evict(session: Session, audience: AudienceName, newcomer: string | undefined): void {
    const { device, streamId } = session
    if (device !== undefined && streamId !== undefined && streamId !== newcomer) {
      this.#evictions.add(audience, device, streamId)
    }
    void session.end()
  }

  #forget(session: Session, channel: Channel, { audience, reserved }: OpenOptions): void {
    channel.remove(session)
    if (channel.size === 0) this.#channels.delete(audience)
    if (!reserved) this.#sessions -= 1
    if (this.#channels.size === 0) {
      this.#clock.clearTimeout(this.#heartbeat)
      this.#heartbeat = null
    }
    this.#options.onPresence?.(audience, channel.size)
  }

  #sign(): Frame {
    return heartbeatFrame(Math.round(this.#options.stampMs?.() ?? this.#clock.now()))
  }

  readonly #beat = (): void => {
    const sign = this.#sign()
    for (const channel of this.#channels.values()) {
      for (const session of channel.sessions) session.beat(sign)
    }
    this.#heartbeat = this.#clock.setTimeout(this.#beat, heartbeatMs)
  }

  async #endAll(): Promise<void> {
    const endings: Promise<void>[] = []
    for (const channel of [...this.#channels.values()]) {
      channel.pushPending()
      for (const session of [...channel.sessions]) endings.push(session.end(farewell))
    }
    await Promise.all(endings)
  }
}
