import type { Question } from '../../../domain/kinds/index.ts'
import { kindOf } from '../../../domain/kinds/index.ts'
import type { PaperCount, PaperWay } from '../../../domain/kinds/paper.ts'
import type { Refusal } from '../../../domain/refusal.ts'

/** What is asked for, by its field: `ballots`, `blank` and the id of each option. */
export type PaperField = string

/** One entry as it is typed. */
export interface PaperEntry {
  readonly way: PaperWay
  readonly typed: Readonly<Record<PaperField, string>>
}

export function emptyEntry(way: PaperWay): PaperEntry {
  return { way, typed: {} }
}

/** What was counted before, to be corrected. */
export function entryOf({ way, ballots, blank, options }: PaperCount): PaperEntry {
  const votes = options.map(({ id, count }) => [id, String(count)] as const)
  return { way, typed: { ballots: String(ballots), blank: String(blank), ...Object.fromEntries(votes) } }
}

/** May hands and paper ballots be entered for this question? */
export function takesPaper({ kind }: Question): boolean {
  return kindOf(kind).readPaper !== undefined
}

/** The fields in the order in which they are filled in. */
export function paperFields({ options, settings }: Question): readonly PaperField[] {
  const blank = 'blank' in settings && settings.blank ? ['blank'] : []
  return ['ballots', ...options.map(({ id }) => id), ...blank]
}

/** A whole number as typed; nothing typed is nothing counted; null for anything else. */
function numberIn(typed: string | undefined): number | null {
  const digits = (typed ?? '').replace(/\s/g, '')
  if (digits === '') return 0
  return /^\d{1,6}$/.test(digits) ? Number(digits) : null
}

/** The first field that holds no number; null where all do. */
export function unreadable(question: Question, { typed }: PaperEntry): PaperField | null {
  return paperFields(question).find((field) => numberIn(typed[field]) === null) ?? null
}

/** As the command takes it. */
export function countOf(question: Question, { way, typed }: PaperEntry): PaperCount {
  const at = (field: PaperField): number => numberIn(typed[field]) ?? 0
  const options = question.options.map(({ id }) => ({ id, count: at(id) }))
  return { way, ballots: at('ballots'), blank: at('blank'), options }
}

/** Why these numbers cannot be; null where they can. */
export function whyUnfit(question: Question, entry: PaperEntry): Refusal | null {
  const read = kindOf(question.kind).readPaper?.(countOf(question, entry), question)
  return read === undefined || read.ok ? null : read
}

export interface Difference {
  readonly field: PaperField
  readonly first: number
  readonly second: number
}

/** Where the second entry does not say what the first one says. */
export function differences(question: Question, first: PaperEntry, second: PaperEntry): readonly Difference[] {
  return paperFields(question)
    .map((field) => ({ field, first: numberIn(first.typed[field]) ?? 0, second: numberIn(second.typed[field]) ?? 0 }))
    .filter((one) => one.first !== one.second)
}
