import type { Page } from '@playwright/test'
import { join, say, verdictOnVote } from './phone.ts'
import { expect, test, type Room } from './room.ts'

/** From ten metres away: nothing on the wall is smaller than 4 % of its height, cut off, or over something else. */

/** Twelve different texts of exactly 60 characters. */
const places = Array.from({ length: 12 }, (_, index) =>
  `Bench ${String(index + 1)} beside the old mill where the footpath turns to the river`.slice(0, 60),
)

async function whatIsHardToRead(stage: Page): Promise<readonly string[]> {
  return stage.evaluate(() => {
    const smallest = 0.04 * window.innerHeight
    const found: string[] = []
    const seen = (element: Element): boolean => {
      const { width, height } = element.getBoundingClientRect()
      // What only screen readers get is one pixel large; the buttons go when the pointer rests.
      return width > 1 && height > 1 && element.closest('nav') === null
    }
    const main = document.querySelector('main')
    const walker = document.createTreeWalker(main ?? document.body, NodeFilter.SHOW_TEXT)
    const lines: { node: Node; text: string; box: DOMRect }[] = []
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      if (parent === null || node.textContent?.trim() === '' || !seen(parent)) continue
      const size = parseFloat(getComputedStyle(parent).fontSize)
      if (size < smallest - 0.1) found.push(`small: ${size} px: ${node.textContent}`)
      const range = document.createRange()
      range.selectNodeContents(node)
      const frame = parent.getBoundingClientRect()
      for (const box of range.getClientRects()) {
        // A line that "…" stands for is not painted.
        if (box.top > frame.bottom - 2) continue
        lines.push({ node, text: node.textContent ?? '', box })
        const out = box.left < 0 || box.top < 0 || box.right > window.innerWidth || box.bottom > window.innerHeight
        if (out) found.push(`off the wall: ${node.textContent}`)
      }
    }
    for (const [index, one] of lines.entries()) {
      for (const other of lines.slice(index + 1)) {
        // Line boxes may touch; letters must not.
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
        const least = Math.min(one.box.height, other.box.height)
        if (one.node !== other.node && across > 2 && down > 0.4 * least)
          found.push(`one over the other: ${one.text} / ${other.text}`)
      }
    }
    for (const element of document.querySelectorAll('main, main *')) {
      if (!seen(element) || element.closest('svg') !== null) continue
      const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
      const high = element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 0
      const { overflow, webkitLineClamp } = getComputedStyle(element)
      if (overflow === 'visible' || !(wide || high)) continue
      const how = webkitLineClamp === 'none' ? 'cut off' : 'ends in "…"'
      found.push(`${how}: ${element.textContent}`)
    }
    return found
  })
}

async function expectReadable(stage: Page, what: string): Promise<void> {
  for (const [width, height] of [
    [1024, 768],
    [1280, 720],
    [1920, 1080],
  ] as const) {
    await stage.setViewportSize({ width, height })
    // Three lines each at 4 % would fill the whole of a 4:3 wall: there a text may end in "…", and phones show the rest.
    const mayEnd = width / height < 1.5
    const found = async (): Promise<readonly string[]> =>
      (await whatIsHardToRead(stage)).filter((one) => !mayEnd || !one.startsWith('ends in'))
    await expect.poll(found, { message: `${what}, ${width}×${height}` }).toEqual([])
  }
}

async function stageOfTwelve(room: Room): Promise<{ stage: Page; phone: Page; pollId: string }> {
  const { polls } = await room.meeting('The annual meeting of the allotment association', [
    { kind: 'choice', question: 'Where shall the new bench stand, in your opinion?', options: places },
  ])
  const stage = await room.stagePage({ viewport: { width: 1024, height: 768 }, reducedMotion: 'reduce' })
  const phone = await room.phone(1)
  await join(phone)
  return { stage, phone, pollId: polls[0]?.id ?? '' }
}

test('twelve options of sixty characters can be read from the back row, hidden and revealed', async ({ room }) => {
  expect(new Set(places.map((place) => place.length))).toEqual(new Set([60]))
  const { stage, phone, pollId } = await stageOfTwelve(room)
  await expectReadable(stage, 'join')
  await room.command('openPoll', { pollId })
  await phone.getByRole('radio').nth(6).click()
  await expect(verdictOnVote(phone)).toHaveText(say.counted)
  for (const place of places) await expect(stage.getByText(place)).toBeVisible()
  await expectReadable(stage, 'hidden')
  await room.command('closePoll', { pollId })
  await expect(stage.getByText('Voting is closed')).toBeVisible()
  await expectReadable(stage, 'closed')
  await room.command('revealPoll', { pollId })
  await expect(stage.getByText('100%').first()).toBeVisible()
  for (const place of places) await expect(stage.getByText(place)).toBeVisible()
  await expectReadable(stage, 'revealed')
})
