import type { NumberTally } from '../../domain/kinds/number.ts'

/** From values to places on a histogram, 0 (left edge) to 1 (right edge). */
export interface NumberScale {
  /** Does each column stand for one value? Then it is named in its middle, and values stand there. */
  readonly single: boolean
  /** Clamped to the histogram: an answer nobody came near may lie outside. */
  place(value: number): number
  /** Where a label stands, and what number it is. */
  readonly labels: readonly { readonly at: number; readonly value: number }[]
}

/**
 * `decimals` as the poll has them: columns one unit wide stand for single values. `widest`: how many labels have room.
 */
export function numberScale(histogram: NumberTally['histogram'], decimals: number, widest: number): NumberScale {
  const first = histogram[0]
  const last = histogram[histogram.length - 1]
  if (first === undefined || last === undefined) return { single: false, place: () => 0.5, labels: [] }
  const unit = 10 ** -decimals
  const single = Math.abs(first.to - first.from - unit) < unit / 4
  const from = single ? first.from - unit / 2 : first.from
  const to = single ? last.to - unit / 2 : last.to
  const place = (value: number): number => Math.min(1, Math.max(0, (value - from) / (to - from)))
  const values = histogram.map((column) => column.from)
  if (!single) values.push(last.to)
  // Every one, every other one …, always with the first.
  const every = Math.max(1, Math.ceil((values.length - 1) / Math.max(1, widest - 1)))
  const labels = values.filter((_, index) => index % every === 0).map((value) => ({ at: place(value), value }))
  return { single, place, labels }
}
