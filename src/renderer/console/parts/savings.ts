import { computed, onUnmounted, reactive, type ComputedRef } from 'vue'
import type { Problem } from '../../../contract/problems.ts'
import { createSavingQueue, type SavingQueue, type SavingQueueOptions, type SavingState } from './savingQueue.ts'

/** How the saving of one text stands. */
export interface Saving {
  readonly state: SavingState
  readonly problem: Problem | null
}

export interface Savings {
  open<Patch, Answer>(key: string, options: SavingQueueOptions<Patch, Answer>): SavingQueue<Patch>
  of(key: string): Saving | null
  /** The text that is worst off, null while nothing was typed. */
  readonly worst: ComputedRef<Saving | null>
  /** True when everything typed is stored. */
  flush(): Promise<boolean>
}

const gravity: readonly SavingState[] = ['saved', 'saving', 'retrying', 'refused']

/** Everything on a page that is saved as typed. Sends what is waiting when the page is left or looked away from. */
export function useSavings(): Savings {
  const savings = reactive(new Map<string, Saving>())
  const queues: { flush(): Promise<boolean> }[] = []

  async function flush(): Promise<boolean> {
    const stored = await Promise.all(queues.map((queue) => queue.flush()))
    return stored.every(Boolean)
  }

  const leave = (): void => void flush()
  document.addEventListener('visibilitychange', leave)
  window.addEventListener('pagehide', leave)
  window.addEventListener('blur', leave)
  onUnmounted(() => {
    document.removeEventListener('visibilitychange', leave)
    window.removeEventListener('pagehide', leave)
    window.removeEventListener('blur', leave)
    leave()
  })

  return {
    open(key, options) {
      const queue = createSavingQueue({
        ...options,
        onState(state, problem) {
          savings.set(key, { state, problem })
          options.onState?.(state, problem)
        },
      })
      queues.push(queue)
      return queue
    },
    of: (key) => savings.get(key) ?? null,
    worst: computed(() =>
      [...savings.values()].reduce<Saving | null>(
        (worst, saving) =>
          worst === null || gravity.indexOf(saving.state) > gravity.indexOf(worst.state) ? saving : worst,
        null,
      ),
    ),
    flush,
  }
}
