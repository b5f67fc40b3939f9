import type { Page } from '@playwright/test'

/**
 * What nobody could read from ten metres away on the stage as it is now: text below 4 % of the height, cut off, off the
 * wall, or over other text. Text that ends in "…" is named apart, since phones show the whole of it.
 */
export async function whatIsHardToRead(stage: Page): Promise<readonly string[]> {
  return stage.evaluate(() => {
    const smallest = 0.04 * Math.min(window.innerHeight, 0.75 * window.innerWidth)
    const found = new Set<string>()
    const main = document.querySelector('main')
    if (main === null) return ['there is no scene']
    const clips = (element: Element, box: DOMRect): boolean => {
      const frame = element.getBoundingClientRect()
      const [down, up] = [box.bottom - frame.bottom, frame.top - box.top]
      return Math.max(down, up, box.right - frame.right, frame.left - box.left) > 2
    }
    const lines: { node: Node; text: string; box: DOMRect }[] = []
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const parent = node.parentElement
      const text = node.textContent?.trim() ?? ''
      // What only screen readers get, and what the stage says it has no room for ("+ 3 more").
      if (parent === null || text === '' || parent.closest('.unseen, nav') !== null) continue
      const style = getComputedStyle(parent)
      const clipped =
        parent.closest<HTMLElement>('[style*="clip"]') !== null || parent.getBoundingClientRect().width <= 1
      if (style.visibility === 'hidden' || clipped) continue
      const around: Element[] = []
      for (let one: Element | null = parent; one !== null && one !== main.parentElement; one = one.parentElement) {
        if (getComputedStyle(one).overflow !== 'visible') around.push(one)
      }
      // Tight layouts keep words for screen readers in a box of one pixel.
      if (around.some((one) => one.getBoundingClientRect().width <= 1)) continue
      if (parseFloat(style.fontSize) < smallest - 0.1) found.add(`small: ${style.fontSize}: ${text}`)
      const range = document.createRange()
      range.selectNodeContents(node)
      for (const box of range.getClientRects()) {
        const clipping = around.find((one) => clips(one, box))
        if (clipping !== undefined) {
          const { webkitLineClamp, textOverflow } = getComputedStyle(clipping)
          const ends = webkitLineClamp !== 'none' || textOverflow === 'ellipsis'
          found.add(`${ends ? 'ends in "…"' : 'cut off'}: ${text}`)
          // A line that "…" stands for is not painted.
          continue
        }
        const { left, top, right, bottom } = box
        if (left < -1 || top < -1 || right > window.innerWidth + 1 || bottom > window.innerHeight + 1) {
          found.add(`off the wall: ${text}`)
        }
        lines.push({ node, text, box })
      }
    }
    for (const [index, one] of lines.entries()) {
      for (const other of lines.slice(index + 1)) {
        // Line boxes may touch; letters must not.
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
        const least = Math.min(one.box.height, other.box.height)
        if (one.node !== other.node && across > 2 && down > 0.4 * least)
          found.add(`one over the other: ${one.text} / ${other.text}`)
      }
    }
    if (main.scrollHeight > main.clientHeight + 1) found.add(`the scene is ${String(main.scrollHeight)} px high`)
    if (main.scrollWidth > main.clientWidth + 1) found.add(`the scene is ${String(main.scrollWidth)} px wide`)
    return [...found]
  })
}

/** Whatever does not end in "…". */
export async function whatIsLost(stage: Page): Promise<readonly string[]> {
  return (await whatIsHardToRead(stage)).filter((one) => !one.startsWith('ends in'))
}
