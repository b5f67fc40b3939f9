import { refuse, type Result } from '../refusal.ts'
import { requiredLine } from '../text.ts'
import { fold } from './entries.ts'

/** Clean text of 1 to `limit` characters, of which at least one can be seen. */
export function readEntryText(raw: string, limit: number): Result<string> {
  const line = requiredLine(raw, limit)
  return line.ok && fold(line.value) === '' ? refuse('textEmpty') : line
}

/** The first text whose entry an earlier one already is, or null. */
export function firstRepeated(texts: readonly string[]): string | null {
  const seen = new Set<string>()
  for (const text of texts) {
    const folded = fold(text)
    if (seen.has(folded)) return text
    seen.add(folded)
  }
  return null
}
