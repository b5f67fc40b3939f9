import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef, type EffectScope } from 'vue'
import type { CountdownView } from '../../src/contract/views.ts'
import { clockFace, useCountdown, type ShownCountdown } from '../../src/web/countdown.ts'
import { createServerClock } from '../../src/web/serverClock.ts'

describe('the clock of the server', () => {
  it('is not known before it was heard', () => {
    expect(createServerClock(() => 0).nowMs()).toBeNull()
  })

  it('goes on between two stamps, however far ours is off', () => {
    let ownMs = 5_000
    const clock = createServerClock(() => ownMs)
    clock.hear(1_700_000_000_000)
    ownMs += 1234
    expect(clock.nowMs()).toBe(1_700_000_001_234)
  })

  it('believes the stamp that came quickest', () => {
    let ownMs = 0
    const clock = createServerClock(() => ownMs)
    // Sent at 1000, 2000 and 3000 of the server, whose clock stood at 950 when ours stood at 0.
    for (const [sentMs, lateMs] of [
      [1000, 400],
      [2000, 20],
      [3000, 900],
    ] as const) {
      ownMs = sentMs - 950 + lateMs
      clock.hear(sentMs)
    }
    expect(clock.nowMs()).toBe(3000 + 900 - 20)
  })

  it('forgets stamps of an hour ago, since clocks drift', () => {
    let ownMs = 0
    const clock = createServerClock(() => ownMs)
    clock.hear(50)
    for (let beat = 1; beat <= 60; beat++) {
      ownMs = beat * 10_000
      clock.hear(ownMs)
    }
    expect(clock.nowMs()).toBe(ownMs)
  })

  it('is learnt anew with a new stream, and kept until that has said something', () => {
    let ownMs = 0
    const clock = createServerClock(() => ownMs)
    clock.hear(90_000)
    clock.begin()
    ownMs = 1_000
    expect(clock.nowMs()).toBe(91_000)
    clock.hear(3_000)
    expect(clock.nowMs()).toBe(3_000)
  })
})

describe('a countdown', () => {
  let scope: EffectScope
  const given = shallowRef<CountdownView | null>(null)
  let serverMs: number | null

  const running = (closesAtMs: number): CountdownView => ({ closesAtMs, pausedRemainingMs: null })
  const paused = (pausedRemainingMs: number): CountdownView => ({ closesAtMs: null, pausedRemainingMs })

  function follow(): ShownCountdown {
    const shown = scope.run(() => useCountdown(() => given.value, { serverNowMs: () => serverMs }))
    if (shown === undefined) throw new Error('the scope is not active')
    return shown
  }

  /** Both clocks go on. */
  function pass(ms: number): void {
    for (let passed = 0; passed < ms; passed += 50) {
      if (serverMs !== null) serverMs += 50
      vi.advanceTimersByTime(50)
    }
  }

  beforeEach(() => {
    vi.useFakeTimers()
    scope = effectScope()
    given.value = null
    serverMs = 1_000_000
  })

  afterEach(() => {
    scope.stop()
    vi.useRealTimers()
  })

  it('shows nothing where nothing counts down, and starts no timer', () => {
    const { seconds, paused, last, announced } = follow()
    expect([seconds.value, paused.value, last.value, announced.value]).toEqual([null, false, false, null])
    expect(vi.getTimerCount()).toBe(0)
  })

  it('shows nothing before the server’s clock is known', () => {
    serverMs = null
    given.value = running(1_020_000)
    const { seconds } = follow()
    expect(seconds.value).toBeNull()
    serverMs = 1_000_000
    pass(250)
    expect(seconds.value).toBe(20)
  })

  it('counts whole seconds and says 0 only when the time is up', () => {
    given.value = running(1_003_000)
    const { seconds } = follow()
    expect(seconds.value).toBe(3)
    pass(1_000)
    expect(seconds.value).toBe(2)
    pass(1_750)
    expect(seconds.value).toBe(1)
    pass(250)
    expect(seconds.value).toBe(0)
    pass(5_000)
    expect(seconds.value).toBe(0)
  })

  it('stands still while it is paused, and goes on', async () => {
    given.value = running(1_020_000)
    const { seconds, paused: isPaused } = follow()
    pass(5_000)
    given.value = paused(15_000)
    await nextTick()
    expect(vi.getTimerCount()).toBe(0)
    pass(60_000)
    expect([seconds.value, isPaused.value]).toEqual([15, true])
    given.value = running((serverMs ?? 0) + 15_000)
    await nextTick()
    pass(1_000)
    expect([seconds.value, isPaused.value]).toEqual([14, false])
  })

  it('is announced at 60, 30 and 10 seconds and at no other', () => {
    given.value = running(1_065_000)
    const { seconds, announced } = follow()
    const said = new Map<number, number>()
    while (seconds.value !== 0) {
      if (announced.value !== null && !said.has(announced.value)) said.set(announced.value, seconds.value ?? 0)
      pass(250)
    }
    expect([...said]).toEqual([
      [60, 60],
      [30, 30],
      [10, 10],
    ])
  })

  it('says nothing about a mark that was passed before it was seen, or taken back by more time', async () => {
    given.value = running(1_028_000)
    const { announced, last } = follow()
    pass(5_000)
    expect(announced.value).toBeNull()
    pass(15_000)
    expect([announced.value, last.value]).toEqual([10, true])
    given.value = running(1_090_000)
    await nextTick()
    expect([announced.value, last.value]).toEqual([null, false])
  })

  it('leaves no timer behind', () => {
    given.value = running(1_020_000)
    follow()
    expect(vi.getTimerCount()).toBe(1)
    scope.stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})

describe('the face of a clock', () => {
  it('has minutes, and hours where there are some', () => {
    expect([0, 9, 65, 600, 3599, 3600, 86_399].map(clockFace)).toEqual([
      '0:00',
      '0:09',
      '1:05',
      '10:00',
      '59:59',
      '1:00:00',
      '23:59:59',
    ])
  })
})
