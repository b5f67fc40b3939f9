import type { HostPoll } from '../../../contract/views.ts'
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

/** Does nobody know what a result means, because a number was missing when voting closed? */
export function lacksNumbers({ result }: Pick<HostPoll, 'result'>): boolean {
  const { tally, outcome } = result
  if (outcome.status !== 'none' || tally.people === 0) return false
  const { rule, base, quorum } = outcome
  return (rule !== null && base === null) || (quorum !== null && (quorum.needed === null || quorum.present === null))
}

/** Signs of thousands are such signs only between groups of three: "1.5" is no 15. */
const wholeNumber = /^(?:\d{1,9}|\d{1,3}(?:[\s,.'’]\d{3}){1,2})$/

/** A whole number of people or votes as typed, in digits of any width; null for anything else. */
export function readHeads(typed: string): number | null {
  const text = typed.normalize('NFKC').trim()
  return wholeNumber.test(text) ? Number(text.replace(/\D/g, '')) : null
}
