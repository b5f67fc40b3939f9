import { resolve } from 'node:path'
import { _electron, expect, test } from '@playwright/test'
import { electronOnDisk } from '../../src/headless/electronBinary.ts'
import { removeDataDir, temporaryDataDir } from '../support/builtServer.ts'

/** The real Electron, where its program is on disk; elsewhere this is skipped, never passed. */
const executablePath = electronOnDisk()

test('the desktop window shows the console, confined, and closes the room behind it', async () => {
  test.skip(executablePath === null, 'the Electron program is not on this computer')
  test.skip(process.getuid?.() === 0, 'Electron does not run as root')
  const dataDir = await temporaryDataDir()
  const app = await _electron.launch({
    executablePath: executablePath ?? '',
    args: [resolve(import.meta.dirname, '../..'), '--data', dataDir, '--port', '0', '--host-port', '0'],
  })
  const console = await app.firstWindow()
  await expect(console.getByRole('main')).toBeVisible()
  await expect(console).toHaveURL((url) => url.hostname === '127.0.0.1' && url.hash === '')
  expect(await console.evaluate(() => [typeof require, typeof process])).toEqual(['undefined', 'undefined'])

  const stage = app.waitForEvent('window')
  await console.evaluate(() =>
    (window as unknown as { showOfHands: { openStage(): Promise<void> } }).showOfHands.openStage(),
  )
  await expect(await stage).toHaveURL(/\/stage$/)
  const origin = new URL(console.url()).origin
  await app.close()
  await expect(fetch(origin)).rejects.toThrow()
  await removeDataDir(dataDir)
})
