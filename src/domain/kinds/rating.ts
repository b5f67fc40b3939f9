import { noVerdict } from '../outcome/outcome.ts'
import { sharesOfTotal } from '../percentages.ts'
import type { Figure } from '../description.ts'
import { accept, refuse, type Result } from '../refusal.ts'
import { deviationOf, medianOf, roundedRatio, sumOf, totalCount } from '../statistics.ts'
import { lineUpTo } from '../text.ts'
import type { CommonSettings, CommonTally, Kind } from './kind.ts'
import { asRecord, commonDefaults, hasOnly, isWhole, readCommonSettings } from './settings.ts'

export interface RatingSettings extends CommonSettings {
  /** 2 to 11 points. */
  readonly points: number
  /** Value of the lowest point: 1, or 0 for scales such as 0 to 10. */
  readonly from: 0 | 1
  /** Whether the points are words (median as headline), numbers or stars (mean as headline). */
  readonly scale: 'labels' | 'numbers' | 'stars'
  /** One text per point, from the lowest, each may be empty; or `[]`. */
  readonly labels: readonly string[]
  /** What the ends mean; may be empty. */
  readonly lowLabel: string
  readonly highLabel: string
  /** May people say that they have no opinion? */
  readonly noOpinion: boolean
}

export type RatingAnswer = { readonly value: number } | { readonly noOpinion: true }

export interface PointCount {
  readonly value: number
  readonly count: number
  readonly weight: number
}

export interface RatingTally extends CommonTally {
  /** From the lowest, every point present. */
  readonly points: readonly PointCount[]
  readonly noOpinion: { readonly count: number; readonly weight: number }
  /** Heads that chose a point: the base of all shares and figures. */
  readonly rated: number
  /** Null where nobody rated; figures are of heads. */
  readonly mean: number | null
  /** Both middle values; equal where there is one. */
  readonly median: readonly [number, number] | null
  /** Population standard deviation. */
  readonly deviation: number | null
  readonly lowest: number | null
  readonly highest: number | null
}

const fewestPoints = 2
const mostPoints = 11
/** Longest label of a point or an end, in characters as read. */
export const ratingLabelLimit = 40

const scales: readonly unknown[] = ['labels', 'numbers', 'stars']

/** Values of the points, from the lowest. */
export function pointValues({ points, from }: Pick<RatingSettings, 'points' | 'from'>): readonly number[] {
  return Array.from({ length: points }, (_, index) => from + index)
}

/** What a point is called: its own label, else that of its end of the scale, else its number. */
export function pointLabel(settings: RatingSettings, value: number): string {
  const index = value - settings.from
  const own = settings.labels[index]
  if (own !== undefined && own !== '') return own
  const end = index === 0 ? settings.lowLabel : index === settings.points - 1 ? settings.highLabel : ''
  return end === '' ? String(value) : end
}

