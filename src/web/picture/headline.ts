import type { Canvas } from './input.ts'
import type { Colours } from './colours.ts'
import { textLine, type Block } from './svg.ts'
import { shorten, textWidth } from './textWidth.ts'

/** The one number or word of a result, in large letters, what it is, and what else there is to say about it. */
export function headline(
  { name, figure, beside, good = false }: { name: string; figure: string; beside: string; good?: boolean },
  { width, em }: Canvas,
  colours: Colours,
): Block {
  const soft = { size: em, weight: 600, fill: colours.soft }
  const gap = em * 0.5
  const line = em * 1.8
  const nameWidth = textWidth(name) * em
  const shown = shorten(figure, (width - nameWidth - gap) / (em * 2))
  const figureWidth = textWidth(shown) * em * 2
  const at = nameWidth + gap + figureWidth + gap
  const room = (width - at) / em
  const parts = [
    textLine(0, line, name, soft),
    textLine(nameWidth + gap, line, shown, { size: em * 2, weight: 800, fill: colours.ink }),
    beside === '' || room < 3
      ? ''
      : textLine(at, line, shorten(beside, room), { ...soft, fill: good ? colours.good : colours.soft }),
  ]
  return { height: em * 2.4, svg: parts.join('') }
}
