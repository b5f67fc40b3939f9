import type { common, verdicts } from '../../contract/languages/en.ts'
import { fill } from '../../contract/languages/index.ts'
import { optionNames } from '../../contract/languages/optionNames.ts'
import * as verdict from '../../contract/languages/verdict.ts'
import type { Question } from '../../domain/kinds/index.ts'
import type { Outcome } from '../../domain/outcome/outcome.ts'

interface Words {
  readonly verdicts: typeof verdicts
  readonly common: typeof common
}

/** The verdict as a sentence with its arithmetic, in the language of the catalogue; empty for kinds without one. */
export function verdictSentence(words: Words, question: Question, outcome: Outcome): string {
  const say: verdict.SayVerdict = (key, params) => fill(words.verdicts[key], params)
  return verdict.verdictSentence(say, outcome, optionNames(words.common, question))
}
