import type { Description, Figure } from '../description.ts'
import { noVerdict } from '../outcome/outcome.ts'
import { sharesOfTotal } from '../percentages.ts'
import { accept, refuse, type Refusal } from '../refusal.ts'
import { medianOf, middleHalfOf, roundedRatio, sumOf, totalCount } from '../statistics.ts'
import { lineUpTo, maxOptions } from '../text.ts'
import type { CommonSettings, CommonTally, Kind } from './kind.ts'
import { fits, mostUnits, parseNumber, scaleOf, toScaled } from './number/decimal.ts'
import { histogramOf } from './number/histogram.ts'
import { asRecord, commonDefaults, hasOnly, isWhole, readCommonSettings } from './settings.ts'

export interface NumberSettings extends CommonSettings {
  /** Said behind every number; may be empty. */
  readonly unit: string
  /** Answers outside are refused; null: no limit on that side. */
  readonly min: number | null
  readonly max: number | null
  /** Most decimals of an answer, 0 to 6. */
  readonly decimals: number
  /** The right answer, if there is one: who is nearest? */
  readonly correct: number | null
}

export interface NumberAnswer {
  readonly value: number
  /** Added by the server in a roll call. */
  readonly name?: string
}

export interface NumberTally extends CommonTally {
  /** Distinct values from the lowest. */
  readonly values: readonly { readonly value: number; readonly count: number; readonly weight: number }[]
  readonly mean: number | null
  readonly median: readonly [number, number] | null
  /** The span that holds the middle half of the answers. */
  readonly middleHalf: readonly [number, number] | null
  readonly lowest: number | null
  readonly highest: number | null
  /** Columns of equal width over the whole span; `to` belongs to the next one, except in the last. */
  readonly histogram: readonly { readonly from: number; readonly to: number; readonly count: number }[]
  /** Values nearest to the right answer (two where it lies between them), null where there is none. */
  readonly nearest: {
    readonly values: readonly number[]
    readonly distance: number
    readonly count: number
    /** Sorted; of a roll call. */
    readonly names: readonly string[]
  } | null
}

/** Longest unit, in characters as read. */
export const unitLimit = 20
export const mostDecimals = 6

/** A number from everybody: an estimate, an amount, the answer to "how many?". */
export const number: Kind<'number', NumberSettings, NumberAnswer, NumberTally> = {
  name: 'number',
  defaultSettings: { ...commonDefaults, unit: '', min: null, max: null, decimals: 0, correct: null },
  fixedOptions: [],
  minOptions: 0,
  mayShowLive: true,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ['unit', 'min', 'max', 'decimals', 'correct'])
    if (!read.ok) return read
    const { own, common } = read.value
    const { unit = current.unit, decimals = current.decimals } = own
    const { min = current.min, max = current.max, correct = current.correct } = own
    if (!isLimit(min) || !isLimit(max) || !isLimit(correct)) return refuse('settingsMalformed')
    if (!isWhole(decimals, 0, mostDecimals)) return refuse('settingsMalformed')
    if (typeof unit !== 'string') return refuse('settingsMalformed')
    const line = lineUpTo(unit, unitLimit)
    if (!line.ok) return line
    return accept({
      ...common,
      unit: line.value,
      min: withoutMinusZero(min),
      max: withoutMinusZero(max),
      decimals: decimals + 0,
      correct: withoutMinusZero(correct),
    })
  },

  checkComplete({ settings }) {
    const { correct, decimals } = settings
    const { least, most } = possible(settings)
    if (least > most) return refuse('rangeEmpty')
    if (correct === null) return accept(null)
    // A right answer that nobody could give would make everybody wrong.
    const given = fits(correct, decimals) && toScaled(correct, decimals) >= least && toScaled(correct, decimals) <= most
    return given ? accept(null) : refuse('correctImpossible')
  },

  readAnswer(raw, { settings }) {
    const record = asRecord(raw)
    if (record === null || !hasOnly(record, ['value'])) return refuse('answerMalformed')
    const read = parseNumber(record['value'], settings.decimals)
    if (!read.ok) return read
    const outside = outOfRange(read.value, settings)
    return outside ?? accept({ value: read.value })
  },

  tally({ settings }, ballots) {
    const { decimals } = settings
    const scale = scaleOf(decimals)
    const byValue = new Map<number, { value: number; count: number; weight: number; names: string[] }>()
    let people = 0
    let weight = 0
    for (const ballot of ballots) {
      people += 1
      weight += ballot.weight
      const value = toScaled(ballot.answer.value, decimals)
      const counted = byValue.get(value) ?? { value, count: 0, weight: 0, names: [] }
      counted.count += 1
      counted.weight += ballot.weight
      if (ballot.answer.name !== undefined) counted.names.push(ballot.answer.name)
      byValue.set(value, counted)
    }
    const scaled = [...byValue.values()].sort((a, b) => a.value - b.value)
    const toValue = (some: number): number => some / scale
    const both = (span: readonly [number, number] | null): readonly [number, number] | null =>
      span && [toValue(span[0]), toValue(span[1])]
    const values = scaled.map((some) => ({ value: toValue(some.value), count: some.count, weight: some.weight }))
    return {
      people,
      ballots: people,
      weight,
      values,
      mean: scaled.length === 0 ? null : sumOf(scaled) / (totalCount(scaled) * scale),
      median: both(medianOf(scaled)),
      middleHalf: both(middleHalfOf(scaled)),
      lowest: values[0]?.value ?? null,
      highest: values[values.length - 1]?.value ?? null,
      histogram: histogramOf(scaled).map(({ from, to, count }) => ({ from: toValue(from), to: toValue(to), count })),
      nearest: settings.correct === null ? null : nearestTo(toScaled(settings.correct, decimals), scaled, scale),
    }
  },

  outcome: () => noVerdict,
  describe: ({ settings }, tally) => describeNumbers(settings, tally),

  conceal: (question) => ({ ...question, settings: { ...question.settings, correct: null } }),
  // Who is nearest, and how near, says what the right answer is.
  concealTally: (tally) => ({ ...tally, nearest: null }),

  forRoom: (tally, _limit, namesShown) =>
    namesShown || tally.nearest === null ? tally : { ...tally, nearest: { ...tally.nearest, names: [] } },
}

