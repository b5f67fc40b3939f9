import type { Locator } from '@playwright/test'
import decode from 'jsqr'
import { PNG } from 'pngjs'

/** What a phone's camera reads off a QR code on screen. */
export async function readQr(code: Locator): Promise<string> {
  const { data, width, height } = PNG.sync.read(await code.screenshot())
  const read = decode(new Uint8ClampedArray(data), width, height)
  if (read === null) throw new Error('no QR code could be read')
  return read.data
}
