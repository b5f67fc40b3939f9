import type { PollOption } from '../../../domain/kinds/kind.ts'
import { maxOptions } from '../../../domain/text.ts'

/**
 * The lines of an option list while it is being written. A row is an option from its first letter on; empty rows are
 * only room to write in and are never saved.
 */
export interface OptionRow {
  /** The option's id, drawn here so that an option stays itself through edits, moves and slow answers. */
  readonly id: string
  readonly label: string
  /** Id of the option's picture; null where it was taken away here, which the store must be told. */
  readonly image?: string | null
}

/** Rows after a key, and where the cursor goes. */
export interface RowsEdit {
  readonly rows: readonly OptionRow[]
  readonly focus: { readonly index: number; readonly at: 'start' | 'end' }
}

/** Draws `o1`, `o2` …, never one that a row has or had. */
export function createRowIds(): { draw(): string; seen(rows: readonly OptionRow[]): void } {
  let last = 0
  return {
    draw: () => `o${++last}`,
    seen(rows) {
      for (const { id } of rows) last = Math.max(last, Number(/^o(\d{1,6})$/.exec(id)?.[1] ?? 0))
    },
  }
}

export type RowIds = ReturnType<typeof createRowIds>

/** Is this only room to write in? */
export const isBlank = (row: OptionRow): boolean => row.label.trim() === '' && (row.image ?? null) === null

/** At least two rows, and one empty row at the end to go on writing in. */
export function withRoom(rows: readonly OptionRow[], ids: RowIds): readonly OptionRow[] {
  ids.seen(rows)
  const roomy = [...rows]
  const add = (): number => roomy.push({ id: ids.draw(), label: '' })
  while (roomy.length < 2) add()
  const last = roomy.at(-1)
  if (last !== undefined && !isBlank(last) && roomy.length < maxOptions) add()
  return roomy
}

/** What is saved: the rows that say something. */
export function writtenRows(rows: readonly OptionRow[]): readonly OptionRow[] {
  return rows.filter((row) => !isBlank(row))
}

/** The same as the options that they become. */
export function writtenOptions(rows: readonly OptionRow[]): readonly PollOption[] {
  return writtenRows(rows).map(({ id, label, image }) => ({ id, label, ...(image ? { image } : {}) }))
}

export function relabel(rows: readonly OptionRow[], index: number, label: string): readonly OptionRow[] {
  return rows.map((row, i) => (i === index ? { ...row, label } : row))
}

/** Gives the row with this id a picture, or takes its picture away; by id, since rows move while a picture is on its way. */
export function withImage(rows: readonly OptionRow[], id: string, image: string | null): readonly OptionRow[] {
  return rows.map((row) => (row.id === id ? { ...row, image } : row))
}

/** Enter: on to the next row, which is made unless an empty one is there. */
export function enterAt(rows: readonly OptionRow[], index: number, ids: RowIds): RowsEdit {
  const next = rows[index + 1]
  const focus = { index: index + 1, at: 'end' } as const
  if (next !== undefined && isBlank(next)) return { rows, focus }
  if (rows.length >= maxOptions) return { rows, focus: { index, at: 'end' } }
  return { rows: [...rows.slice(0, index + 1), { id: ids.draw(), label: '' }, ...rows.slice(index + 1)], focus }
}

/** Backspace in an empty row: takes it away and goes to the end of the one before. Null: leave the key alone. */
export function backspaceAt(rows: readonly OptionRow[], index: number): RowsEdit | null {
  const row = rows[index]
  if (row === undefined || row.label !== '' || !isBlank(row) || index === 0) return null
  return { rows: removeAt(rows, index), focus: { index: index - 1, at: 'end' } }
}

export function removeAt(rows: readonly OptionRow[], index: number): readonly OptionRow[] {
  return rows.filter((_, i) => i !== index)
}

/** Moves a row by `steps`; null where it is at the end already. */
export function moveRow(rows: readonly OptionRow[], index: number, steps: number): RowsEdit | null {
  const row = rows[index]
  const to = index + steps
  // The empty row at the end is room to write in, not a place.
  if (row === undefined || to < 0 || to >= writtenOptions(rows).length) return null
  const others = removeAt(rows, index)
  return { rows: [...others.slice(0, to), row, ...others.slice(to)], focus: { index: to, at: 'end' } }
}

const listMark = /^\s*(?:[-*•·]|\d{1,2}[.)、]|[A-Za-z][.)])\s+/

/** Lines of a pasted text. List marks are dropped where every line has one. */
export function pastedLines(text: string): readonly string[] {
  const lines = text
    .split(/\r\n|\r|\n|\u2028|\u2029/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  return lines.length > 1 && lines.every((line) => listMark.test(line))
    ? lines.map((line) => line.replace(listMark, ''))
    : lines
}

/**
 * Pastes several lines into row `index` at the selection `from` to `to`: the first joins what stands before it, each
 * further line is an option of its own, and what stood behind the selection ends the last. Null for a single line,
 * which the field pastes by itself.
 */
export function pasteAt(
  rows: readonly OptionRow[],
  index: number,
  text: string,
  selection: { readonly from: number; readonly to: number },
  ids: RowIds,
): RowsEdit | null {
  const lines = pastedLines(text)
  const row = rows[index]
  const [first, ...further] = lines
  if (row === undefined || first === undefined || further.length === 0) return null
  const head = { ...row, label: row.label.slice(0, selection.from) + first }
  const tail = row.label.slice(selection.to)
  const made = further.map((label, i) => ({ id: ids.draw(), label: i === further.length - 1 ? label + tail : label }))
  // Empty rows behind are filled first instead of being pushed down.
  const rest = rows.slice(index + 1).filter((other) => !isBlank(other))
  const all = [...rows.slice(0, index), head, ...made, ...rest].slice(0, maxOptions)
  return { rows: all, focus: { index: Math.min(index + made.length, all.length - 1), at: 'end' } }
}