function isLimit(raw: unknown): raw is number | null {
  return raw === null || (typeof raw === 'number' && Math.abs(raw) <= mostUnits)
}

function withoutMinusZero(limit: number | null): number | null {
  return limit === 0 ? 0 : limit
}

/** The smallest and the largest answer that these settings allow, scaled to whole numbers. */
function possible({ min, max, decimals }: NumberSettings): { least: number; most: number } {
  const inUnits = (limit: number, rounded: (units: number) => number): number =>
    fits(limit, decimals) ? toScaled(limit, decimals) : rounded(limit * scaleOf(decimals))
  return {
    least: Math.max(min === null ? -mostUnits : inUnits(min, Math.ceil), -mostUnits),
    most: Math.min(max === null ? mostUnits : inUnits(max, Math.floor), mostUnits),
  }
}

function outOfRange(value: number, { min, max, decimals }: NumberSettings): Refusal | null {
  const furthest = mostUnits / scaleOf(decimals)
  const least = Math.max(min ?? -furthest, -furthest)
  const most = Math.min(max ?? furthest, furthest)
  if (value >= least && value <= most) return null
  if (min !== null && max !== null) return refuse('numberOutOfRange', { min, max })
  return value < least ? refuse('numberTooLow', { min: least }) : refuse('numberTooHigh', { max: most })
}

interface Given {
  readonly value: number
  readonly count: number
  readonly names: readonly string[]
}

/** Answers with the smallest distance from `correct`, which share the place; null where nobody has answered. */
function nearestTo(correct: number, scaled: readonly Given[], scale: number): NumberTally['nearest'] {
  if (scaled.length === 0) return null
  const distance = Math.min(...scaled.map(({ value }) => Math.abs(value - correct)))
  const nearest = scaled.filter(({ value }) => Math.abs(value - correct) === distance)
  return {
    values: nearest.map(({ value }) => value / scale),
    distance: distance / scale,
    count: totalCount(nearest),
    names: nearest.flatMap(({ names }) => names).sort(),
  }
}

/** One row per value while they fit on a screen, else one per column of the histogram. */
function describeNumbers(settings: NumberSettings, tally: NumberTally): Description {
  const { correct } = settings
  const plain = (value: number): string => plainDigits(value, settings.decimals)
  const said = (text: string): string => (settings.unit === '' ? text : `${text} ${settings.unit}`)
  const counted =
    tally.values.length <= maxOptions
      ? tally.values.map(({ value, count, weight }) => ({ id: plain(value), label: said(plain(value)), count, weight }))
      : tally.histogram.map(({ from, to, count }, index) => {
          const last = index === tally.histogram.length - 1
          const inside = tally.values.filter(({ value }) => value >= from && (value < to || (last && value === to)))
          const weight = inside.reduce((sum, some) => sum + some.weight, 0)
          return { id: `${plain(from)}..${plain(to)}`, label: said(`${plain(from)} – ${plain(to)}`), count, weight }
        })
  const { shares, rounded } = sharesOfTotal(counted.map(({ count }) => count))
  const rows = counted.map((row, index) => ({
    ...row,
    word: null,
    share: shares?.[index] ?? null,
    score: null,
    state: 'shown' as const,
    ...(correct === null ? {} : { right: row.id === plain(correct) }),
  }))
  const base = shares === null ? null : { what: 'peopleAnswered' as const, size: tally.people }
  return { rows, base, rounded, figures: figuresOf(settings, tally) }
}

/** Digits with a point and no exponent, as spreadsheets and programs write it: 0.000001 and not 1e-6. */
function plainDigits(value: number, decimals: number): string {
  return decimals === 0 ? value.toFixed(0) : value.toFixed(decimals).replace(/\.?0+$/, '')
}

function figuresOf({ decimals, correct }: NumberSettings, tally: NumberTally): readonly Figure[] {
  const { median, middleHalf, lowest, highest, nearest } = tally
  if (median === null || middleHalf === null || lowest === null || highest === null) return []
  const scale = scaleOf(decimals)
  const sum = tally.values.reduce((total, { value, count }) => total + toScaled(value, decimals) * count, 0)
  const whole = middleHalf.every((hinge) => fits(hinge, decimals))
  const figures: Figure[] = [
    { name: 'median', values: median[0] === median[1] ? [median[0]] : median, decimals },
    { name: 'middleHalf', values: middleHalf, decimals: whole ? decimals : decimals + 1 },
    { name: 'mean', values: [roundedRatio(sum, tally.people * scale, decimals + 1)], decimals: decimals + 1 },
    { name: 'lowest', values: [lowest], decimals },
    { name: 'highest', values: [highest], decimals },
  ]
  if (correct !== null) figures.push({ name: 'correct', values: [correct], decimals })
  if (nearest !== null) figures.push({ name: 'nearest', values: nearest.values, decimals })
  return figures
}
