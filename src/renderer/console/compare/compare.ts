import type { PollResult } from '../../../contract/views.ts'
import type { Description, Figure, ResultRow, RowWord } from '../../../domain/description.ts'
import { fold } from '../../../domain/kinds/entries.ts'
import { kindOf, type Question } from '../../../domain/kinds/index.ts'
import type { Share } from '../../../domain/percentages.ts'

/** One of the results that are compared. */
export interface Side {
  readonly question: Question
  readonly result: PollResult
}

/** How far a number went up or down since the side before. */
export interface Change {
  readonly by: number
  readonly decimals: number
  /** Of a share that is only known to lie below or above a bound. */
  readonly about: boolean
}

export interface ShareCell {
  readonly count: number
  /** Points where heads are not the point. */
  readonly score: number | null
  readonly share: Share | null
  /** In percentage points; null where there is nothing to compare with. */
  readonly change: Change | null
}

export interface ComparedRow {
  readonly key: string
  readonly label: string
  readonly word: RowWord | null
  /** One for each side; null where it has no such row. */
  readonly cells: readonly (ShareCell | null)[]
}

export interface ComparedFigure {
  readonly name: Figure['name']
  readonly cells: readonly ({ readonly figure: Figure; readonly change: Change | null } | null)[]
}

export interface Comparison {
  readonly rows: readonly ComparedRow[]
  /** Rows of the newest side come first; these are left out behind them. */
  readonly more: number
  readonly figures: readonly ComparedFigure[]
  /** Were all sides asked in the same words? */
  readonly alike: boolean
}

/** More rows than this nobody compares: of words and texts there may be thousands. */
export const mostRows = 40

/** Results beside one another, oldest first: the same answer in one row, whatever it was called inside. */
export function compareSides(sides: readonly Side[]): Comparison {
  const described = sides.map(({ question, result }) =>
    kindOf(question.kind).describe(question, result.tally, result.outcome),
  )
  const tables = described.map((one) => keyedRows(one.rows))
  const keys = [...new Set([...tables].reverse().flatMap((table) => [...table.keys()]))]
  const rows = keys.slice(0, mostRows).map((key): ComparedRow => {
    const known = tables.map((table) => table.get(key) ?? null)
    const named = [...known].reverse().find((row) => row !== null)
    const cells = known.map((row, index) => {
      if (row === null) return null
      const { count, score, share } = row
      const before = known[index - 1]?.share ?? null
      const change = sameBase(described[index], described[index - 1]) ? changeOf(before, share) : null
      return { count, score, share, change }
    })
    return { key, label: named?.label ?? '', word: named?.word ?? null, cells }
  })
  const [first] = sides
  return {
    rows,
    more: Math.max(0, keys.length - mostRows),
    figures: comparedFigures(described),
    alike: sides.every(({ question }) => fold(question.question) === fold(first?.question.question ?? '')),
  }
}

/** What a reader takes for the same answer: its words; those of a number or point say its value. */
function keyedRows(rows: readonly ResultRow[]): ReadonlyMap<string, ResultRow> {
  const table = new Map<string, ResultRow>()
  for (const row of rows) {
    if (row.state === 'pending' || row.state === 'removed') continue
    const name = row.word ?? (fold(row.label) || row.id)
    // Two options of the same words stay two.
    let key = name
    for (let again = 2; table.has(key); again++) key = `${name} ${String(again)}`
    table.set(key, row)
  }
  return table
}

/** Shares of people and shares of ticks are different things. */
function sameBase(now: Description | undefined, before: Description | undefined): boolean {
  return now?.base != null && now.base.what === before?.base?.what
}

function changeOf(before: Share | null, now: Share | null): Change | null {
  if (before === null || now === null) return null
  const decimals = Math.max(before.decimals, now.decimals)
  const units = ({ value, decimals: own }: Share): number => value * 10 ** (decimals - own)
  const about = before.bound !== 'exact' || now.bound !== 'exact'
  return { by: (units(now) - units(before)) / 10 ** decimals, decimals, about }
}

function comparedFigures(described: readonly Description[]): readonly ComparedFigure[] {
  const names = [...new Set([...described].reverse().flatMap(({ figures }) => figures.map(({ name }) => name)))]
  return names.map((name) => {
    const known = described.map(({ figures }) => figures.find((figure) => figure.name === name) ?? null)
    const cells = known.map((figure, index) =>
      figure === null ? null : { figure, change: figureChange(known[index - 1] ?? null, figure) },
    )
    return { name, cells }
  })
}

function figureChange(before: Figure | null, now: Figure): Change | null {
  if (before === null || before.values.length !== 1 || now.values.length !== 1) return null
  const decimals = Math.max(before.decimals, now.decimals)
  const scale = 10 ** decimals
  return { by: Math.round(((now.values[0] ?? 0) - (before.values[0] ?? 0)) * scale) / scale, decimals, about: false }
}

/** "+17", "−3.5", "±0". */
export function signed({ by, decimals }: Pick<Change, 'by' | 'decimals'>): string {
  const size = Math.abs(by).toFixed(decimals)
  if (Number(size) === 0) return '±0'
  return `${by > 0 ? '+' : '−'}${size}`
}
