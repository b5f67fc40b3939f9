import type { MajorityRule } from '../../domain/outcome/majority.ts'
import type { Outcome } from '../../domain/outcome/outcome.ts'
import type { verdicts } from './en.ts'

type Params = Readonly<Record<string, string | number>>

/** Says one sentence of the section `verdicts` in some language. */
export type SayVerdict = (key: keyof typeof verdicts, params?: Params) => string

const wordsOfFractions: Readonly<Record<string, keyof typeof verdicts>> = {
  '1/2': 'half',
  '2/3': 'twoThirds',
  '3/4': 'threeQuarters',
  '4/5': 'fourFifths',
}

function ruleInWords(say: SayVerdict, rule: MajorityRule): string {
  const base = say(rule.base)
  if (rule.numerator === rule.denominator) return say('unanimous', { base })
  const figures = `${rule.numerator}/${rule.denominator}`
  const word = wordsOfFractions[figures]
  return say(rule.comparison, { base, fraction: word === undefined ? figures : say(word) })
}

/** A verdict in two parts: the word in large letters, and how it came about. */
export interface VerdictWords {
  readonly status: string
  readonly arithmetic: string
}

/** The verdict in the words of one language; null where the kind of poll asks and does not decide. */
export function verdictWords(say: SayVerdict, outcome: Outcome): VerdictWords | null {
  const { status, rule, needed, reached, base: size } = outcome
  if (rule === null) return null
  if (status !== 'carried' && status !== 'lost') return { status: say('none'), arithmetic: say('noBase') }
  const params = { rule: ruleInWords(say, rule), needed: needed ?? 0, size: size ?? 0, reached: reached ?? 0 }
  return { status: say(status), arithmetic: say('arithmetic', params) }
}

/** "Carried. At least two thirds of yes and no needed: 6 of 9. Reached: 6." Empty where there is no verdict. */
export function verdictSentence(say: SayVerdict, outcome: Outcome): string {
  const words = verdictWords(say, outcome)
  return words === null ? '' : say('sentence', { ...words })
}
