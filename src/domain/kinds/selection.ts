import { accept, refuse, type Result } from '../refusal.ts'
import type { Ballot, CommonTally, PollOption } from './kind.ts'
import { asRecord, hasOnly } from './settings.ts'

/** The answer of every kind in which options are ticked: ids in option order. */
export interface Selection {
  readonly options: readonly string[]
}

export interface OptionCount {
  readonly id: string
  /** Heads. */
  readonly count: number
  /** Sum of weights; equals `count` where nobody has more than one vote. */
  readonly weight: number
}

export interface SelectionTally extends CommonTally {
  /** In option order, every option present. */
  readonly options: readonly OptionCount[]
  /** All ticks together; more than `people` where several options may be chosen. */
  readonly ticks: number
}

/** Reads `{"options": ["o1", …]}` against the poll's options: 1 to `max` known ids, none twice. */
export function readSelection(raw: unknown, options: readonly PollOption[], max: number): Result<Selection> {
  const record = asRecord(raw)
  if (record === null || !hasOnly(record, ['options'])) return refuse('answerMalformed')
  const chosen = readChosen(record['options'], options, max)
  return chosen.ok && chosen.value.options.length === 0 ? refuse('answerEmpty') : chosen
}

/** Reads a list of up to `max` known ids, none twice; it may be empty. */
export function readChosen(chosen: unknown, options: readonly PollOption[], max: number): Result<Selection> {
  if (!Array.isArray(chosen) || !chosen.every((id) => typeof id === 'string')) return refuse('answerMalformed')
  const known = new Set(options.map((option) => option.id))
  if (!chosen.every((id) => known.has(id))) return refuse('optionUnknown')
  const distinct = new Set(chosen)
  if (distinct.size < chosen.length) return refuse('optionRepeated')
  if (distinct.size > max) return refuse('tooManyOptions', { max })
  // In option order, so that the same choice is stored as the same bytes whatever order it was tapped in.
  return accept({ options: options.map((option) => option.id).filter((id) => distinct.has(id)) })
}

/** Counts selections, heads and weight apart. Ids that the poll does not have are ignored. */
export function tallySelections(options: readonly PollOption[], ballots: Iterable<Ballot<Selection>>): SelectionTally {
  const counts = new Map(options.map((option) => [option.id, { id: option.id, count: 0, weight: 0 }]))
  let people = 0
  let weight = 0
  let ticks = 0
  for (const ballot of ballots) {
    people += 1
    weight += ballot.weight
    for (const id of ballot.answer.options) {
      const counted = counts.get(id)
      if (counted === undefined) continue
      counted.count += 1
      counted.weight += ballot.weight
      ticks += 1
    }
  }
  return { people, ballots: people, weight, options: [...counts.values()], ticks }
}

/** How many options one attendee may choose: as the settings say, else one. */
export function maxChosen({ settings }: { readonly settings: object }): number {
  return 'max' in settings && typeof settings.max === 'number' ? settings.max : 1
}

/** Ids with the most votes, in option order; empty while nobody has voted. More than one id is a tie. */
export function leaders(tally: SelectionTally): readonly string[] {
  const most = Math.max(0, ...tally.options.map((option) => option.weight))
  return most === 0 ? [] : tally.options.filter((option) => option.weight === most).map((option) => option.id)
}
