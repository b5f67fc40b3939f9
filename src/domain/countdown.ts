import { countdownSeconds } from './kinds/settings.ts'
import { accept, refuse, type Result } from './refusal.ts'

/** What a countdown is made of. Times are of one clock that never jumps; the caller reads it. */
export interface Countdown {
  /** When the countdown closes the poll; null without a countdown, or while it is paused. */
  readonly closesAtMs: number | null
  /** What is left of a paused countdown. */
  readonly pausedRemainingMs: number | null
  /** How long it lasts altogether, with all that was added or taken, and without pauses; null without a countdown. */
  readonly countdownMs: number | null
}

interface Timed extends Countdown {
  readonly status: 'draft' | 'open' | 'closed'
}

export const noCountdown: Countdown = { closesAtMs: null, pausedRemainingMs: null, countdownMs: null }

/** However much is taken off: so that people see it end, and nobody's tap is cut off without warning. */
const leastRemainingMs = 1000
const mostRemainingMs = countdownSeconds.max * 1000

/** A countdown of `seconds` from now on; none for null. */
export function countdownFrom(seconds: number | null, nowMs: number): Countdown {
  if (seconds === null) return noCountdown
  return { closesAtMs: nowMs + seconds * 1000, pausedRemainingMs: null, countdownMs: seconds * 1000 }
}

/** Milliseconds until the poll closes, paused or not, never below 0; null where no countdown is on. */
export function remainingMs(poll: Timed, nowMs: number): number | null {
  if (poll.status !== 'open') return null
  if (poll.pausedRemainingMs !== null) return poll.pausedRemainingMs
  return poll.closesAtMs === null ? null : Math.max(0, poll.closesAtMs - nowMs)
}

/** Milliseconds of the countdown that have run, pauses left out; null where no countdown is on. */
export function elapsedMs(poll: Timed, nowMs: number): number | null {
  const left = remainingMs(poll, nowMs)
  return left === null || poll.countdownMs === null ? null : Math.max(0, poll.countdownMs - left)
}

/** Has the time run out? Such a poll takes no more votes, even if nobody has closed it yet. */
export function isDue(poll: Timed, nowMs: number): boolean {
  return poll.status === 'open' && poll.closesAtMs !== null && nowMs >= poll.closesAtMs
}

/** Starts the open poll's countdown afresh with whole `seconds`; null takes it away. */
export function setCountdown<P extends Timed>(poll: P, seconds: number | null, nowMs: number): Result<P> {
  const { min, max } = countdownSeconds
  if (seconds !== null && !(Number.isInteger(seconds) && seconds >= min && seconds <= max)) {
    return refuse('countdownMalformed', { min })
  }
  if (poll.status !== 'open') return refuse('pollNotOpen')
  const countdown = countdownFrom(seconds, nowMs)
  const ranMs = elapsedMs(poll, nowMs) ?? 0
  // What has run already stays run: a quick answer is quick by the whole of it.
  return accept({ ...poll, ...countdown, countdownMs: countdown.countdownMs && countdown.countdownMs + ranMs })
}

/** What is left, and the poll that it is left of. */
function counting<P extends Timed>(poll: P, nowMs: number): Result<number> {
  if (poll.status !== 'open') return refuse('pollNotOpen')
  const left = remainingMs(poll, nowMs)
  return left === null ? refuse('noCountdown') : accept(left)
}

function withRemaining<P extends Timed>(poll: P, leftMs: number, paused: boolean, nowMs: number): P {
  const countdownMs = (elapsedMs(poll, nowMs) ?? 0) + leftMs
  const clock = paused
    ? { closesAtMs: null, pausedRemainingMs: leftMs, countdownMs }
    : { closesAtMs: nowMs + leftMs, pausedRemainingMs: null, countdownMs }
  return { ...poll, ...clock }
}

/**
 * Lengthens what is left by `byMs`, or shortens it if that is negative: to no less than a second, or to what is left if
 * that is less already. A paused countdown stays paused.
 */
export function extend<P extends Timed>(poll: P, byMs: number, nowMs: number): Result<P> {
  const { min } = countdownSeconds
  if (!Number.isSafeInteger(byMs)) return refuse('countdownMalformed', { min })
  const left = counting(poll, nowMs)
  if (!left.ok) return left
  const leastMs = Math.min(left.value, leastRemainingMs)
  const extended = Math.max(left.value + byMs, leastMs)
  if (extended > mostRemainingMs) return refuse('countdownMalformed', { min })
  return accept(withRemaining(poll, extended, poll.pausedRemainingMs !== null, nowMs))
}

/** Stops the clock. Voting goes on. */
export function pause<P extends Timed>(poll: P, nowMs: number): Result<P> {
  const left = counting(poll, nowMs)
  if (!left.ok) return left
  return accept(poll.pausedRemainingMs === null ? withRemaining(poll, left.value, true, nowMs) : poll)
}

/** Lets a paused clock run on. */
export function resume<P extends Timed>(poll: P, nowMs: number): Result<P> {
  const left = counting(poll, nowMs)
  if (!left.ok) return left
  return accept(poll.pausedRemainingMs === null ? poll : withRemaining(poll, left.value, false, nowMs))
}
