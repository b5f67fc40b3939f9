import type { DefaultRoute } from './defaultRoute.ts'
import { readInterfaces, type Interfaces, type InterfaceSource } from './interfaces.ts'

/** Timers as an argument, so that tests can hold time still. */
export interface Timers {
  setTimeout(run: () => void, afterMs: number): unknown
  clearTimeout(timer: unknown): void
}

/** Real timers that never keep a program alive. */
export const systemTimers: Timers = {
  setTimeout: (run, afterMs) => setTimeout(run, afterMs).unref(),
  clearTimeout: (timer) => clearTimeout(timer as NodeJS.Timeout),
}

/** No system tells Node when an address changes. The QR code is to follow within 5 s. */
const rereadEveryMs = 2000

export interface Reading extends Interfaces {
  readonly defaultRoute: string | null
}

export interface WatchOptions {
  readonly source: InterfaceSource
  readonly defaultRoute: DefaultRoute
  readonly timers: Timers
  /** Every reading that differs from the one before, and the first. */
  readonly onReading: (reading: Reading) => void
}

export interface Watch {
  /** Reads now: after a sleep, or when the first reading matters. Resolves when it has been told. */
  refresh(): Promise<void>
  close(): void
}

/** Reads at once and then every `rereadEveryMs`. A reading that fails is left out: the last good one stays true. */
export function watchAddresses({ source, defaultRoute, timers, onReading }: WatchOptions): Watch {
  let seen: string | null = null
  let timer: unknown
  let running: Promise<void> | null = null
  let closed = false

  const read = async (): Promise<void> => {
    const interfaces = tryReading(source)
    if (interfaces === null) return
    const route = await defaultRoute(interfaces.candidates).catch(() => null)
    const now = JSON.stringify([interfaces.candidates, [...interfaces.own], route])
    if (closed || now === seen) return
    seen = now
    onReading({ ...interfaces, defaultRoute: route })
  }

  const refresh = (): Promise<void> => {
    if (closed) return Promise.resolve()
    return (running ??= read().finally(() => {
      running = null
      timers.clearTimeout(timer)
      if (!closed) timer = timers.setTimeout(() => void refresh(), rereadEveryMs)
    }))
  }

  void refresh()
  return {
    refresh,
    close() {
      closed = true
      timers.clearTimeout(timer)
    },
  }
}

/** Null where the system refuses to answer. */
export function tryReading(source: InterfaceSource): Interfaces | null {
  try {
    return readInterfaces(source)
  } catch {
    return null
  }
}
