export interface Counts {
  readonly passed: number
  readonly failed: number
  readonly skipped: number
}

/** Vitest's JSON report. */
export function readVitest(text: string): Counts {
  const report = JSON.parse(text) as Record<string, number>
  const count = (name: string): number => report[name] ?? 0
  return {
    passed: count('numPassedTests'),
    failed: count('numFailedTests'),
    skipped: count('numPendingTests') + count('numTodoTests'),
  }
}

/** Playwright's JSON report. A flaky test passed only on a second try: that is a failure. */
export function readPlaywright(text: string): Counts {
  const { stats } = JSON.parse(text) as { stats: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> }
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped }
}

/** The summary at the end of Node's TAP output. */
export function readNodeTest(text: string): Counts {
  const count = (name: string): number => Number(new RegExp(`^# ${name} (\\d+)$`, 'm').exec(text)?.[1] ?? 0)
  return {
    passed: count('pass'),
    failed: count('fail') + count('cancelled'),
    skipped: count('skipped') + count('todo'),
  }
}
