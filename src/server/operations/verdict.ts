import { fill } from '../../contract/languages/index.ts'
import type { verdicts } from '../../contract/languages/en.ts'
import type { Outcome } from '../../domain/outcome/outcome.ts'

/** The verdict as a sentence with its arithmetic, in the language of the catalogue; empty for kinds without one. */
export function verdictSentence(words: typeof verdicts, outcome: Outcome): string {
  const { rule, status, base, needed, reached } = outcome
  if (rule === null) return ''
  if (status !== 'carried' && status !== 'lost') return words.none
  const fraction = `${rule.numerator}/${rule.denominator}`
  const said = fill(words[rule.comparison], { fraction, base: words[rule.base] })
  return fill(words[status], { rule: said, needed: needed ?? 0, base: base ?? 0, reached: reached ?? 0 })
}
