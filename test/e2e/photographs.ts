import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from '@playwright/test'
import type { CommandAnswer, CommandInput, HostCommand } from '../../src/contract/hostApi.ts'
import type { Language } from '../../src/contract/languages/index.ts'
import type { BuiltServer } from '../support/builtServer.ts'
import { withPalette } from './palette.ts'

/** How `screenshots.ts` opens pages and takes pictures of them. */

export const folder = resolve(import.meta.dirname, '../../docs/screenshots')

const sizes = {
  console: { width: 1280, height: 800 },
  stage: { width: 1280, height: 720 },
  phone: { width: 390, height: 844 },
} as const satisfies Record<string, { width: number; height: number }>
export type Face = keyof typeof sizes
export type Theme = 'light' | 'dark'

/** A time zone in which it is seven in the evening now, as it is when associations meet. */
export function eveningZone(): string {
  const hoursAhead = ((19 - new Date().getUTCHours() + 36) % 24) - 12
  // Signs are the other way round in these names.
  return `Etc/GMT${hoursAhead < 0 ? '+' : '-'}${String(Math.abs(hoursAhead))}`
}

export async function openPage(browser: Browser, face: Face, url: string, options: BrowserContextOptions) {
  const context = await browser.newContext({
    viewport: sizes[face],
    timezoneId: eveningZone(),
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** One picture in each theme, once the page shows `text` and nothing moves or hides any more. */
export async function shoot(
  page: Page,
  face: Face,
  view: string,
  language: Language,
  text: string,
  themes: readonly Theme[] = ['light', 'dark'],
): Promise<void> {
  await page.getByText(text).filter({ visible: true }).first().waitFor()
  // The buttons of the stage go when the pointer rests.
  if (face === 'stage') {
    await page.waitForFunction(() => getComputedStyle(document.querySelector('nav') ?? document.body).opacity === '0')
  }
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'))
    const file = `${face}-${view}-${colorScheme}-${language}.png`
    await writeFile(resolve(folder, file), withPalette(await page.screenshot()))
  }
}

export function commander(server: BuiltServer) {
  return async function command<C extends HostCommand>(name: C, input: CommandInput<C>): Promise<CommandAnswer<C>> {
    const response = await fetch(`${server.hostApi}/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${server.hostSecret}` },
      body: JSON.stringify(input),
    })
    const body = await response.text()
    if (!response.ok) throw new Error(`${name} was refused: ${body}`)
    return JSON.parse(body) as CommandAnswer<C>
  }
}
