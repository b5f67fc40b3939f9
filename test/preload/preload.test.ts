import { expect, test } from 'vitest'
import { bridgeChannels, bridgeName } from '../../src/contract/desktop.ts'
import { electron } from '../support/electron.ts'

test('the bridge has exactly the capabilities of the contract, each on its own channel', async () => {
  await import('../../src/preload/index.ts')
  expect(Object.keys(electron.exposed)).toEqual([bridgeName])
  const bridge = electron.exposed[bridgeName] as Record<string, (...args: unknown[]) => Promise<unknown>>
  expect(Object.keys(bridge).sort()).toEqual(Object.keys(bridgeChannels).sort())

  const asked: unknown[] = []
  electron.invoke = (...args) => {
    asked.push(args)
    return 'done'
  }
  for (const [name, channel] of Object.entries(bridgeChannels)) {
    // Whatever a page passes stays in the page.
    expect(await bridge[name]?.('anything', () => undefined)).toBe('done')
    expect(asked.pop()).toEqual([channel])
  }
})
