import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  countdownFrom,
  elapsedMs,
  extend,
  isDue,
  noCountdown,
  pause,
  remainingMs,
  resume,
  setCountdown,
  type Countdown,
} from '../../src/domain/countdown.ts'
import type { Result } from '../../src/domain/refusal.ts'

type Timed = Countdown & { readonly status: 'draft' | 'open' | 'closed' }

const open = (countdown: Countdown): Timed => ({ status: 'open', ...countdown })
const running = open(countdownFrom(60, 1000))
const none = open(noCountdown)

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.code)
  return result.value
}

describe('a countdown', () => {
  it('says what is left, is never below nothing, and is due to the millisecond', () => {
    expect(remainingMs(running, 1000)).toBe(60_000)
    expect(remainingMs(running, 60_999)).toBe(1)
    expect(isDue(running, 60_999)).toBe(false)
    expect(isDue(running, 61_000)).toBe(true)
    expect(remainingMs(running, 99_000)).toBe(0)
    expect(remainingMs(none, 5)).toBeNull()
    expect(isDue(none, 5)).toBe(false)
  })

  it('belongs to an open poll only', () => {
    for (const status of ['draft', 'closed'] as const) {
      const poll = { ...running, status }
      expect(remainingMs(poll, 0)).toBeNull()
      expect(isDue(poll, 999_999)).toBe(false)
      for (const step of [pause, resume]) expect(step(poll, 0)).toEqual({ ok: false, code: 'pollNotOpen' })
      expect(extend(poll, 1000, 0)).toEqual({ ok: false, code: 'pollNotOpen' })
      expect(setCountdown(poll, 10, 0)).toEqual({ ok: false, code: 'pollNotOpen' })
    }
  })

  it('can be lengthened and shortened, but leaves a second to see it end', () => {
    expect(remainingMs(must(extend(running, 30_000, 1000)), 1000)).toBe(90_000)
    expect(remainingMs(must(extend(running, -30_000, 1000)), 1000)).toBe(30_000)
    expect(remainingMs(must(extend(running, -60_000, 1000)), 1000)).toBe(1000)
    expect(remainingMs(must(extend(running, -999_999, 60_600)), 60_600)).toBe(400)
    // Its time is up, nobody has closed it yet, and the host gives more: as much as they said.
    expect(remainingMs(must(extend(running, 30_000, 70_000)), 70_000)).toBe(30_000)
  })

  it('waits while it is paused, and goes on with what was left', () => {
    const paused = must(pause(running, 11_000))
    expect(paused).toEqual({ status: 'open', closesAtMs: null, pausedRemainingMs: 50_000, countdownMs: 60_000 })
    expect(isDue(paused, 1_000_000)).toBe(false)
    expect(remainingMs(paused, 1_000_000)).toBe(50_000)
    expect(must(extend(paused, 5000, 1_000_000))).toEqual({ ...paused, pausedRemainingMs: 55_000, countdownMs: 65_000 })
    expect(must(resume(paused, 200_000))).toEqual({ ...running, closesAtMs: 250_000 })
  })

  it('knows how long it has run, whatever was paused, added or set', () => {
    expect(elapsedMs(none, 5000)).toBeNull()
    expect(elapsedMs(running, 11_000)).toBe(10_000)
    const resumed = must(resume(must(pause(running, 11_000)), 200_000))
    expect(elapsedMs(resumed, 205_000)).toBe(15_000)
    const longer = must(extend(resumed, 30_000, 205_000))
    expect(elapsedMs(longer, 206_000)).toBe(16_000)
    const set = must(setCountdown(longer, 10, 206_000))
    expect(elapsedMs(set, 207_000)).toBe(17_000)
  })

  it('takes a repeated step as done: the very same state', () => {
    const paused = must(pause(running, 11_000))
    expect(must(pause(paused, 99_000))).toBe(paused)
    expect(must(resume(running, 99_000))).toBe(running)
  })

  it('starts afresh, even where there was none or a paused one, and can be taken away', () => {
    const fresh = { status: 'open', closesAtMs: 15_000, pausedRemainingMs: null, countdownMs: 10_000 }
    expect(must(setCountdown(none, 10, 5000))).toEqual(fresh)
    expect(must(setCountdown(must(pause(running, 2000)), 10, 5000))).toEqual({ ...fresh, countdownMs: 11_000 })
    expect(must(setCountdown(must(pause(running, 2000)), null, 5000))).toEqual(none)
  })

  it('that is not there cannot be changed', () => {
    for (const step of [pause, resume]) expect(step(none, 0)).toEqual({ ok: false, code: 'noCountdown' })
    expect(extend(none, 1000, 0)).toEqual({ ok: false, code: 'noCountdown' })
  })

  it.each([4, 86_401, 10.5, NaN, Infinity, -5, 0])('of %s seconds is refused', (seconds) => {
    expect(setCountdown(running, seconds, 0)).toEqual({ ok: false, code: 'countdownMalformed', params: { min: 5 } })
  })

  it.each([0.5, NaN, Infinity, -Infinity, 1e309, 2 ** 60])('cannot be lengthened by %s milliseconds', (byMs) => {
    expect(extend(running, byMs, 1000)).toMatchObject({ ok: false, code: 'countdownMalformed' })
  })

  it('lasts a day at most, however it came to that', () => {
    const day = 24 * 3600 * 1000
    expect(remainingMs(must(extend(running, day - 60_000, 1000)), 1000)).toBe(day)
    expect(extend(running, day - 59_999, 1000)).toMatchObject({ ok: false, code: 'countdownMalformed' })
    expect(setCountdown(none, 86_400, 0).ok).toBe(true)
    expect(setCountdown(none, 5, 0).ok).toBe(true)
  })

  it('agrees with a stopwatch after any sequence of steps', () => {
    const step = fc.oneof(
      fc.record({ step: fc.constant('pause' as const), waitMs: fc.nat(20_000) }),
      fc.record({ step: fc.constant('resume' as const), waitMs: fc.nat(20_000) }),
      fc.record({
        step: fc.constant('extend' as const),
        waitMs: fc.nat(20_000),
        byMs: fc.integer({ min: -60_000, max: 60_000 }),
      }),
      fc.record({
        step: fc.constant('set' as const),
        waitMs: fc.nat(20_000),
        seconds: fc.option(fc.integer({ min: 5, max: 90 })),
      }),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let poll = none
        let nowMs = 0
        // The stopwatch: what is left, and whether it runs.
        let leftMs: number | null = null
        let runs = false
        for (const given of steps) {
          nowMs += given.waitMs
          if (leftMs !== null && runs) leftMs = Math.max(0, leftMs - given.waitMs)
          expect(remainingMs(poll, nowMs)).toBe(leftMs)
          expect(isDue(poll, nowMs)).toBe(leftMs === 0 && runs)

          const result =
            given.step === 'set'
              ? setCountdown(poll, given.seconds, nowMs)
              : given.step === 'extend'
                ? extend(poll, given.byMs, nowMs)
                : (given.step === 'pause' ? pause : resume)(poll, nowMs)
          if (given.step === 'set') {
            leftMs = given.seconds === null ? null : given.seconds * 1000
            runs = leftMs !== null
          } else if (leftMs === null) {
            expect(result).toEqual({ ok: false, code: 'noCountdown' })
            continue
          } else if (given.step === 'extend') {
            const changed: number = leftMs + given.byMs
            leftMs = given.byMs >= 0 ? changed : Math.max(changed, Math.min(1000, leftMs))
          } else {
            runs = given.step === 'resume'
          }
          poll = must(result)
          // Never both, and only one of them where there is a countdown.
          expect([poll.closesAtMs, poll.pausedRemainingMs].filter((value) => value !== null)).toHaveLength(
            leftMs === null ? 0 : 1,
          )
        }
        expect(remainingMs(poll, nowMs)).toBe(leftMs)
      }),
      { numRuns: 500 },
    )
  })
})
