import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Only the rules, for `npm run test:mutation`. */
export default defineConfig({
  root: resolve(import.meta.dirname, '../..'),
  test: { include: ['test/domain/**/*.test.ts'], pool: 'forks', testTimeout: 20_000 },
})
