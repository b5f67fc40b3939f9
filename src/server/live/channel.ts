import type { Clock } from './clock.ts'
import type { View } from './frame.ts'
import type { Session } from './session.ts'

/** `status`: everybody must see it now. `counts`: may wait for the window, so that many changes become one push. */
export type Urgency = 'status' | 'counts'

export interface ChannelOptions {
  /** Null when the view could not be made. */
  readonly render: () => View | null
  /** Asked each time, because the host can change it. */
  readonly windowMs: () => number
  readonly clock: Clock
}

/** One audience while anyone listens to it. Pushes are whole views, so a push that comes later says everything. */
export class Channel {
  readonly #sessions = new Set<Session>()
  readonly #byDevice = new Map<string, Session>()
  readonly #options: ChannelOptions
  /** The newest view; null when something has changed since it was rendered. */
  #view: View | null = null
  #pushedAtMs = -Infinity
  #pending: { timer: unknown } | null = null

  constructor(options: ChannelOptions) {
    this.#options = options
  }

  get size(): number {
    return this.#sessions.size
  }

  get sessions(): Iterable<Session> {
    return this.#sessions
  }

  ofDevice(device: string): Session | undefined {
    return this.#byDevice.get(device)
  }

  /** A device's earlier session must have left. */
  add(session: Session): void {
    this.#sessions.add(session)
    if (session.device !== undefined) this.#byDevice.set(session.device, session)
  }

  remove(session: Session): void {
    this.#sessions.delete(session)
    if (session.device !== undefined) this.#byDevice.delete(session.device)
    if (this.#sessions.size === 0) this.#cancelPending()
  }

  /** The newest view, rendered only if something has changed. */
  current(): View | null {
    this.#view ??= this.#options.render()
    return this.#view
  }

  changed(urgency: Urgency): void {
    this.#view = null
    if (urgency === 'status') this.#push()
    else if (!this.#pending) this.#pushWithinWindow()
  }

  windowChanged(): void {
    if (!this.#pending) return
    this.#cancelPending()
    this.#pushWithinWindow()
  }

  /** Pushes now what was to wait for the window. */
  pushPending(): void {
    if (this.#pending) this.#push()
  }

  #pushWithinWindow(): void {
    const { clock, windowMs } = this.#options
    const waitMs = this.#pushedAtMs + windowMs() - clock.now()
    if (waitMs <= 0) this.#push()
    else this.#pending = { timer: clock.setTimeout(() => this.#push(), waitMs) }
  }

  #push(): void {
    this.#cancelPending()
    this.#pushedAtMs = this.#options.clock.now()
    const view = this.current()
    if (!view) return
    for (const session of this.#sessions) session.offer(view)
  }

  #cancelPending(): void {
    this.#options.clock.clearTimeout(this.#pending?.timer)
    this.#pending = null
  }
}
