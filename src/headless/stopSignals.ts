/**
 * npm hands on a Ctrl-C that the terminal has already sent to every process, so one press arrives twice. A signal
 * within this time of the first is the same press.
 */
const samePressMs = 1000

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Calls `stop` once, at the first signal; a second press ends the process at once, for whom waiting is too long. */
export function onStopSignal(stop: () => void): void {
  let firstAtMs: number | null = null
  for (const signal of signals) {
    process.on(signal, () => {
      if (firstAtMs === null) {
        firstAtMs = performance.now()
        stop()
      } else if (performance.now() - firstAtMs > samePressMs) {
        process.exit(130)
      }
    })
  }
}
