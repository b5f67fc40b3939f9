import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Problem } from '../../src/contract/problems.ts'
import { createSavingQueue, savingDelayMs } from '../../src/renderer/console/parts/savingQueue.ts'
import type { Reply } from '../../src/web/client.ts'

type Patch = Readonly<Record<string, string>>

const accepted: Reply<null> = { ok: true, value: null }
const unreachable: Reply<null> = { ok: false, problem: null, status: 0 }
const tooLong: Reply<null> = { ok: false, status: 422, problem: { code: 'textTooLong' } as Problem }

/** A store whose answers the test gives by hand. */
function slowStore() {
  const sent: Patch[] = []
  const waiting: ((reply: Reply<null>) => void)[] = []
  const states: string[] = []
  const queue = createSavingQueue<Patch, null>({
    send: (patch) => {
      sent.push(patch)
      return new Promise((resolve) => waiting.push(resolve))
    },
    merge: (older, newer) => ({ ...older, ...newer }),
    onState: (state) => states.push(state),
  })
  const answer = async (reply: Reply<null>): Promise<void> => {
    waiting.shift()?.(reply)
    await vi.advanceTimersByTimeAsync(0)
  }
  return { queue, sent, states, answer, last: () => states.at(-1) }
}

describe('saving as typed', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('sends one patch for many letters, and no later than 400 ms after the first', async () => {
    const { queue, sent } = slowStore()
    for (const question of ['W', 'Wh', 'Who']) {
      queue.edit({ question })
      await vi.advanceTimersByTimeAsync(130)
    }
    expect(savingDelayMs).toBeLessThanOrEqual(400)
    expect(sent).toEqual([{ question: 'Who' }])
  })

  it('keeps one patch under way at a time, so that a slow answer cannot bring an old text back', async () => {
    const { queue, sent, answer, last } = slowStore()
    queue.edit({ question: 'first' })
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    queue.edit({ question: 'second' })
    await vi.advanceTimersByTimeAsync(10 * savingDelayMs)
    expect(sent).toEqual([{ question: 'first' }])
    await answer(accepted)
    expect(last()).toBe('saving')
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    expect(sent).toEqual([{ question: 'first' }, { question: 'second' }])
    await answer(accepted)
    expect(last()).toBe('saved')
    expect(queue.dirty()).toBe(false)
  })

  it('sends again by itself until it is stored, with what was typed meanwhile on top', async () => {
    const { queue, sent, answer, last } = slowStore()
    queue.edit({ question: 'old', options: 'kept' })
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    queue.edit({ question: 'new' })
    await answer(unreachable)
    expect(last()).toBe('retrying')
    expect(queue.dirty()).toBe(true)
    await vi.advanceTimersByTimeAsync(500)
    expect(sent.at(-1)).toEqual({ question: 'new', options: 'kept' })
    await answer(accepted)
    expect(last()).toBe('saved')
  })

  it('waits longer from try to try, up to four seconds', async () => {
    const { queue, sent, answer } = slowStore()
    queue.edit({ question: 'x' })
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    for (const wait of [500, 1_000, 2_000, 4_000, 4_000]) {
      await answer(unreachable)
      const before = sent.length
      await vi.advanceTimersByTimeAsync(wait - 1)
      expect(sent).toHaveLength(before)
      await vi.advanceTimersByTimeAsync(1)
      expect(sent).toHaveLength(before + 1)
    }
  })

  it('does not repeat what the rules refuse, and sends it with the next edit', async () => {
    const { queue, sent, answer, last } = slowStore()
    queue.edit({ question: 'far too long', options: 'fine' })
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    await answer(tooLong)
    expect(last()).toBe('refused')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(1)
    expect(await queue.flush()).toBe(false)
    queue.edit({ question: 'shorter' })
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    expect(sent.at(-1)).toEqual({ question: 'shorter', options: 'fine' })
    await answer(tooLong)
    queue.edit({ question: 'short' })
    const flushed = queue.flush()
    expect(sent.at(-1)).toEqual({ question: 'short', options: 'fine' })
    await answer(accepted)
    expect(await flushed).toBe(true)
  })

  it('flushes at once, also what was typed while something was under way', async () => {
    const { queue, sent, answer } = slowStore()
    queue.edit({ question: 'first' })
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    queue.edit({ question: 'second' })
    const flushed = queue.flush()
    await answer(accepted)
    expect(sent.at(-1)).toEqual({ question: 'second' })
    await answer(accepted)
    expect(await flushed).toBe(true)
  })

  it('does not call stored what another flush has only just sent', async () => {
    const { queue, sent, answer } = slowStore()
    queue.edit({ question: 'first' })
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    queue.edit({ question: 'second' })
    let stored = false
    void queue.flush()
    void queue.flush().then((all) => {
      stored = all
    })
    await answer(accepted)
    expect(sent).toEqual([{ question: 'first' }, { question: 'second' }])
    expect(stored).toBe(false)
    queue.edit({ question: 'third' })
    await vi.advanceTimersByTimeAsync(10 * savingDelayMs)
    expect(sent).toHaveLength(2)
    await answer(accepted)
    await answer(accepted)
    expect(stored).toBe(true)
  })

  it('says that a flush did not reach the store', async () => {
    const { queue, answer } = slowStore()
    queue.edit({ question: 'x' })
    const flushed = queue.flush()
    await answer(unreachable)
    expect(await flushed).toBe(false)
  })
})
