import { setImmediate as settled } from 'node:timers/promises'
import type { Timers } from '../../../src/server/network/watch.ts'

/** Time that passes only when told to. */
export interface HeldClock extends Timers {
  now(): number
  /** Lets time pass, running what falls due, each with its consequences before the next. */
  pass(ms: number): Promise<void>
  /** Timers that are set. */
  pending(): number
}

export function heldClock(): HeldClock {
  let nowMs = 0
  let nextId = 1
  const timers = new Map<number, { dueMs: number; run: () => void }>()

  const nextDue = (untilMs: number) =>
    [...timers].filter(([, { dueMs }]) => dueMs <= untilMs).sort(([, a], [, b]) => a.dueMs - b.dueMs)[0]

  return {
    now: () => nowMs,
    pending: () => timers.size,
    setTimeout(run, afterMs) {
      timers.set(nextId, { dueMs: nowMs + afterMs, run })
      return nextId++
    },
    clearTimeout(timer) {
      timers.delete(timer as number)
    },
    async pass(ms) {
      const untilMs = nowMs + ms
      await settled()
      for (let due = nextDue(untilMs); due !== undefined; due = nextDue(untilMs)) {
        const [id, { dueMs, run }] = due
        timers.delete(id)
        nowMs = dueMs
        run()
        await settled()
      }
      nowMs = untilMs
    },
  }
}
