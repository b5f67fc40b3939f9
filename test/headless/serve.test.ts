import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { serve } from '../../src/headless/serve.ts'
import type * as server from '../../src/server/index.ts'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const opened: string[] = []
let closed = 0
let interrupted = true

vi.mock('../../src/headless/display.ts', () => ({
  hasDisplay: () => true,
  openInBrowser: async (url: string) => opened.push(url) > 0,
}))

/** Ctrl-C arrives while the room is being opened. */
vi.mock('../../src/server/index.ts', async (importReal) => ({
  ...(await importReal<typeof server>()),
  memoryPages: async () => ({}),
  startServer: async () => {
    if (interrupted) process.emit('SIGINT')
    return {
      hostUrl: 'http://127.0.0.1:1/#secret',
      onceUrl: () => 'http://127.0.0.1:1/#once',
      joinUrl: '',
      recovery: null,
      close: async () => void (closed += 1),
    }
  },
}))

const ours = new Map<(typeof signals)[number], readonly unknown[]>()
beforeEach(() => {
  for (const signal of signals) ours.set(signal, process.listeners(signal))
})
afterEach(() => {
  for (const signal of signals) {
    for (const listener of process.listeners(signal)) {
      if (ours.get(signal)?.includes(listener) === false) process.off(signal, listener)
    }
  }
})

test.each([[[]], [['--json']]])('a Ctrl-C during the start announces nothing and closes: %j', async (args) => {
  opened.length = closed = 0
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  await serve(['--data', '/nowhere', ...args])
  expect(opened).toEqual([])
  expect(said.mock.calls.flat().join('\n')).not.toMatch(/ready|running|127\.0\.0\.1/)
  expect(closed).toBe(1)
})

test('the browser is opened with a link that is worth nothing to who reads it later', async () => {
  opened.length = 0
  interrupted = false
  const said = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  const served = serve(['--data', '/nowhere'])
  await vi.waitFor(() => expect(said).toHaveBeenCalled())
  process.emit('SIGINT')
  await served
  expect(opened).toEqual(['http://127.0.0.1:1/#once'])
  // On the terminal of the host's own it is the one that always works.
  expect(said.mock.calls.flat().join('\n')).toContain('http://127.0.0.1:1/#secret')
})
