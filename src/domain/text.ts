import { accept, refuse, type Result } from './refusal.ts'

/** Longest texts, in grapheme clusters (what a reader calls a character). */
export const textLimits = {
  title: 120,
  question: 300,
  optionLabel: 200,
  attendeeName: 40,
  notes: 2000,
} as const

/** A poll with more options than this cannot be read on a projector. */
export const maxOptions = 30

// Controls (Cc), halves of a character (Cs, which cannot be stored as UTF-8), zero-width spaces, line and paragraph
// separators, and the bidirectional marks, overrides and isolates that make a name read differently from what it is.
const unwanted = /[\p{Cc}\p{Cs}\u061C\u200B\u200E\u200F\u2060\u2028\u2029\u202A-\u202E\u2066-\u2069\uFEFF]/gu

// A letter under dozens of combining marks ("zalgo") covers the lines around it; four marks are enough for every
// script in use.
const stackedMarks = /(\p{M}{4})\p{M}+/gu

// Marked as pure for phones of 2020 that lack it: they count in their own way, and this line must not be theirs.
const graphemes = /* @__PURE__ */ new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** Number of characters as a reader counts them. */
export function graphemeLength(text: string): number {
  let count = 0
  for (const _ of graphemes.segment(text)) count++
  return count
}

/** One line of clean text: NFC, no controls or bidi overrides, white space folded and trimmed. Never fails. */
export function cleanLine(raw: string): string {
  return raw
    .replace(/[\t\n\r\u2028\u2029]/g, ' ')
    .replace(unwanted, '')
    .normalize('NFC')
    .replace(stackedMarks, '$1')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Clean text of at most `limit` characters; empty text is allowed (drafts are saved as typed). */
export function lineUpTo(raw: string, limit: number): Result<string> {
  // A grapheme has at least one code unit, but may have many: refuse absurd input before segmenting it.
  if (raw.length > limit * 20) return refuse('textTooLong', { limit })
  const text = cleanLine(raw)
  return graphemeLength(text) > limit ? refuse('textTooLong', { limit }) : accept(text)
}

/** Clean text of 1 to `limit` characters. */
export function requiredLine(raw: string, limit: number): Result<string> {
  const line = lineUpTo(raw, limit)
  return line.ok && line.value === '' ? refuse('textEmpty') : line
}

/** Clean text of several lines, at most `limit` characters; line breaks are kept, each line is cleaned by itself. */
export function linesUpTo(raw: string, limit: number): Result<string> {
  if (raw.length > limit * 20) return refuse('textTooLong', { limit })
  const text = raw
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(cleanLine)
    .join('\n')
    .trim()
  return graphemeLength(text) > limit ? refuse('textTooLong', { limit }) : accept(text)
}
