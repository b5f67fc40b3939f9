import { px, placed, rect, stacked, textLine, textLines, type Block } from './svg.ts'
import type { Canvas } from './input.ts'
import type { Colours } from './colours.ts'
import { textWidth, wrap } from './textWidth.ts'

/** One line of a result: what it is about, its numbers, its bar. As `BarRow.vue` draws it on the screens. */
export interface Row {
  /** A letter, a place or a sign. */
  readonly sign: string
  readonly label: string
  readonly colour: string
  /** `data:` address. */
  readonly image?: string | undefined
  /** What is said about it: most votes, elected, right. */
  readonly mark?: string | null
  readonly count: string
  /** Empty where the others have one and this has none; null where there are none. */
  readonly share: string | null
  /** Lengths of bars, 0 to 1, the longest first and fainter. */
  readonly bars: readonly number[]
  /** How far the bar must reach, 0 to 1. */
  readonly needed?: number | null
  /** Small, under the label. */
  readonly below?: string
}

/** Rows below one another. All numbers stand in one column. */
export function barRows(rows: readonly Row[], { width, em }: Canvas, colours: Colours): Block {
  const countWidth = Math.max(0, ...rows.map(({ count }) => textWidth(count))) * em * 1.25
  const shares = rows.some(({ share }) => share !== null)
  const shareWidth = shares ? Math.max(3, ...rows.map(({ share }) => textWidth(share ?? '') + 0.6)) * em : 0
  const numbers = countWidth + shareWidth
  return stacked(
    rows.map((row) => barRow(row, width, em, { count: countWidth, all: numbers }, colours)),
    em * 0.75,
  )
}

function barRow(
  row: Row,
  width: number,
  em: number,
  numbers: { readonly count: number; readonly all: number },
  colours: Colours,
): Block {
  const gap = em * 0.6
  const sign = signBox(row.sign, em, row.colour, colours)
  const pictured = row.image !== undefined
  const side = em * 3
  const left = sign.width + gap + (pictured ? side + gap : 0)
  const mark = row.mark ? pill(row.mark, em, colours) : null
  const room = width - left - numbers.all - gap * 2 - (mark === null ? 0 : mark.width + gap)
  const label = textLines(wrap(row.label, room / em), room, 1.2, { size: em, weight: 600, fill: colours.ink })
  const below = row.below
    ? textLines(wrap(row.below, room / (em * 0.7)), room, 1.25, { size: em * 0.7, fill: colours.soft })
    : null
  const words = stacked(below === null ? [label] : [label, below], em * 0.1)
  const height = Math.max(words.height, sign.height, pictured ? side : 0)
  const middle = height / 2
  const countAt = width - numbers.all + numbers.count
  const parts = [
    placed(sign, 0, middle - sign.height / 2),
    pictured ? image(row.image ?? '', left - side - gap, middle - side / 2, side) : '',
    placed(words, left, middle - words.height / 2),
    mark === null ? '' : placed(mark, left + room + gap, middle - mark.height / 2),
    textLine(countAt, middle + em * 0.44, row.count, {
      size: em * 1.25,
      weight: 800,
      fill: colours.ink,
      anchor: 'end',
    }),
    row.share ? textLine(width, middle + em * 0.44, row.share, { size: em, fill: colours.soft, anchor: 'end' }) : '',
    placed(track(row, width, em, colours), 0, height + em * 0.3),
  ]
  return { height: height + em * 0.9, svg: parts.join('') }
}

interface Sized extends Block {
  readonly width: number
}

function signBox(sign: string, em: number, colour: string, colours: Colours): Sized {
  const side = em * 1.75
  const width = Math.max(side, textWidth(sign) * em + em * 0.7)
  const line = em * 0.14
  const frame =
    `<rect x="${px(line / 2)}" y="${px(line / 2)}" width="${px(width - line)}" height="${px(side - line)}"` +
    ` rx="${px(em * 0.4)}" fill="none" stroke="${colour}" stroke-width="${px(line)}"/>`
  const letter = textLine(width / 2, side / 2 + em * 0.36, sign, {
    size: em,
    weight: 800,
    fill: colours.ink,
    anchor: 'middle',
  })
  return { width, height: side, svg: frame + letter }
}

function pill(words: string, em: number, colours: Colours): Sized {
  const size = em * 0.76
  const width = textWidth(words) * size + em
  const height = em * 1.35
  const text = textLine(width / 2, height / 2 + size * 0.35, words, {
    size,
    weight: 600,
    fill: colours.paper,
    anchor: 'middle',
  })
  return { width, height, svg: rect(0, 0, width, height, height / 2, colours.ink) + text }
}

function image(address: string, x: number, y: number, side: number): string {
  if (!/^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/.test(address)) return ''
  return `<image x="${px(x)}" y="${px(y)}" width="${px(side)}" height="${px(side)}" href="${address}"/>`
}

function track({ bars, needed, colour }: Row, width: number, em: number, colours: Colours): Block {
  const height = em * 0.6
  const radius = em * 0.3
  const drawn = bars.map((length, index) => {
    const last = index === bars.length - 1
    const opacity = last ? '1' : (bars.length - index) % 2 === 0 ? '0.55' : '0.35'
    const bar = rect(0, 0, Math.max(length === 0 ? 0 : height, length * width), height, radius, colour)
    return last ? bar : `<g opacity="${opacity}">${bar}</g>`
  })
  const goal = needed ?? null
  const line =
    goal === null
      ? ''
      : rect(goal * (width - em * 0.16), -em * 0.16, em * 0.16, height + em * 0.32, em * 0.08, colours.ink)
  return { height, svg: rect(0, 0, width, height, radius, colours.track) + drawn.join('') + line }
}
