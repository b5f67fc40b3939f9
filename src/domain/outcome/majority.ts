/**
 * Majorities, in integers only. A verdict is never taken from a percentage: `ceil(100 * 0.55)` is 56 in floating
 * point, and two thirds of nine is six although 66.67 % of nine is more.
 */

/** Which votes make the base that the majority is taken of. */
export const majorityBases = ['yesNo', 'yesNoAbstain'] as const
export type MajorityBase = (typeof majorityBases)[number]

/** "More than num/den" (exclusive) or "at least num/den" (inclusive) of the base. */
export interface MajorityRule {
  readonly comparison: 'moreThan' | 'atLeast'
  readonly numerator: number
  readonly denominator: number
  readonly base: MajorityBase
}

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
export function needed(rule: MajorityRule, base: number): number {
  const product = base * rule.numerator
  const floor = (product - (product % rule.denominator)) / rule.denominator
  if (rule.comparison === 'moreThan') return floor + 1
  return product % rule.denominator === 0 ? floor : floor + 1
}

/** Does `yes` satisfy the rule on `base`? By cross-multiplying, so it agrees with `needed` exactly. */
export function isReached(rule: MajorityRule, yes: number, base: number): boolean {
  const left = yes * rule.denominator
  const right = base * rule.numerator
  return rule.comparison === 'moreThan' ? left > right : left >= right
}

/** Is this a complete rule with a fraction above 0 and up to 1 that some count can satisfy? */
export function isMajorityRule(raw: unknown): raw is MajorityRule {
  if (typeof raw !== 'object' || raw === null) return false
  const rule = raw as Partial<Record<keyof MajorityRule, unknown>>
  if (Object.keys(raw).some((name) => !['comparison', 'numerator', 'denominator', 'base'].includes(name))) return false
  const { comparison, numerator, denominator, base } = rule
  if (comparison !== 'moreThan' && comparison !== 'atLeast') return false
  if (!majorityBases.some((known) => known === base)) return false
  if (!Number.isInteger(numerator) || !Number.isInteger(denominator)) return false
  const [over, under] = [numerator as number, denominator as number]
  // "More than 1/1" can never be reached; a denominator above 1000 is a typing mistake.
  return over > 0 && under > 0 && under <= 1000 && (comparison === 'atLeast' ? over <= under : over < under)
}
