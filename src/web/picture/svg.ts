import { isRightToLeft } from './textWidth.ts'

/** A part of a picture, drawn from its own top left corner. Lengths are pixels of the picture. */
export interface Block {
  readonly height: number
  readonly svg: string
}

export const nothing: Block = { height: 0, svg: '' }

// What XML does not allow at all, not even escaped: controls, halves of characters, the last two of the plane.
// eslint-disable-next-line no-control-regex
const unspeakable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text as content or as the value of an attribute. */
export function escapeXml(text: string): string {
  return text.replace(unspeakable, '').replace(/[&<>"']/g, (sign) => entities[sign] ?? '')
}

/** A number of pixels, short. */
export function px(value: number): string {
  return String(Math.round(value * 100) / 100)
}

export interface TextStyle {
  readonly size: number
  readonly fill: string
  /** 400, 600 or 800. */
  readonly weight?: number
  /** Where `x` is: at the left, in the middle, or at the right. */
  readonly anchor?: 'start' | 'middle' | 'end'
}

/** One line whose letters stand on `y`. In its own direction, and without influence on that of others. */
export function textLine(x: number, y: number, text: string, style: TextStyle): string {
  const { size, fill, weight = 400, anchor = 'start' } = style
  const isolated = isRightToLeft(text)
  // Anchors are said in the direction of the text: its start is at the right.
  const mirrored = { start: 'end', middle: 'middle', end: 'start' } as const
  const direction = isolated ? ' direction="rtl"' : ''
  return (
    `<text x="${px(x)}" y="${px(y)}" font-size="${px(size)}" font-weight="${weight}" fill="${fill}"` +
    ` text-anchor="${isolated ? mirrored[anchor] : anchor}"${direction} unicode-bidi="isolate">${escapeXml(text)}</text>`
  )
}

/** How high a line of text is, and where in it its letters stand: both in the size of its letters. */
const baseline = 0.8

/** Lines below one another; right to left texts stand at the right of `width`. */
export function textLines(lines: readonly string[], width: number, lineHeight: number, style: TextStyle): Block {
  const { size, anchor = 'start' } = style
  const mirrored = anchor === 'start' && isRightToLeft(lines.join(' '))
  const at = mirrored ? 'end' : anchor
  const x = { start: 0, middle: width / 2, end: width }[at]
  const step = size * lineHeight
  const first = (step - size) / 2 + size * baseline
  return {
    height: lines.length * step,
    svg: lines.map((line, index) => textLine(x, first + index * step, line, { ...style, anchor: at })).join(''),
  }
}

export function rect(x: number, y: number, width: number, height: number, radius: number, fill: string): string {
  if (width <= 0 || height <= 0) return ''
  const r = Math.min(radius, width / 2, height / 2)
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" rx="${px(r)}" fill="${fill}"/>`
}

/** A block somewhere else. */
export function placed({ svg }: Block, x: number, y: number): string {
  return svg === '' ? '' : `<g transform="translate(${px(x)} ${px(y)})">${svg}</g>`
}

/** Blocks below one another, with gaps between those that are not empty. */
export function stacked(blocks: readonly Block[], gap: number): Block {
  const parts: string[] = []
  let y = 0
  for (const block of blocks) {
    if (block.height === 0) continue
    if (parts.length > 0) y += gap
    parts.push(placed(block, 0, y))
    y += block.height
  }
  return { height: y, svg: parts.join('') }
}
