import type { Colours } from './colours.ts'
import type { Canvas } from './input.ts'
import { px, placed, stacked, textLine, textLines, type Block } from './svg.ts'
import { textWidth, wrap } from './textWidth.ts'

/** One card of a wall. */
export interface Card {
  readonly text: string
  /** Small, under the text. */
  readonly below: string
  /** Small and large: how many support it, or how often it was written. Empty where it says nothing. */
  readonly badge: string
  readonly faint: boolean
}

/** More cards cannot be read. */
export const mostCards = 48

/** Cards in columns; in `order` one after another, else where there is most room. */
export function wall(cards: readonly Card[], columns: number, { width, em }: Canvas, colours: Colours): Block {
  const gap = em * 0.6
  const own = (width - gap * (columns - 1)) / columns
  const heights = Array.from({ length: columns }, () => 0)
  const parts = cards.map((card) => {
    const lowest = heights.indexOf(Math.min(...heights))
    const block = cardBlock(card, own, em, colours)
    const y = heights[lowest] ?? 0
    heights[lowest] = y + block.height + gap
    return placed(block, lowest * (own + gap), y)
  })
  return { height: Math.max(0, ...heights.map((height) => height - gap)), svg: parts.join('') }
}

function cardBlock({ text, below, badge, faint }: Card, width: number, em: number, colours: Colours): Block {
  const pad = em * 0.7
  const badgeWidth = badge === '' ? 0 : Math.max(em * 2.2, textWidth(badge) * em + em)
  const left = pad + (badge === '' ? 0 : badgeWidth)
  const room = width - left - pad
  const words = stacked(
    [
      textLines(wrap(text, room / em), room, 1.3, { size: em, fill: faint ? colours.soft : colours.ink }),
      ...(below === ''
        ? []
        : [textLines(wrap(below, room / (em * 0.75)), room, 1.3, { size: em * 0.75, fill: colours.soft })]),
    ],
    em * 0.2,
  )
  const height = Math.max(words.height, badge === '' ? 0 : em * 1.6) + pad * 2
  const frame =
    `<rect x="0.75" y="0.75" width="${px(width - 1.5)}" height="${px(height - 1.5)}" rx="${px(em * 0.5)}"` +
    ` fill="${colours.raised}" stroke="${colours.line}" stroke-width="1.5"/>`
  const number =
    badge === ''
      ? ''
      : textLine(pad + (badgeWidth - pad) / 2, height / 2 + em * 0.4, badge, {
          size: em * 1.1,
          weight: 800,
          fill: colours.ink,
          anchor: 'middle',
        })
  return { height, svg: frame + number + placed(words, left, (height - words.height) / 2) }
}