/** One point of a scale for everybody, or no opinion. */
export const rating: Kind<'rating', RatingSettings, RatingAnswer, RatingTally> = {
  name: 'rating',
  defaultSettings: {
    ...commonDefaults,
    points: 5,
    from: 1,
    scale: 'numbers',
    labels: [],
    lowLabel: '',
    highLabel: '',
    noOpinion: false,
  },
  fixedOptions: [],
  minOptions: 0,
  mayShowLive: true,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ownSettings)
    if (!read.ok) return read
    const { own } = read.value
    const { points = current.points, from = current.from, scale = current.scale } = own
    const { labels = current.labels, noOpinion = current.noOpinion } = own
    if (!isWhole(points, fewestPoints, mostPoints) || (from !== 0 && from !== 1)) return refuse('settingsMalformed')
    if (!scales.includes(scale) || typeof noOpinion !== 'boolean') return refuse('settingsMalformed')
    if (!Array.isArray(labels) || (labels.length !== 0 && labels.length !== points)) return refuse('settingsMalformed')
    const texts = readLabels(labels)
    if (!texts.ok) return texts
    const { lowLabel: low = current.lowLabel, highLabel: high = current.highLabel } = own
    const ends = readLabels([low, high])
    if (!ends.ok) return ends
    const [lowLabel = '', highLabel = ''] = ends.value
    return accept({
      ...read.value.common,
      points,
      // -0 is none of the two starts that a scale may have, and would be stored as one.
      from: from === 1 ? 1 : 0,
      scale: scale as RatingSettings['scale'],
      labels: texts.value,
      lowLabel,
      highLabel,
      noOpinion,
    })
  },

  checkComplete: () => accept(null),

  readAnswer(raw, { settings }) {
    const record = asRecord(raw)
    if (record === null) return refuse('answerMalformed')
    if (record['noOpinion'] === true && hasOnly(record, ['noOpinion'])) {
      return settings.noOpinion ? accept({ noOpinion: true }) : refuse('optionUnknown')
    }
    const value: unknown = record['value']
    if (!hasOnly(record, ['value']) || !Number.isSafeInteger(value)) return refuse('answerMalformed')
    const { from, points } = settings
    if (!isWhole(value, from, from + points - 1)) return refuse('optionUnknown')
    // Adding 0 turns -0 into 0.
    return accept({ value: value + 0 })
  },

  tally({ settings }, ballots) {
    const points = pointValues(settings).map((value) => ({ value, count: 0, weight: 0 }))
    const noOpinion = { count: 0, weight: 0 }
    let people = 0
    let weight = 0
    for (const ballot of ballots) {
      people += 1
      weight += ballot.weight
      const { answer } = ballot
      const counted = 'value' in answer ? points[answer.value - settings.from] : noOpinion
      if (counted === undefined) continue
      counted.count += 1
      counted.weight += ballot.weight
    }
    const rated = totalCount(points)
    const chosen = points.filter(({ count }) => count > 0)
    return {
      people,
      ballots: people,
      weight,
      points,
      noOpinion,
      rated,
      mean: rated === 0 ? null : sumOf(points) / rated,
      median: medianOf(points),
      deviation: deviationOf(points),
      lowest: chosen[0]?.value ?? null,
      highest: chosen[chosen.length - 1]?.value ?? null,
    }
  },

  outcome: () => noVerdict,

  describe({ settings }, tally) {
    const { shares, rounded } = sharesOfTotal(tally.points.map(({ count }) => count))
    const rows = tally.points.map(({ value, count, weight }, index) => ({
      id: String(value),
      label: pointLabel(settings, value),
      word: null,
      count,
      weight,
      share: shares?.[index] ?? null,
      score: null,
      state: 'shown' as const,
    }))
    const base = shares === null ? null : { what: 'peopleRated' as const, size: tally.rated }
    return { rows, base, rounded, figures: figuresOf(settings, tally) }
  },
}

const ownSettings = ['points', 'from', 'scale', 'labels', 'lowLabel', 'highLabel', 'noOpinion'] as const

function readLabels(raw: readonly unknown[]): Result<readonly string[]> {
  const texts: string[] = []
  for (const text of raw) {
    if (typeof text !== 'string') return refuse('settingsMalformed')
    const line = lineUpTo(text, ratingLabelLimit)
    if (!line.ok) return line
    texts.push(line.value)
  }
  return accept(texts)
}

/** The headline first: the median of words, the mean of numbers, as an average of words says what nobody said. */
function figuresOf(settings: RatingSettings, tally: RatingTally): readonly Figure[] {
  const figures: Figure[] = []
  if (tally.median !== null && tally.deviation !== null && tally.lowest !== null && tally.highest !== null) {
    const [low, high] = tally.median
    const median: Figure = { name: 'median', values: low === high ? [low] : [low, high], decimals: 0 }
    const mean: Figure = { name: 'mean', values: [roundedRatio(sumOf(tally.points), tally.rated, 1)], decimals: 1 }
    figures.push(...(settings.scale === 'labels' ? [median, mean] : [mean, median]))
    figures.push({ name: 'deviation', values: [Math.round(tally.deviation * 10) / 10], decimals: 1 })
    figures.push({ name: 'lowest', values: [tally.lowest], decimals: 0 })
    figures.push({ name: 'highest', values: [tally.highest], decimals: 0 })
  }
  if (settings.noOpinion) figures.push({ name: 'noOpinion', values: [tally.noOpinion.count], decimals: 0 })
  return figures
}
