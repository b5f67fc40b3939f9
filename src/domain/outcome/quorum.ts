import type { Roll } from '../circumstances.ts'
import { asRecord, hasOnly, isWhole } from '../kinds/settings.ts'
import { isFraction, needed, type CandidateRule, type Fraction, type MajorityRule } from './majority.ts'

/**
 * How much of the meeting must be there. The quorum refers to the number present, not to the number voting; it is asked
 * at opening and at closing. By heads or by weight, never mixed.
 */
export type Quorum =
  | { readonly form: 'number'; readonly by: 'heads' | 'weight'; readonly atLeast: number }
  /** Of everyone entitled: "more than half", "at least a third". */
  | (Fraction & { readonly form: 'fraction'; readonly by: 'heads' | 'weight' })

export interface QuorumReport {
  readonly quorum: Quorum
  /** Present heads (or weight) that the quorum asks for; null where nobody knows how many are entitled. */
  readonly needed: number | null
  /** At closing, or now while voting is open. */
  readonly present: number | null
  readonly entitled: number | null
  readonly holds: boolean
  /** Null where the poll was not opened yet. False and `holds`: it came together only later. */
  readonly heldAtOpening: boolean | null
}

/** Is this a complete quorum that some meeting can reach? */
export function isQuorum(raw: unknown): raw is Quorum {
  const quorum = asRecord(raw)
  if (quorum === null || (quorum['by'] !== 'heads' && quorum['by'] !== 'weight')) return false
  if (quorum['form'] === 'number') {
    return hasOnly(quorum, ['form', 'by', 'atLeast']) && isWhole(quorum['atLeast'], 1, Number.MAX_SAFE_INTEGER)
  }
  const members = ['form', 'by', 'comparison', 'numerator', 'denominator']
  return quorum['form'] === 'fraction' && hasOnly(quorum, members) && isFraction(quorum)
}

/**
 * `roll` at closing, or now while voting is open. Numbers that nobody knows do not make a quorum. Whoever has `voted` (in
 * heads or weight, as the quorum counts) is there, whatever number the host has entered.
 */
export function quorumReport(quorum: Quorum, entered: Roll, rollAtOpening: Roll | null, voted = 0): QuorumReport {
  const roll = withVoters(entered, quorum.by, voted)
  const { entitled, present } = numbersOf(roll, quorum.by)
  return {
    quorum,
    needed: neededPresent(quorum, entitled),
    present,
    entitled,
    holds: isThere(quorum, roll),
    heldAtOpening: rollAtOpening && isThere(quorum, rollAtOpening),
  }
}

/** What a quorum that is not there makes of a verdict; null where it is there, or none is asked for. */
export function quorumStatus(report: QuorumReport | null): 'noQuorum' | 'none' | null {
  if (report === null || report.holds) return null
  return report.needed === null || report.present === null ? 'none' : 'noQuorum'
}

function withVoters(roll: Roll, by: Quorum['by'], voted: number): Roll {
  const name = by === 'heads' ? 'presentHeads' : 'presentWeight'
  const present = roll[name]
  return present === null ? roll : { ...roll, [name]: Math.max(present, voted) }
}

function numbersOf(roll: Roll, by: Quorum['by']): { entitled: number | null; present: number | null } {
  return by === 'heads'
    ? { entitled: roll.entitledHeads, present: roll.presentHeads }
    : { entitled: roll.entitledWeight, present: roll.presentWeight }
}

/** More than half of 39 is 20. An empty room never is a quorum, whatever part of nobody it may be. */
function neededPresent(quorum: Quorum, entitled: number | null): number | null {
  if (quorum.form === 'number') return quorum.atLeast
  return entitled === null ? null : Math.max(1, needed(quorum, entitled))
}

function isThere(quorum: Quorum, roll: Roll): boolean {
  const { entitled, present } = numbersOf(roll, quorum.by)
  const least = neededPresent(quorum, entitled)
  return least !== null && present !== null && present >= least
}

/** What a majority or a quorum is taken of, by name: what its base is, and what the quorum counts. */
export function rollNeeded(
  rules: readonly (MajorityRule | CandidateRule)[],
  quorum: Quorum | null,
): readonly (keyof Roll)[] {
  const bases = rules.map(({ base }) => base)
  const names = new Set<keyof Roll>()
  if (bases.includes('entitled')) names.add('entitledWeight')
  if (bases.includes('present')) names.add('presentWeight')
  if (quorum !== null) {
    names.add(quorum.by === 'heads' ? 'presentHeads' : 'presentWeight')
    if (quorum.form === 'fraction') names.add(quorum.by === 'heads' ? 'entitledHeads' : 'entitledWeight')
  }
  return [...names].sort()
}
