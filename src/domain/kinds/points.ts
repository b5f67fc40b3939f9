import { noVerdict } from '../outcome/outcome.ts'
import { sharesOfTotal } from '../percentages.ts'
import { accept, refuse } from '../refusal.ts'
import type { CommonSettings, CommonTally, Kind } from './kind.ts'
import { asRecord, commonDefaults, hasOnly, isWhole, readCommonSettings } from './settings.ts'

export interface PointsSettings extends CommonSettings {
  /** Points that everybody may give out. */
  readonly budget: number
  /** May points be left over? */
  readonly allowUnder: boolean
}

/** Whole points by option id; options that got none are left out. */
export interface PointsAnswer {
  readonly points: Readonly<Record<string, number>>
}

export interface PointsTally extends CommonTally {
  /** In option order: heads that gave any, their weight, and the points they gave (times weight). */
  readonly options: readonly {
    readonly id: string
    readonly count: number
    readonly weight: number
    readonly points: number
  }[]
  /** All points given, times weight. */
  readonly total: number
}

/** Largest budget; nobody divides more than this by hand. */
export const maxBudget = 10_000

/** Everybody divides the same number of points among the options. */
export const points: Kind<'points', PointsSettings, PointsAnswer, PointsTally> = {
  name: 'points',
  defaultSettings: { ...commonDefaults, budget: 100, allowUnder: false },
  fixedOptions: null,
  minOptions: 2,
  mayShowLive: true,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ['budget', 'allowUnder'])
    if (!read.ok) return read
    const { budget = current.budget, allowUnder = current.allowUnder } = read.value.own
    if (!isWhole(budget, 1, maxBudget) || typeof allowUnder !== 'boolean') return refuse('settingsMalformed')
    return accept({ ...read.value.common, budget, allowUnder })
  },

  checkComplete: () => accept(null),

  readAnswer(raw, { options, settings }) {
    const record = asRecord(raw)
    const given = record === null || !hasOnly(record, ['points']) ? null : asRecord(record['points'])
    if (given === null) return refuse('answerMalformed')
    // A map, since an object has members that nobody sent: `constructor`, `__proto__`.
    const byId = new Map(Object.entries(given))
    const known = new Set(options.map((option) => option.id))
    let sum = 0
    for (const [id, some] of byId) {
      if (!known.has(id)) return refuse('optionUnknown')
      if (!isWhole(some, 0, Number.MAX_SAFE_INTEGER)) return refuse('answerMalformed')
      sum += some
    }
    const { budget, allowUnder } = settings
    if (sum === 0) return refuse('answerEmpty')
    if (sum > budget) return refuse('pointsOver', { budget, given: sum })
    if (sum < budget && !allowUnder) return refuse('pointsUnder', { budget, given: sum })
    const kept = options.map(({ id }) => [id, byId.get(id) ?? 0] as [string, number]).filter(([, some]) => some > 0)
    return accept({ points: Object.fromEntries(kept) })
  },

  tally(question, ballots) {
    const counts = new Map(question.options.map(({ id }) => [id, { id, count: 0, weight: 0, points: 0 }]))
    let people = 0
    let weight = 0
    let total = 0
    for (const ballot of ballots) {
      people += 1
      weight += ballot.weight
      for (const [id, some] of Object.entries(ballot.answer.points)) {
        const counted = counts.get(id)
        if (counted === undefined) continue
        counted.count += 1
        counted.weight += ballot.weight
        counted.points += some * ballot.weight
        total += some * ballot.weight
      }
    }
    return { people, ballots: people, weight, options: [...counts.values()], total }
  },

  outcome: () => noVerdict,

  describe(question, tally) {
    const { shares, rounded } = sharesOfTotal(tally.options.map((option) => option.points))
    const labels = new Map(question.options.map(({ id, label }) => [id, label]))
    const rows = tally.options.map(({ id, count, weight, points: score }, index) => ({
      id,
      label: labels.get(id) ?? '',
      word: null,
      count,
      weight,
      share: shares?.[index] ?? null,
      score,
      state: 'shown' as const,
    }))
    const base = shares === null ? null : { what: 'points' as const, size: tally.total }
    return { rows, base, rounded, figures: [{ name: 'points', values: [tally.total], decimals: 0 }] }
  },
}
