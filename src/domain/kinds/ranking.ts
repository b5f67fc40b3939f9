import type { Act } from '../circumstances.ts'
import { noVerdict, type Outcome } from '../outcome/outcome.ts'
import { amongTied } from '../outcome/tie.ts'
import { sharesOfTotal } from '../percentages.ts'
import { accept, refuse } from '../refusal.ts'
import { maxOptions } from '../text.ts'
import type { CommonSettings, CommonTally, Kind } from './kind.ts'
import { countBorda } from './ranking/borda.ts'
import { groupBallots } from './ranking/groups.ts'
import { countInstantRunoff, isSameSet, lotsUsed } from './ranking/instantRunoff.ts'
import { countSchulze } from './ranking/schulze.ts'
import type { OptionCount } from './selection.ts'
import { asRecord, commonDefaults, hasOnly, isWhole, readCommonSettings } from './settings.ts'

export const rankingMethods = ['instantRunoff', 'borda', 'schulze'] as const
export type RankingMethod = (typeof rankingMethods)[number]

export interface RankingSettings extends CommonSettings {
  /** Decides; the others are computed beside it from the same ballots. */
  readonly method: RankingMethod
  /** Most options that one attendee may rank; null: all of them. */
  readonly atMost: number | null
  /** Must everybody rank that many? */
  readonly complete: boolean
}

/** Best first, none twice; options left out are unranked. */
export interface RankingAnswer {
  readonly ranking: readonly string[]
}

/** Groups of tied ids, best first. */
export type Order = readonly (readonly string[])[]

export interface RunoffRound {
  /** Votes (weights) for each option still in the race, in option order. */
  readonly votes: readonly { readonly id: string; readonly weight: number }[]
  /** Ballots (weights) that rank nobody who is still in the race. */
  readonly exhausted: number
  /** Who leaves after this round; null in the last one. */
  readonly eliminated: string | null
  /**
   * How a tie for last place was broken; null where there was none. `noVotes`: nobody's vote is with any of the tied, so
   * it makes no difference which of them leaves first.
   */
  readonly tieBrokenBy: 'earlierRounds' | 'lot' | 'noVotes' | null
}

export interface RankingTally extends CommonTally {
  /** First places, in option order. */
  readonly options: readonly OptionCount[]
  /** By weight; unranked options share the average of the places that are left over. Null without votes. */
  readonly meanRanks: readonly { readonly id: string; readonly mean: number | null }[]
  readonly borda: {
    readonly order: Order
    /** Twice the score, so that shared points stay whole numbers. */
    readonly doubledScores: readonly { readonly id: string; readonly doubled: number }[]
  }
  readonly instantRunoff: {
    readonly order: Order
    readonly rounds: readonly RunoffRound[]
    /** Null while a tie stands in the way or nobody has voted. */
    readonly winner: string | null
    /** Tied for leaving and not told apart by earlier rounds: a lot must decide. Empty where no lot is needed. */
    readonly awaitingLot: readonly string[]
  }
  readonly schulze: {
    readonly order: Order
    /** `weight` of ballots that rank `over` above `under`, for every pair. */
    readonly pairs: readonly { readonly over: string; readonly under: string; readonly weight: number }[]
  }
}

