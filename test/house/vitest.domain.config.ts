import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Only the rules, for `npm run test:mutation`. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: {
    include: ['test/domain/**/*.test.ts'],
    pool: 'forks',
    testTimeout: 120_000,
    // Thousands of mutants: a mistake that hides from so few examples is found by `npm test`, which tries many more.
    setupFiles: [resolve(import.meta.dirname, 'fewExamples.ts')],
  },
})
