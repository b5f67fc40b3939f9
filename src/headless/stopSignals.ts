/**
 * npm hands on a Ctrl-C that the terminal has already sent to every process, so one press arrives twice. A signal
 * within this time of the first is the same press.
 */
const samePressMs = 1000

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** How often a program that npm started looks whether the shell between them is still there. */
const lookForParentMs = 500

/**
 * npm runs a script in a shell, hands a SIGTERM on to that shell, and the shell dies without telling us: the ports and
 * the data folder would stay taken. A new parent means that nobody is left who could stop us.
 */
function onParentGone(stop: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    stop()
  }, lookForParentMs).unref()
}

/** Calls `stop` once, at the first signal; a second press ends the process at once, for whom waiting is too long. */
export function onStopSignal(stop: () => void): void {
  let firstAtMs: number | null = null
  if (process.env['npm_lifecycle_event'] !== undefined) {
    onParentGone(() => {
      if (firstAtMs !== null) return
      firstAtMs = performance.now()
      stop()
    })
  }
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
