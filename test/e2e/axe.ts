import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect } from './room.ts'

/** Everything that WCAG 2.2 asks for at level AA, as far as a machine can tell. Of any impact. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** One line for each element that breaks a rule. */
async function violations(page: Page): Promise<readonly string[]> {
  const found = await new AxeBuilder({ page }).withTags(tags).analyze()
  return found.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.target.join(' ')}: ${node.any[0]?.message ?? rule.help}`),
  )
}

/** The test goes on after a violation, so that one run tells all of them. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  // A colour that is still fading is nobody's.
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'))
  expect.soft(await violations(page), what).toEqual([])
}
