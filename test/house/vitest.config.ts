import { resolve } from 'node:path'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'

const root = resolve(import.meta.dirname, '../..')

export default defineConfig({
  root,
  plugins: [vue()],
  resolve: {
    // The real package downloads a browser on the first require; the fake throws on every API it does not know.
    alias: { electron: resolve(root, 'test/support/electron.ts') },
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/e2e/**', 'test/crash/**', 'test/siege/**', 'test/bench/**'],
    pool: 'forks',
    // Tests wait for states, not for time; this only ends one that hangs, on however busy a machine.
    testTimeout: 20_000,
    restoreMocks: true,
    unstubGlobals: true,
  },
})
