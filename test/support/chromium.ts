import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/** Where systems put Chromium or Chrome. Without a match, what Playwright has downloaded. */
const usualPlaces: readonly string[] = [
  process.env['SOH_CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  chromium.executablePath(),
]

/** Path of a Chromium or Chrome on this computer, or null. */
export function findChromium(): string | null {
  return usualPlaces.find((path) => path !== '' && existsSync(path)) ?? null
}

/** The name under which phones of the tests reach the server: unlike localhost it is not a secure context. */
export const phoneHost = 'soh.local'

export const chromiumArgs: readonly string[] = [
  // Phones live on an insecure origin; on localhost they would have APIs that real phones lack.
  `--host-resolver-rules=MAP ${phoneHost} 127.0.0.1`,
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
  // Chromium refuses to run as root with its sandbox. In tests only.
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
]
