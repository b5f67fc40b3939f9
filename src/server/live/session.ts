import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Writable } from 'node:stream'
import type { Clock } from './clock.ts'
import { retryFrame } from './frame.ts'
import type { Frame, FrameName, View } from './frame.ts'
import type { Outbox, Sender } from './outbox.ts'

/** A session whose line takes nothing for this long is dropped. */
export const stalledDropMs = 30_000

/** How long a stream may take to end politely before its socket is cut. */
export const endWithinMs = 1_000

/**
 * `no-transform` because compressing middleware would otherwise hold events back; `x-accel-buffering` for proxies that
 * would. `connection` is left to Node, which says keep-alive unless the client cannot or will not.
 */
export const streamHeaders: OutgoingHttpHeaders = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

export interface SessionOptions {
  readonly frameName: FrameName
  readonly device: string | undefined
  readonly streamId: string | undefined
  readonly clock: Clock
  readonly outbox: Outbox
  /** Called exactly once, whoever ended the stream. */
  readonly onGone: (session: Session) => void
}

/** One open stream. Holds at most the newest view for its client, never a queue. */
export class Session implements Sender {
  readonly device: string | undefined
  readonly streamId: string | undefined
  readonly #request: IncomingMessage
  readonly #response: ServerResponse
  readonly #options: SessionOptions
  #offered: View | null = null
  /** A newer view takes the place of an older one or of a heartbeat. */
  #waiting: Frame | null = null
  /** Runs while the line takes nothing. */
  #stalled: { timer: unknown } | null = null
  #gone = false

  constructor(request: IncomingMessage, response: ServerResponse, options: SessionOptions) {
    this.#request = request
    this.#response = response
    this.#options = options
    this.device = options.device
    this.streamId = options.streamId
  }

  /** Sends the head, the time to wait before a reconnect, a first sign of life, and the first view. */
  begin(retryMs: number, sign: Frame, view: View | null): void {
    const response = this.#response
    this.#request.socket.setNoDelay(true)
    // The listener gives an answer that nobody reads so much time; a quiet stream is none.
    this.#request.socket.setTimeout(0)
    // The socket's, because a response that waits behind another on its connection never hears of the end.
    this.#request.socket.once('close', this.#release)
    // Stays for good: an error after the end must not become an uncaught one.
    response.on('error', this.#drop)
    response.writeHead(200, streamHeaders)
    // Through http and not past it: this is what sends the head.
    const retry = retryFrame(retryMs).event
    // Our own pages set their clocks by it; a plain EventSource is spared what it did not ask for.
    response.write(this.#options.frameName === 'view' ? Buffer.concat([retry, sign.event]) : retry)
    if (view === null) return
    this.offer(view)
    this.flush()
  }

  /** The newest view of the audience: replaces one that is still waiting. */
  offer(view: View): void {
    if (view === this.#offered) return
    this.#offered = view
    this.#waiting = view.frame(this.#options.frameName)
    this.#options.outbox.add(this)
  }

  beat(sign: Frame): void {
    this.#waiting ??= sign
    this.#options.outbox.add(this)
  }

  /** Writes what is waiting, unless the line is full. */
  flush(): void {
    if (this.#gone || this.#stalled) return
    const frame = this.#waiting
    this.#waiting = null
    if (frame) this.#write(frame)
  }

  /** Ends the stream after what is waiting and a last word. Settles when that is sent, or cut off after `endWithinMs`. */
  end(lastWord?: Frame): Promise<void> {
    if (this.#gone) return Promise.resolve()
    this.flush()
    if (lastWord) this.#send(lastWord)
    this.#release()
    const { clock } = this.#options
    return new Promise((resolve) => {
      const cut = clock.setTimeout(() => {
        this.#request.socket.destroy()
        resolve()
      }, endWithinMs)
      this.#response.once('close', () => {
        clock.clearTimeout(cut)
        resolve()
      })
      this.#response.end()
    })
  }

  #write(frame: Frame): void {
    const fullOutlet = this.#send(frame)
    if (!fullOutlet) return
    this.#stalled = { timer: this.#options.clock.setTimeout(this.#drop, stalledDropMs) }
    fullOutlet.once('drain', this.#resume)
  }

  /** @returns what was written to, if it now asks to wait for its `drain` */
  #send(frame: Frame): Writable | null {
    const response = this.#response
    const socket = response.socket
    // A ready chunk written to the socket costs two thirds of `response.write`. Only where http would chunk too, and
    // not before it has given this response the socket: until then it holds back the head and what came first.
    if (socket !== null && response.chunkedEncoding) {
      return socket.write(frame.chunk) ? null : socket
    }
    return response.write(frame.event) ? null : response
  }

  readonly #resume = (): void => {
    this.#options.clock.clearTimeout(this.#stalled?.timer)
    this.#stalled = null
    this.flush()
  }

  readonly #drop = (): void => {
    if (this.#gone) return
    this.#request.socket.destroy()
    this.#release()
  }

  readonly #release = (): void => {
    if (this.#gone) return
    this.#gone = true
    this.#waiting = this.#offered = null
    this.#options.clock.clearTimeout(this.#stalled?.timer)
    // The socket may live on for other requests of the same client.
    this.#request.socket.off('close', this.#release)
    this.#options.onGone(this)
  }
}