/** Options put in order by everybody; three methods count the same ballots, and the one that decides is named. */
export const ranking: Kind<'ranking', RankingSettings, RankingAnswer, RankingTally> = {
  name: 'ranking',
  defaultSettings: { ...commonDefaults, method: 'instantRunoff', atMost: null, complete: false },
  fixedOptions: null,
  minOptions: 2,
  mayShowLive: true,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ['method', 'atMost', 'complete'])
    if (!read.ok) return read
    const { method = current.method, atMost = current.atMost, complete = current.complete } = read.value.own
    const known = rankingMethods.find((name) => name === method)
    if (known === undefined || typeof complete !== 'boolean') return refuse('settingsMalformed')
    if (atMost !== null && !isWhole(atMost, 1, maxOptions)) return refuse('settingsMalformed')
    return accept({ ...read.value.common, method: known, atMost, complete })
  },

  checkComplete({ settings: { atMost }, options }) {
    return atMost !== null && atMost > options.length
      ? refuse('maxAboveOptions', { max: atMost, options: options.length })
      : accept(null)
  },

  readAnswer(raw, { options, settings }) {
    const record = asRecord(raw)
    if (record === null || !hasOnly(record, ['ranking'])) return refuse('answerMalformed')
    const given: unknown = record['ranking']
    if (!Array.isArray(given)) return refuse('answerMalformed')
    // A copy has no holes: `every` passes over them.
    const ids: readonly unknown[] = Array.from(given)
    if (!ids.every((id) => typeof id === 'string')) return refuse('answerMalformed')
    if (ids.length === 0) return refuse('answerEmpty')
    const known = new Set(options.map((option) => option.id))
    if (!ids.every((id) => known.has(id))) return refuse('optionUnknown')
    if (new Set(ids).size < ids.length) return refuse('optionRepeated')
    const max = Math.min(settings.atMost ?? options.length, options.length)
    if (ids.length > max) return refuse('tooManyOptions', { max })
    if (settings.complete && ids.length < max) return refuse('rankingIncomplete', { min: max })
    return accept({ ranking: ids })
  },

  tally({ options }, ballots, { acts }) {
    const groups = groupBallots(options, ballots)
    const people = groups.reduce((sum, { count }) => sum + count, 0)
    const weight = groups.reduce((sum, group) => sum + group.weight, 0)
    const firsts = options.map(({ id }) => ({ id, count: 0, weight: 0 }))
    for (const group of groups) {
      const first = firsts[group.ranking[0] ?? -1]
      if (first === undefined) continue
      first.count += group.count
      first.weight += group.weight
    }
    const borda = countBorda(options, groups)
    return {
      people,
      ballots: people,
      weight,
      options: firsts,
      // The mean rank is Borda in disguise: who gets n-r points on a ballot stands there in place r.
      meanRanks: borda.doubledScores.map(({ id, doubled }) => ({
        id,
        mean: weight === 0 ? null : (2 * options.length * weight - doubled) / (2 * weight),
      })),
      borda,
      instantRunoff: countInstantRunoff(options, groups, acts),
      schulze: countSchulze(options, groups),
    }
  },

  outcome({ settings: { method } }, tally, { acts }) {
    const nothing = { ...noVerdict, method, weighted: tally.weight !== tally.people }
    if (tally.weight === 0) return nothing
    return method === 'instantRunoff'
      ? runoffOutcome(nothing, tally.instantRunoff, acts)
      : firstOutcome(nothing, tally[method].order[0] ?? [], acts)
  },

  tieBreaks({ settings: { method } }, { instantRunoff }, outcome) {
    if (method !== 'instantRunoff') return amongTied(outcome)
    // Who leaves a run-off is for the earlier rounds to say, and then for the lot.
    return { castingVotes: [], lot: { purpose: 'eliminate', among: instantRunoff.awaitingLot } }
  },

  describe(question, tally) {
    const { shares, rounded } = sharesOfTotal(tally.options.map(({ count }) => count))
    const labels = new Map(question.options.map(({ id, label }) => [id, label]))
    const scores = new Map(tally.borda.doubledScores.map(({ id, doubled }) => [id, doubled / 2]))
    const rows = tally.options.map(({ id, count, weight }, index) => ({
      id,
      label: labels.get(id) ?? '',
      word: null,
      count,
      weight,
      share: shares?.[index] ?? null,
      score: scores.get(id) ?? null,
      state: 'shown' as const,
    }))
    const base = shares === null ? null : { what: 'peopleAnswered' as const, size: tally.people }
    return { rows, base, rounded, figures: [] }
  },
}

/** The majority of the last round, with its arithmetic; or the tie for last place that a lot must decide. */
function runoffOutcome(nothing: Outcome, runoff: RankingTally['instantRunoff'], acts: readonly Act[]): Outcome {
  const { winner, rounds, awaitingLot } = runoff
  const votes = rounds[rounds.length - 1]?.votes ?? []
  const base = votes.reduce((sum, { weight }) => sum + weight, 0)
  if (base === 0) return nothing
  if (winner === null) return { ...nothing, status: 'tie', tied: awaitingLot }
  const lots = lotsUsed(runoff, acts)
  return {
    ...nothing,
    status: 'elected',
    elected: [winner],
    base,
    needed: Math.floor(base / 2) + 1,
    reached: votes.find(({ id }) => id === winner)?.weight ?? 0,
    decidedBy: lots[lots.length - 1] ?? null,
    decisions: lots,
  }
}

/** Who stands first alone; of several the one for whom a lot among exactly them, or the chair, has decided. */
function firstOutcome(nothing: Outcome, first: readonly string[], acts: readonly Act[]): Outcome {
  if (first.length === 1) return { ...nothing, status: 'elected', elected: first }
  const act = acts.find((some) =>
    some.act === 'castingVote'
      ? first.includes(some.choice)
      : some.purpose === 'elect' && isSameSet(some.among, first) && first.includes(some.drawn),
  )
  if (act === undefined) return { ...nothing, status: 'tie', tied: first }
  const chosen = act.act === 'castingVote' ? act.choice : act.drawn
  return { ...nothing, status: 'elected', elected: [chosen], decidedBy: act, decisions: [act] }
}
