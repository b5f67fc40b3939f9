/** What time it is on the server, by the stamps that come with its heartbeats. Ours may be hours off, or be set. */
export interface ServerClock {
  /** A new stream: the page may have slept, and the server may be another. What was known holds until the first stamp. */
  begin(): void
  /** A stamp has just arrived. */
  hear(stampMs: number): void
  /** Milliseconds; null before the first stamp. */
  nowMs(): number | null
}

/** About five minutes of heartbeats: after that the two clocks have drifted apart by more than a good moment gains. */
const remembered = 30

/**
 * A stamp is old by the time it took to arrive, so among several the one that leaves the server's clock furthest ahead
 * of ours was the quickest, and nearest to the truth. `ownMs` must never jump.
 */
export function createServerClock(ownMs: () => number): ServerClock {
  let ahead: number[] = []
  let fresh = false
  return {
    begin() {
      fresh = true
    },
    hear(stampMs) {
      if (fresh) ahead = []
      fresh = false
      ahead = [...ahead, stampMs - ownMs()].slice(-remembered)
    },
    nowMs: () => (ahead.length === 0 ? null : ownMs() + Math.max(...ahead)),
  }
}
