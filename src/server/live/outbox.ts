/** Something with bytes waiting. */
export interface Sender {
  flush(): void
}

/** Longest time that writing may hold the event loop: one loop over 10,000 sockets takes about 110 ms. */
const sliceMs = 4

/**
 * Lets many senders write without holding up anything else: in order of arrival, each once however often it was added,
 * in slices with a turn of the event loop between them.
 */
export class Outbox {
  readonly #waiting = new Set<Sender>()
  readonly #now: () => number
  #running = false

  /** @param now milliseconds of real time, to measure the slices with */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  add(sender: Sender): void {
    this.#waiting.add(sender)
    if (this.#running) return
    this.#running = true
    setImmediate(this.#slice)
  }

  readonly #slice = (): void => {
    const endsAtMs = this.#now() + sliceMs
    for (const sender of this.#waiting) {
      this.#waiting.delete(sender)
      sender.flush()
      if (this.#now() >= endsAtMs) break
    }
    this.#running = this.#waiting.size > 0
    if (this.#running) setImmediate(this.#slice)
  }
}
