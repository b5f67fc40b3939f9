import type { Colours } from './colours.ts'
import { rect, textLine, type Block } from './svg.ts'

export interface Column {
  /** Under the column; empty where an axis says it. */
  readonly name: string
  readonly count: number
  readonly share: string | null
  /** 0 to 1. */
  readonly length: number
}

/** A line through all columns, 0 (left) to 1 (right). */
export interface Rule {
  readonly at: number
  readonly colour: string
  readonly dashed?: boolean
  readonly sign?: string
}

export interface ColumnsStyle {
  readonly width: number
  readonly em: number
  /** Of the highest column, without its numbers. */
  readonly height: number
  readonly colour: string
  /** Between columns. */
  readonly gap: number
}

/** Columns side by side, each with its count on top. */
export function columnChart(
  columns: readonly Column[],
  rules: readonly Rule[],
  { width, em, height, colour, gap }: ColumnsStyle,
  colours: Colours,
): Block {
  const shares = columns.some(({ share }) => share !== null)
  const names = columns.some(({ name }) => name !== '')
  const signed = rules.some(({ sign }) => sign !== undefined)
  const head = em * ((shares ? 2.5 : 1.5) + (signed ? 1 : 0))
  const floor = head + height
  const step = width / Math.max(1, columns.length)
  // Many columns have no room for their numbers side by side.
  const size = Math.min(em, (step - gap) * 0.52)
  const parts = columns.map(({ name, count, share, length }, index) => {
    const x = index * step + gap / 2
    const top = floor - length * height
    const middle = (index + 0.5) * step
    const lift = share === null || count === 0 ? 0.35 : 1.35
    const bar = [
      rect(x, top, step - gap, floor - top, em * 0.25, colour),
      // Square feet: only the top is round.
      length * height > em * 0.5 ? rect(x, floor - em * 0.3, step - gap, em * 0.3, 0, colour) : '',
    ]
    const texts = [
      textLine(middle, top - em * lift, String(count), {
        size: count === 0 ? size * 0.9 : size * 1.1,
        weight: 800,
        fill: count === 0 ? colours.soft : colours.ink,
        anchor: 'middle',
      }),
      share === null || count === 0
        ? ''
        : textLine(middle, top - em * 0.4, share, { size: size * 0.8, fill: colours.soft, anchor: 'middle' }),
      name === ''
        ? ''
        : textLine(middle, floor + em * 1.25, name, { size: em, weight: 600, fill: colours.ink, anchor: 'middle' }),
    ]
    return { bar: bar.join(''), texts: texts.join('') }
  })
  const lines = rules.map(({ at, colour: own, dashed, sign }) => {
    const x = at * width
    const dash = dashed ? ` stroke-dasharray="${em * 0.3} ${em * 0.25}"` : ''
    const line =
      `<line x1="${x.toFixed(2)}" y1="${(em * 0.55).toFixed(2)}" x2="${x.toFixed(2)}" y2="${floor.toFixed(2)}"` +
      ` stroke="${own}" stroke-width="${(em * (dashed ? 0.1 : 0.16)).toFixed(2)}"${dash}/>`
    const badge = sign
      ? `<circle cx="${x.toFixed(2)}" cy="${(em * 0.55).toFixed(2)}" r="${(em * 0.55).toFixed(2)}" fill="${own}"/>` +
        textLine(x, em * 0.81, sign, { size: em * 0.75, weight: 800, fill: colours.paper, anchor: 'middle' })
      : ''
    return line + badge
  })
  // Numbers stay readable where a line goes through them.
  const halo =
    `<g stroke="${colours.paper}" stroke-width="${(em * 0.2).toFixed(2)}" paint-order="stroke">` +
    `${parts.map(({ texts }) => texts).join('')}</g>`
  const bars = parts.map(({ bar }) => bar).join('')
  const ground = rect(0, floor - em * 0.07, width, em * 0.14, 0, colours.ink)
  return { height: floor + em * (names ? 1.6 : 0.1), svg: bars + ground + lines.join('') + halo }
}
