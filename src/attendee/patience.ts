/** Waits before a request is repeated: soon at first, then calmer, spread so that a room does not come at once. */
export const patienceMs = [400, 1_000, 2_000, 4_000] as const

export function patience(failures: number): number {
  const wait = patienceMs[Math.min(failures, patienceMs.length) - 1] ?? patienceMs[0]
  return wait * (0.75 + Math.random() / 2)
}

/** A wait that can be cut short: when the network is back there is no reason to sit it out. */
export interface Pause {
  readonly over: Promise<void>
  end(): void
}

export function startPause(ms: number): Pause {
  let end = (): void => undefined
  const over = new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    end = () => {
      clearTimeout(timer)
      resolve()
    }
  })
  return { over, end }
}
