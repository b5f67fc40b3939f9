import { farewellEvent, heartbeatEvent, viewEvent } from '../../contract/stream.ts'

/** What a stream's frames are called: named views for our pages, plain messages for any EventSource. */
export type FrameName = 'view' | 'message'

/** One event as bytes, made once and shared by all sessions. */
export interface Frame {
  /** The event alone, for `response.write`. A window onto `chunk`, not a copy. */
  readonly event: Buffer
  /** The event as one chunk of HTTP's chunked encoding, for the socket itself. */
  readonly chunk: Buffer
}

/** A sign of life that tells the server's clock. */
export function heartbeatFrame(stampMs: number): Frame {
  return frame(`event: ${heartbeatEvent}\ndata: ${stampMs}\n\n`)
}

export const farewell = frame(`event: ${farewellEvent}\ndata: {}\n\n`)

/** Tells an EventSource how long to wait before it comes back. Dispatches no event. */
export function retryFrame(retryMs: number): Frame {
  return frame(`retry: ${retryMs}\n\n`)
}

/** An audience's whole view at one revision, serialised once however many sessions and frame names there are. */
export class View {
  readonly #lines: string
  readonly #frames = new Map<FrameName, Frame>()

  /** @throws TypeError when the value has no JSON. */
  constructor(revision: number, value: unknown) {
    // JSON has no raw line break and no lone surrogate, so one `data:` line always carries it whole.
    const json = JSON.stringify(value) as string | undefined
    if (json === undefined) throw new TypeError('A view must be a JSON value')
    this.#lines = `id: ${revision}\ndata: ${json}\n\n`
  }

  frame(name: FrameName): Frame {
    const known = this.#frames.get(name)
    if (known) return known
    const made = frame(name === 'view' ? `event: ${viewEvent}\n${this.#lines}` : this.#lines)
    this.#frames.set(name, made)
    return made
  }
}

function frame(event: string): Frame {
  const length = Buffer.byteLength(event)
  const head = `${length.toString(16)}\r\n`
  const chunk = Buffer.from(`${head}${event}\r\n`)
  return { event: chunk.subarray(head.length, head.length + length), chunk }
}
