/**
 * Majorities, in integers only. A verdict is never taken from a percentage: `ceil(100 * 0.55)` is 56 in floating
 * point, and two thirds of nine is six although 66.67 % of nine is more.
 */

import { asRecord, hasOnly, isWhole } from '../kinds/settings.ts'

/** Which votes make the base that the majority of a motion is taken of. */
export const majorityBases = ['yesNo', 'yesNoAbstain', 'cast', 'present', 'entitled'] as const
export type MajorityBase = (typeof majorityBases)[number]

/** The same for what a candidate must reach: `valid` leaves blank ballots out, `cast` counts them. */
export const candidateBases = ['valid', 'cast', 'present', 'entitled'] as const
export type CandidateBase = (typeof candidateBases)[number]

/** More majorities at once than this cannot be read on a stage. */
export const maxConditions = 4

/** "More than num/den" (exclusive) or "at least num/den" (inclusive). */
export interface Fraction {
  readonly comparison: 'moreThan' | 'atLeast'
  readonly numerator: number
  readonly denominator: number
}

/** A part of a base. */
export interface Majority<Base extends MajorityBase | CandidateBase> extends Fraction {
  readonly base: Base
}
export type MajorityRule = Majority<MajorityBase>
export type CandidateRule = Majority<CandidateBase>

/** The default of a motion: more yes than no. */
export const simpleMajority: MajorityRule = {
  comparison: 'moreThan',
  numerator: 1,
  denominator: 2,
  base: 'yesNo',
}

/**
 * The smallest number of yes votes that satisfies the rule on a base of `base` votes.
 * More than 1/2 of 1000 is 501; at least 2/3 of 9 is 6.
 */
export function needed(rule: Fraction, base: number): number {
  // Whole parts and the rest apart: multiplying the base itself would leave the safe integers with large weights.
  const whole = Math.floor(base / rule.denominator) * rule.numerator
  const rest = (base % rule.denominator) * rule.numerator
  const floor = whole + Math.floor(rest / rule.denominator)
  return rule.comparison === 'atLeast' && rest % rule.denominator === 0 ? floor : floor + 1
}

/** Does `yes` satisfy the rule on `base`? */
export function isReached(rule: Fraction, yes: number, base: number): boolean {
  return yes >= needed(rule, base)
}

/**
 * Is there a count that is more than (or at least) this part of a base? "More than 1/1" can never be reached; a
 * denominator above 1000 is a typing mistake.
 */
export function isFraction({ comparison, numerator, denominator }: Record<string, unknown>): boolean {
  if (comparison !== 'moreThan' && comparison !== 'atLeast') return false
  if (!isWhole(numerator, 1, 1000) || !isWhole(denominator, 1, 1000)) return false
  return comparison === 'atLeast' ? numerator <= denominator : numerator < denominator
}

/** Is this a complete rule with a fraction above 0 and up to 1 that some count can satisfy? */
export function isMajorityRule(raw: unknown): raw is MajorityRule {
  return isMajorityOf(raw, majorityBases)
}

/** The same for what a candidate must reach. */
export function isCandidateRule(raw: unknown): raw is CandidateRule {
  return isMajorityOf(raw, candidateBases)
}

function isMajorityOf(raw: unknown, bases: readonly string[]): boolean {
  const rule = asRecord(raw)
  if (rule === null || !hasOnly(rule, ['comparison', 'numerator', 'denominator', 'base'])) return false
  return isFraction(rule) && bases.some((known) => known === rule['base'])
}
