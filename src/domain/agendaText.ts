import {
  allOrNothing,
  kindFor,
  kindNamed,
  maxAgendaItems,
  mostChosen,
  readPoll,
  readSection,
  type AgendaDraft,
  type WrittenLine,
} from './agendaDraft.ts'
import type { PollKind } from './kinds/index.ts'
import { refuse, type Result } from './refusal.ts'
import { cleanLine, textLimits } from './text.ts'

/** A longer line is refused unread: patterns are not let loose on it (see `lineUpTo`). */
const longestLine = textLimits.question * 20

const heading = /^(?:#{1,6}(?:\s+|$)|＃{1,6}\s*)(.*)$/u
const rule = /^[-–—=_*]{3,}$/u
const bullet = /^(?:[-*＊•·‣◦▪●○‐‑‒–−－]|—{1,2})\s*(.*)$/u
const numbered = /^[(（]?[0-9０-９]{1,3}(?:[.．](?![0-9０-９])|[)）、])\s*(.*)$/u

const tagAtEnd = /^(.*?)\s*[[［【]([^[\]［］【】]{1,30})[\]］】]$/u
const tagAtStart = /^[[［【]([^[\]［］【】]{1,30})[\]］】]\s*(.*)$/u
const motionPrefix = /^(?:motion|议案|动议)\s*[:：]\s*(.*)$/iu
const maxAtEnd =
  /^(.*?)\s*[(（]\s*(?:max\.?|up to|最多(?:可?选)?|至多(?:选)?)\s*([0-9０-９]{1,4})\s*(?:项|个|词)?\s*[)）]$/iu

interface Block {
  readonly line: number
  readonly text: string
  readonly options: WrittenLine[]
}

/**
 * Reads an agenda from pasted lines: a question, then its options, each behind "-", "*", "•", "–" or "1."; "# Title"
 * begins a section. A question can name its kind in brackets (`[quiz]`, `【排序】`) or begin with "Motion:", and say
 * "(max 3)". In a quiz, a right option ends with "*", "(x)" or "✓". Either every line is taken or none: a refusal names
 * the line that is wrong, counted from 1.
 */
export function linesToDrafts(text: string): Result<readonly AgendaDraft[]> {
  const drafts: Result<AgendaDraft>[] = []
  let block: Block | null = null
  const endBlock = (): void => {
    if (block !== null) drafts.push(readBlock(block))
    block = null
  }

  const lines = text.split(/\r\n|[\n\r\v\f\u2028\u2029]/)
  for (const [index, raw] of lines.entries()) {
    const line = index + 1
    if (raw.length > longestLine) {
      endBlock()
      drafts.push(refuse('importTextTooLong', { line, limit: textLimits.question }))
      continue
    }
    const written = cleanLine(raw)
    if (written === '' || rule.test(written)) continue
    const title = heading.exec(written)?.[1]
    if (title !== undefined) {
      endBlock()
      drafts.push(readSection(title, line))
      continue
    }
    const number = numbered.exec(written)?.[1]
    const option = bullet.exec(written)?.[1] ?? number
    // A number before a question whose options have bullets belongs to the question.
    const isNumberedQuestion = number !== undefined && bullet.test(nextWritten(lines, index))
    if (option !== undefined && !isNumberedQuestion) {
      if (block === null) drafts.push(refuse('importOptionWithoutQuestion', { line }))
      else block.options.push({ line, text: option })
      continue
    }
    endBlock()
    block = { line, text: number ?? written, options: [] }
    // Enough to be refused; the rest of a megabyte need not be read.
    if (drafts.length > maxAgendaItems) break
  }
  endBlock()
  return allOrNothing(drafts)
}

function nextWritten(lines: readonly string[], index: number): string {
  for (let next = index + 1; next < lines.length; next++) {
    const line = lines[next] ?? ''
    if (line.trim() !== '') return line.length > longestLine ? '' : cleanLine(line)
  }
  return ''
}

function readBlock({ line, text, options }: Block): Result<AgendaDraft> {
  const outer = readKind(text)
  const [, before, digits] = maxAtEnd.exec(outer.rest) ?? []
  if (before === undefined) return readPoll({ line, question: outer.rest, kind: outer.kind, max: null, options })
  // The kind may stand before as well as behind the number.
  const { kind, rest } = outer.kind === null ? readKind(before) : { kind: outer.kind, rest: before }
  if (mostChosen(kindFor({ kind, options }), options.length) === null) {
    // A number that means nothing for this kind is part of the question.
    return readPoll({ line, question: rest + outer.rest.slice(before.length), kind, max: null, options })
  }
  return readPoll({ line, question: rest, kind, max: Number((digits ?? '').normalize('NFKC')), options })
}

/** What stands in brackets where a kind would be named, in a question that was read; null where nothing does. */
export function strayTag(question: string): string | null {
  return tagAtEnd.exec(question)?.[2] ?? tagAtStart.exec(question)?.[1] ?? null
}

/** Takes off what names a kind. Brackets around anything else are part of the question. */
function readKind(text: string): { kind: PollKind | null; rest: string } {
  const [, beforeTag, endName] = tagAtEnd.exec(text) ?? []
  const [, startName, afterTag] = tagAtStart.exec(text) ?? []
  const motion = motionPrefix.exec(text)?.[1]
  const tags = [
    { kind: kindNamed(endName ?? ''), rest: beforeTag },
    { kind: kindNamed(startName ?? ''), rest: afterTag },
    { kind: 'motion' as const, rest: motion },
  ]
  for (const { kind, rest } of tags) if (kind !== null && rest !== undefined) return { kind, rest }
  return { kind: null, rest: text }
}
