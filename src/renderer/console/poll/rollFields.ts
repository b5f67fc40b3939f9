import type { Roll } from '../../../domain/circumstances.ts'
import type { Question } from '../../../domain/kinds/index.ts'
import { rollInVotes } from '../../../domain/outcome/verdict.ts'
import { rollNeeded } from '../../../domain/poll.ts'

/** A number that the host can enter about who is there. */
export type RollField = keyof Roll

/** In the order in which they are asked for. */
export const rollNames = ['presentHeads', 'presentWeight', 'entitledHeads', 'entitledWeight'] as const

/**
 * The numbers that a question's rule counts and the meeting does not know. Where everybody has one vote, people are
 * asked for and never votes.
 */
export function rollFields(question: Question, roll: Roll, weighted: boolean): RollField[] {
  const known = rollInVotes(roll, weighted)
  const needed = rollNeeded(question)
  const lacking = rollNames.filter((name) => known[name] === null && needed.includes(name))
  if (weighted) return lacking
  const heads = new Set(lacking.map((name) => (name.startsWith('present') ? 'presentHeads' : 'entitledHeads')))
  return rollNames.filter((name) => heads.has(name as 'presentHeads'))
}

/** A whole number of people or votes as typed; null for anything else. */
export function readHeads(typed: string): number | null {
  const digits = typed.replace(/[\s,.’']/g, '')
  return /^\d{1,9}$/.test(digits) ? Number(digits) : null
}
