import { fill } from '../../contract/languages/index.ts'
import type { verdicts } from '../../contract/languages/en.ts'
import * as verdict from '../../contract/languages/verdict.ts'
import type { Outcome } from '../../domain/outcome/outcome.ts'

/** The verdict as a sentence with its arithmetic, in the language of the catalogue; empty for kinds without one. */
export function verdictSentence(words: typeof verdicts, outcome: Outcome): string {
  return verdict.verdictSentence((key, params) => fill(words[key], params), outcome)
}
