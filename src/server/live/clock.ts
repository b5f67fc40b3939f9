/** Time and timers as the hub needs them, so that tests can hold them still. */
export interface Clock {
  /** Milliseconds since any fixed moment. Must never jump: windows are measured with it. */
  now(): number
  setTimeout(run: () => void, afterMs: number): unknown
  clearTimeout(timer: unknown): void
}

/** Real time. Its timers never keep a program alive: open sockets do that. */
export const systemClock: Clock = {
  now: () => performance.now(),
  setTimeout: (run, afterMs) => setTimeout(run, afterMs).unref(),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
}
