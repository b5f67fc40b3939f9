/**
 * Figures of counted values. All take distinct values from the lowest, each with how often it occurs. The values are
 * whole numbers (decimals are scaled away first), so that no figure depends on the order of the ballots.
 */
export interface Counted {
  readonly value: number
  readonly count: number
}

/** How many there are. */
export function totalCount(counted: readonly Counted[]): number {
  return counted.reduce((sum, { count }) => sum + count, 0)
}

/** All values together. */
export function sumOf(counted: readonly Counted[]): number {
  return counted.reduce((sum, { value, count }) => sum + value * count, 0)
}

/** The value that stands at `index` (from 0) where all of them are laid out in a row. */
function valueAt(counted: readonly Counted[], index: number): number {
  let passed = 0
  for (const { value, count } of counted) {
    passed += count
    if (index < passed) return value
  }
  throw new RangeError(`There is no value number ${index} among ${passed}.`)
}

/** Both values in the middle of the `size` values from `start` on; the same one twice where `size` is odd. */
function middleOf(counted: readonly Counted[], start: number, size: number): readonly [number, number] {
  return [valueAt(counted, start + Math.floor((size - 1) / 2)), valueAt(counted, start + Math.floor(size / 2))]
}

/** Both middle values, equal where there is one; null of nothing. */
export function medianOf(counted: readonly Counted[]): readonly [number, number] | null {
  const size = totalCount(counted)
  return size === 0 ? null : middleOf(counted, 0, size)
}

/**
 * The middle half, by Tukey's hinges: the median of the lower half and the median of the upper half, where the middle
 * one of an odd number belongs to both halves. A hinge between two values is their mean. Null of nothing.
 */
export function middleHalfOf(counted: readonly Counted[]): readonly [number, number] | null {
  const size = totalCount(counted)
  if (size === 0) return null
  const half = Math.ceil(size / 2)
  const [lowA, lowB] = middleOf(counted, 0, half)
  const [highA, highB] = middleOf(counted, size - half, half)
  return [(lowA + lowB) / 2, (highA + highB) / 2]
}

/** Population standard deviation (all people in the room are the population: divided by n); null of nothing. */
export function deviationOf(counted: readonly Counted[]): number | null {
  const size = totalCount(counted)
  if (size === 0) return null
  const sum = sumOf(counted)
  const squares = counted.reduce((total, { value, count }) => total + value * value * count, 0)
  // In whole numbers up to the root, so that [3, 3, 3] gives 0 and not a speck.
  return Math.sqrt(size * squares - sum * sum) / size
}

/** `numerator / denominator` with so many decimals, half away from zero: 9/20 with one decimal is 0.5, not 0.4. */
export function roundedRatio(numerator: number, denominator: number, decimals: number): number {
  const scale = 10 ** decimals
  const size = Math.floor((2 * Math.abs(numerator) * scale + denominator) / (2 * denominator)) / scale
  return numerator < 0 && size > 0 ? -size : size
}
