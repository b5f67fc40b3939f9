import type { Problem } from '../../../contract/problems.ts'
import type { Reply } from '../../../web/client.ts'

/**
 * - `saved`: everything typed is stored.
 * - `saving`: something is waiting for its moment or under way.
 * - `retrying`: the program did not take it; it is sent again until it does.
 * - `refused`: the rules say no; it waits for the next edit.
 */
export type SavingState = 'saved' | 'saving' | 'retrying' | 'refused'

export interface SavingQueueOptions<Patch, Answer> {
  send(patch: Patch): Promise<Reply<Answer>>
  /** Puts a newer patch over an older one. */
  merge(older: Patch, newer: Patch): Patch
  onState?(state: SavingState, problem: Problem | null): void
  onSaved?(answer: Answer): void
}

export interface SavingQueue<Patch> {
  edit(patch: Patch): void
  /** Sends at once what is waiting. True when all is stored; false when it was refused or could not be sent. */
  flush(): Promise<boolean>
  /** Is anything typed that is not stored yet? */
  dirty(): boolean
}

/** From the first unsaved letter to its way to the store. Not pushed back by further typing. */
export const savingDelayMs = 300
const retryMs = [500, 1_000, 2_000, 4_000] as const

/** Not an answer of the rules: the program is away, busy, or its disk is full. The same patch may pass later. */
function mayPassLater(status: number): boolean {
  return status === 0 || status === 401 || status === 429 || status >= 500
}

/**
 * Saves as typed. Patches are merged while they wait and only one is under way at a time, so two rapid edits can
 * never arrive in the wrong order, however slow the first answer is.
 */
export function createSavingQueue<Patch, Answer>(options: SavingQueueOptions<Patch, Answer>): SavingQueue<Patch> {
  let waiting: { patch: Patch } | null = null
  let underWay: Promise<void> | null = null
  let timer: ReturnType<typeof setTimeout> | null = null
  let failures = 0
  let refused = false

  const tell = (state: SavingState, problem: Problem | null = null): void => options.onState?.(state, problem)

  function stopTimer(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
  }

  function sendIn(delayMs: number): void {
    if (timer !== null || underWay !== null) return
    timer = setTimeout(() => {
      timer = null
      void sendWaiting()
    }, delayMs)
  }

  function sendWaiting(): Promise<void> {
    underWay = sendOnce().finally(() => {
      underWay = null
      if (waiting !== null && !refused) sendIn(failures === 0 ? savingDelayMs : retryDelay())
    })
    return underWay
  }

  const retryDelay = (): number => retryMs[Math.min(failures, retryMs.length) - 1] ?? savingDelayMs

  async function sendOnce(): Promise<void> {
    if (waiting === null) return
    const { patch } = waiting
    waiting = null
    const reply = await options.send(patch)
    if (reply.ok) {
      failures = 0
      if (waiting === null) tell('saved')
      options.onSaved?.(reply.value)
      return
    }
    // What was typed meanwhile is newer and lies on top.
    const newer = waiting as { patch: Patch } | null
    waiting = { patch: newer === null ? patch : options.merge(patch, newer.patch) }
    if (mayPassLater(reply.status)) {
      failures += 1
      tell('retrying', reply.problem)
    } else if (newer === null) {
      refused = true
      tell('refused', reply.problem)
    }
  }

  return {
    edit(patch) {
      waiting = { patch: waiting === null ? patch : options.merge(waiting.patch, patch) }
      refused = false
      if (failures === 0) tell('saving')
      sendIn(savingDelayMs)
    },

    async flush() {
      let tried = false
      for (;;) {
        // Somebody else's patch may be under way, and behind it what was typed since.
        if (underWay !== null) {
          await underWay
          continue
        }
        // One try; after a failure the retry goes on alone.
        if (waiting === null || refused || (tried && failures > 0)) return waiting === null
        tried = true
        stopTimer()
        await sendWaiting()
      }
    },

    dirty: () => waiting !== null || underWay !== null,
  }
}
