/**
 * How shares are shown. Counts are the truth and verdicts never look at these numbers. Rules: largest remainder
 * (Hamilton) where options share one total; equal counts never look unequal; never "0 %" for somebody or "100 %" for
 * less than everybody; no percentage of nothing.
 */

export interface Share {
  /** In units of 10^-decimals percent: 335 with one decimal is 33.5 %. */
  readonly value: number
  readonly decimals: 0 | 1
  /** `below`: less than `value` (shown "<1 %"); `above`: more than `value` (shown ">99 %"). */
  readonly bound: 'exact' | 'below' | 'above'
}

/** The figures of a share without its sign: "40", "33.5", "<1", ">99". */
export function shareFigures({ value, decimals, bound }: Share): string {
  return `${{ exact: '', below: '<', above: '>' }[bound]}${(value / 10 ** decimals).toFixed(decimals)}`
}

export interface Shares {
  /** One for each count, or null where the total is nothing. */
  readonly shares: readonly Share[] | null
  /** True where the shares were rounded one by one and need not add up to 100. */
  readonly rounded: boolean
}

function bounded(count: number, total: number, value: number, decimals: 0 | 1): Share {
  const hundred = decimals === 0 ? 100 : 1000
  if (count > 0 && value === 0) return { value: 1, decimals, bound: 'below' }
  if (count < total && value === hundred) return { value: hundred - 1, decimals, bound: 'above' }
  return { value, decimals, bound: 'exact' }
}

/** Half up, in integers. */
function roundedShare(count: number, total: number): number {
  return Math.floor((count * 200 + total) / (total * 2))
}

/** Largest remainder: floors first, then one more unit for the largest fractions; ties by option order. */
function largestRemainder(counts: readonly number[], total: number, units: number): number[] {
  const values = counts.map((count) => Math.floor((count * units) / total))
  const left = units - values.reduce((sum, value) => sum + value, 0)
  const byRemainder = counts
    .map((count, index) => ({ index, remainder: (count * units) % total }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index)
  for (const { index } of byRemainder.slice(0, left)) values[index] = (values[index] ?? 0) + 1
  return values
}

function separatesEquals(counts: readonly number[], values: readonly number[]): boolean {
  const shown = new Map<number, number>()
  return counts.some((count, index) => {
    const value = values[index] ?? 0
    const before = shown.get(count)
    shown.set(count, value)
    return before !== undefined && before !== value
  })
}

/**
 * Shares of options that divide one total among them (single choice; yes, no and abstain). They add up to exactly
 * 100 %, with one decimal if whole percents would show equal counts as unequal; if that does not help either, each is
 * rounded alone and `rounded` says so (1, 1, 1: three times 33 %).
 */
export function sharesOfTotal(counts: readonly number[]): Shares {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return { shares: null, rounded: false }
  for (const decimals of [0, 1] as const) {
    const values = largestRemainder(counts, total, decimals === 0 ? 100 : 1000)
    if (separatesEquals(counts, values)) continue
    return { shares: counts.map((count, i) => bounded(count, total, values[i] ?? 0, decimals)), rounded: false }
  }
  return { shares: counts.map((count) => bounded(count, total, roundedShare(count, total), 0)), rounded: true }
}

/** Shares of options that each are a part of the same base (several choices: people who answered). */
export function sharesOfBase(counts: readonly number[], base: number): Shares {
  if (base === 0) return { shares: null, rounded: false }
  return { shares: counts.map((count) => bounded(count, base, roundedShare(count, base), 0)), rounded: false }
}
