/** Waits before a request is repeated: soon at first, then calmer, spread so that a room does not come at once. */
const waitsMs = [400, 1_000, 2_000, 4_000]

const resting = new Set<() => void>()

/** Rests before the next attempt, after this many failures (from 1) in a row. */
export function rest(failures: number): Promise<void> {
  const waitMs = waitsMs[Math.min(failures, waitsMs.length) - 1] ?? 0
  return new Promise((resolve) => {
    function end(): void {
      clearTimeout(timer)
      resting.delete(end)
      resolve()
    }
    const timer = setTimeout(end, waitMs * (0.75 + Math.random() / 2))
    resting.add(end)
  })
}

/** The network is back: whoever rests tries now. */
export function wakeAll(): void {
  for (const end of resting) end()
}
