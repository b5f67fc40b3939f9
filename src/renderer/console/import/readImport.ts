import { rowsToDrafts } from '../../../domain/agendaRows.ts'

/** What somebody dropped, chose or pasted may be. */
export type ImportFormat = 'lines' | 'csv' | 'meeting'

/** In UTF-16 units, as the contract counts. */
export const longestAgenda = 1_000_000

/** By the name where there is one, else by what stands in it. */
export function formatOf(text: string, fileName: string | null = null): ImportFormat {
  const extension = /\.([a-z]+)$/i.exec(fileName ?? '')?.[1]?.toLowerCase()
  if (extension === 'json') return 'meeting'
  if (extension === 'csv' || extension === 'tsv') return 'csv'
  if (/^\s*\{\s*"format"/.test(text)) return 'meeting'
  return looksLikeTable(text) ? 'csv' : 'lines'
}

/** Several cells in the first row that is not empty, one of which names the questions. */
function looksLikeTable(text: string): boolean {
  const [header = ''] = text.trimStart().split(/[\r\n]/, 1)
  const cells = header.slice(0, 1000).split(/[,;\t]/)
  return cells.length > 1 && cells.some((cell) => namesQuestions(cell.replace(/^\s*"|"\s*$/g, '')))
}

/** A table of this one column, without rows, lacks nothing but rows. */
function namesQuestions(cell: string): boolean {
  const read = rowsToDrafts([[cell]])
  return cell.trim() !== '' && !read.ok && read.code === 'importEmpty'
}

/** What a file of ours says of itself before it is taken; null where it is none. */
export interface MeetingFile {
  readonly title: string
  readonly polls: number
  readonly document: unknown
}

export function readMeetingFile(text: string): MeetingFile | null {
  let document: unknown
  try {
    // A byte order mark is no JSON.
    document = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
  if (typeof document !== 'object' || document === null) return null
  const { meeting, polls } = document as { readonly meeting?: unknown; readonly polls?: unknown }
  const title = typeof meeting === 'object' && meeting !== null ? (meeting as { readonly title?: unknown }).title : null
  // Whatever else is wrong, the server says in words.
  return { title: typeof title === 'string' ? title : '', polls: Array.isArray(polls) ? polls.length : 0, document }
}

/** A line of a pasted text, counted from 1, short enough to be shown beside what is wrong with it. */
export function lineOf(text: string, line: number): string {
  const found = text.split(/\r\n|[\n\r\v\f\u2028\u2029]/)[line - 1] ?? ''
  return found.length > 120 ? `${found.slice(0, 120)}…` : found
}
