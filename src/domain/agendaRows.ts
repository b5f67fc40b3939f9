import {
  allOrNothing,
  kindNamed,
  maxAgendaItems,
  readPoll,
  readSection,
  type AgendaDraft,
  type WrittenLine,
} from './agendaDraft.ts'
import { fold } from './kinds/entries.ts'
import type { PollKind } from './kinds/index.ts'
import { accept, refuse, type Result } from './refusal.ts'
import { cleanLine } from './text.ts'

type Column = 'kind' | 'question' | 'options' | 'option' | 'section' | 'max'

const columnNames: Readonly<Record<Exclude<Column, 'option'>, string>> = {
  kind: 'kind,type,题型,类型',
  question: 'question,题目,问题,议题',
  options: 'options,选项',
  section: 'section,环节,章节,部分',
  max: 'max,最多,可选数',
}
const columns = new Map(
  Object.entries(columnNames).flatMap(([column, names]) => names.split(',').map((name) => [name, column as Column])),
)
const numberedOption = /^(?:option|选项) ?[0-9]{1,2}$/

/**
 * Reads an agenda from the rows of a table. The first row that is not empty names the columns: `question`, and if wanted
 * `kind`, `section`, `max`, and `options` (several in one cell, between "|" or line breaks) or `option1`, `option2` …;
 * or 题目, 题型, 环节, 最多, 选项, 选项1 … Either every row is taken or none: a refusal names the row, counted from 1 with
 * the empty ones.
 */
export function rowsToDrafts(rows: readonly (readonly string[])[]): Result<readonly AgendaDraft[]> {
  const first = rows.findIndex((row) => !isEmpty(row))
  if (first === -1) return refuse('importEmpty')
  const header = readHeader(rows[first] ?? [])
  if (!header.ok) return header

  const drafts: Result<AgendaDraft>[] = []
  let section = ''
  for (const [index, row] of rows.entries()) {
    if (index <= first || isEmpty(row)) continue
    const line = index + 1
    const cells = readCells(row, header.value, line)
    if (!cells.ok) {
      drafts.push(cells)
      break
    }
    const { of, options } = cells.value
    if (of.section !== '' && of.section !== section) {
      section = of.section
      drafts.push(readSection(section, line))
    }
    const isHeading = of.section !== '' && of.question === '' && of.kind === '' && of.max === '' && options.length === 0
    if (!isHeading) drafts.push(readRow(of, options, line))
    // Enough to be refused; the rest of a megabyte need not be read.
    if (drafts.length > maxAgendaItems) break
  }
  return allOrNothing(drafts)
}

function isEmpty(row: readonly string[]): boolean {
  return row.every((cell) => cell.trim() === '')
}

/** The column of each cell; null where the name is empty. */
function readHeader(row: readonly string[]): Result<(Column | null)[]> {
  const header: (Column | null)[] = []
  const seen = new Set<string>()
  for (const cell of row) {
    const name = fold(cleanLine(cell.slice(0, 400)))
    const column = numberedOption.test(name) ? 'option' : (columns.get(name) ?? null)
    const isTwice = column !== null && seen.has(column === 'option' ? name : column)
    if (name !== '' && (column === null || isTwice)) {
      return refuse('importColumnUnfit', { column: excerpt(cell) })
    }
    if (column !== null) seen.add(column === 'option' ? name : column)
    header.push(column)
  }
  return seen.has('question') ? accept(header) : refuse('importColumnMissing')
}

type Cells = Record<Exclude<Column, 'option' | 'options'>, string>

function readCells(
  row: readonly string[],
  header: readonly (Column | null)[],
  line: number,
): Result<{ of: Cells; options: WrittenLine[] }> {
  const of: Cells = { kind: '', question: '', section: '', max: '' }
  const options: WrittenLine[] = []
  for (const [index, cell] of row.entries()) {
    const column = header[index] ?? null
    // Words under no name: nobody can say what they are, and they are not dropped in silence.
    if (column === null && cell.trim() !== '') return refuse('importColumnUnfit', { column: `${index + 1}` })
    if (column === 'option' || column === 'options') {
      const parts = column === 'options' ? cell.split(/[|｜\n\r]/) : [cell]
      options.push(...parts.filter((part) => part.trim() !== '').map((text) => ({ line, text })))
    } else if (column !== null) {
      of[column] = cell.trim()
    }
  }
  return accept({ of, options })
}

function readRow(of: Cells, options: readonly WrittenLine[], line: number): Result<AgendaDraft> {
  const kind: PollKind | null = kindNamed(of.kind)
  if (of.kind !== '' && kind === null) return refuse('importKindUnknown', { line, kind: excerpt(of.kind) })
  const max = of.max === '' ? null : /^[0-9]{1,4}$/.test(of.max) ? Number(of.max) : 0
  return readPoll({ line, question: of.question, kind, max, options })
}

/** Enough of a stranger's text to find it by. */
function excerpt(text: string): string {
  return cleanLine([...text.slice(0, 80)].slice(0, 40).join(''))
}
