import { refuse, type Refusal } from '../../domain/refusal.ts'
import { lineUpTo, textLimits } from '../../domain/text.ts'

/** "This is not one of our files, or it was changed", with the place where that shows. */
export function malformed(where: string): Refusal {
  return refuse('importMalformed', { where })
}

/** Is this how we would have stored it? */
export function isClean(text: string, limit: number): boolean {
  const line = lineUpTo(text, limit)
  return line.ok && line.value === text
}

/** A name as somebody can have given it at joining. */
export function isName(name: string): boolean {
  return name !== '' && isClean(name, textLimits.attendeeName)
}
