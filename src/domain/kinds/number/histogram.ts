import type { Counted } from '../../statistics.ts'

/** More columns than this cannot be told apart from the back of a room. */
export const mostColumns = 12

export interface Column {
  readonly from: number
  readonly to: number
  readonly count: number
}

/**
 * At most twelve columns of one width over all values (whole numbers, from the lowest), without gaps. The width is the
 * smallest of 1, 2, 5, 10, 20, 50 … with which they fit, and columns begin at its multiples. A value on the edge
 * belongs to the column that begins there; only the last column holds its end too, unless columns are as narrow as
 * values can be, where each stands for one value.
 */
export function histogramOf(counted: readonly Counted[]): readonly Column[] {
  const lowest = counted[0]?.value
  const highest = counted[counted.length - 1]?.value
  if (lowest === undefined || highest === undefined) return []
  let shape = columnsOf(lowest, highest, 1)
  for (let index = 1; shape.columns > mostColumns; index++) shape = columnsOf(lowest, highest, niceWidth(index))
  const { start, width, columns } = shape
  const counts = new Array<number>(columns).fill(0)
  for (const { value, count } of counted) {
    const index = Math.min(Math.floor((value - start) / width), columns - 1)
    counts[index] = (counts[index] ?? 0) + count
  }
  return counts.map((count, index) => ({ from: start + index * width, to: start + (index + 1) * width, count }))
}

/** 1, 2, 5, 10, 20, 50 … */
function niceWidth(index: number): number {
  return ([1, 2, 5][index % 3] ?? 1) * 10 ** Math.floor(index / 3)
}

function columnsOf(lowest: number, highest: number, width: number): { start: number; width: number; columns: number } {
  // The remainder has the sign of the value: below zero the multiple before it is one further down.
  const over = lowest % width
  const start = lowest - over - (over < 0 ? width : 0) + 0
  const span = highest - start
  return { start, width, columns: width === 1 ? span + 1 : Math.max(1, Math.ceil(span / width)) }
}
