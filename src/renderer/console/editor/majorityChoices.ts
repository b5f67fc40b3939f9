import { simpleMajority, type MajorityRule } from '../../../domain/outcome/majority.ts'

/** The majorities that are offered by name. A script may set any other; it is shown as `other`. */
export const majorityChoices = {
  simple: simpleMajority,
  absolute: { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'yesNoAbstain' },
  twoThirds: { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'yesNo' },
  threeQuarters: { comparison: 'atLeast', numerator: 3, denominator: 4, base: 'yesNo' },
} as const satisfies Record<string, MajorityRule>

export type MajorityName = keyof typeof majorityChoices
export const majorityNames = Object.keys(majorityChoices) as readonly MajorityName[]

export function majorityName(rule: MajorityRule): MajorityName | 'other' {
  const same = (choice: MajorityRule): boolean =>
    choice.comparison === rule.comparison &&
    choice.numerator === rule.numerator &&
    choice.denominator === rule.denominator &&
    choice.base === rule.base
  return majorityNames.find((name) => same(majorityChoices[name])) ?? 'other'
}
