import type { Roll } from '../../../domain/circumstances.ts'
import {
  candidateBases,
  needed,
  type CandidateBase,
  type CandidateRule,
  type Fraction,
  type MajorityBase,
  type MajorityRule,
} from '../../../domain/outcome/majority.ts'
import type { Say } from '../../../web/words.ts'

/** The parts that are offered by name. Simple and absolute are the same part of another base. */
const namedParts = {
  simple: { comparison: 'moreThan', numerator: 1, denominator: 2 },
  absolute: { comparison: 'moreThan', numerator: 1, denominator: 2 },
  twoThirds: { comparison: 'atLeast', numerator: 2, denominator: 3 },
  threeQuarters: { comparison: 'atLeast', numerator: 3, denominator: 4 },
  fourFifths: { comparison: 'atLeast', numerator: 4, denominator: 5 },
  unanimous: { comparison: 'atLeast', numerator: 1, denominator: 1 },
} as const satisfies Record<string, Fraction>

export type MajorityName = keyof typeof namedParts
export const majorityNames = Object.keys(namedParts) as readonly MajorityName[]
/** Nobody votes against a candidate, so no majority is simple. */
export const candidateMajorityNames = majorityNames.filter((name) => name !== 'simple')

type AnyRule = MajorityRule | CandidateRule

function isPart({ comparison, numerator, denominator }: Fraction, name: MajorityName): boolean {
  const part = namedParts[name]
  return comparison === part.comparison && numerator * part.denominator === denominator * part.numerator
}

/** What a rule is called; `own` where it has no name. */
export function majorityName(rule: AnyRule): MajorityName | 'own' {
  if (isPart(rule, 'simple')) return rule.base === 'yesNo' ? 'simple' : 'absolute'
  return majorityNames.find((name) => isPart(rule, name)) ?? 'own'
}

/** The rule under another name. The base stays where the name allows it. */
export function withMajority(rule: MajorityRule, name: MajorityName): MajorityRule {
  const part = namedParts[name]
  if (name === 'simple') return { ...part, base: 'yesNo' }
  if (name === 'absolute') return { ...part, base: rule.base === 'yesNo' ? 'yesNoAbstain' : rule.base }
  return { ...part, base: rule.base }
}

/** What each candidate must reach under another name; the base stays. */
export function withCandidateMajority({ base }: CandidateRule, name: MajorityName): CandidateRule {
  return { ...namedParts[name], base }
}

/** The bases to choose from. Where nobody can vote blank, valid votes and all ballots are the same. */
export function candidateBasesFor(mayBeBlank: boolean, chosen: CandidateBase): readonly CandidateBase[] {
  return candidateBases.filter((base) => base !== 'cast' || mayBeBlank || chosen === 'cast')
}

/** Bases that are told apart from the votes alone; the others ask the meeting for a number. */
const basesOfPeople: readonly (MajorityBase | CandidateBase)[] = ['present', 'entitled']

/** An example that everybody can follow, with the meeting's own number where it is known. */
export function exampleOf(rule: AnyRule, roll: Roll): { of: 'votes' | 'people'; size: number; needed: number } {
  const known = rule.base === 'entitled' ? roll.entitledWeight : rule.base === 'present' ? roll.presentWeight : null
  const size = known === null || known === 0 ? 30 : known
  return { of: basesOfPeople.includes(rule.base) ? 'people' : 'votes', size, needed: needed(rule, size) }
}

const partNames: Readonly<Record<string, 'half' | 'twoThirds' | 'threeQuarters' | 'fourFifths'>> = {
  '1/2': 'half',
  '2/3': 'twoThirds',
  '3/4': 'threeQuarters',
  '4/5': 'fourFifths',
}

/** "half", "two thirds", or "3/7" where a part has no name. */
export function partInWords(t: Say, { numerator, denominator }: Fraction): string {
  const figures = `${numerator}/${denominator}`
  const name = partNames[figures]
  return name === undefined ? figures : t(`verdicts.${name}`)
}

/** "Absolute majority", or "at least 3/7" where it has no name. */
export function majorityInWords(t: Say, rule: AnyRule): string {
  const name = majorityName(rule)
  if (name !== 'own') return t(`host.editor.majorities.${name}`)
  return `${t(`host.editor.comparisons.${rule.comparison}`)} ${partInWords(t, rule)}`
}

/** "Yes needs more than half of the yes and no votes. Abstaining does not count. With 30 votes, 16 are needed." */
export function ruleInSentences(t: Say, rule: MajorityRule, roll: Roll): string {
  return inSentences(t, rule, roll, 'ruleMeans', t(`host.editor.majorityBaseMeans.${rule.base}`))
}

/** "A candidate needs more than half of the valid votes. Blank votes do not count. With 30 votes, 16 are needed." */
export function candidateRuleInSentences(t: Say, rule: CandidateRule, roll: Roll): string {
  return inSentences(t, rule, roll, 'candidateMeans', t(`host.editor.candidateBaseMeans.${rule.base}`))
}

function inSentences(
  t: Say,
  rule: AnyRule,
  roll: Roll,
  section: 'ruleMeans' | 'candidateMeans',
  baseMeans: string,
): string {
  const base = t(`host.editor.majorityBases.${rule.base}`)
  const manner = rule.numerator === rule.denominator ? 'all' : rule.comparison
  const { of, size, needed: least } = exampleOf(rule, roll)
  return [
    t(`host.editor.${section}.${manner}`, { part: partInWords(t, rule), base }),
    baseMeans,
    t(`host.editor.ruleExample.${of}`, { size, needed: least }),
  ].join(t('host.editor.sentenceGap'))
}
