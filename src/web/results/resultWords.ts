import * as verdict from '../../contract/languages/verdict.ts'
import type { Outcome } from '../../domain/outcome/outcome.ts'
import type { Share } from '../../domain/percentages.ts'
import type { Say } from '../words.ts'

// Apart from `words.ts`, which every phone carries from the start: results come to phones with the first poll.

/** The verdict with its arithmetic, empty where the poll decides nothing. */
export function verdictSentence(t: Say, outcome: Outcome): string {
  return verdict.verdictSentence((key, params) => t(`verdicts.${key}`, params), outcome)
}

/** The same in two parts, for large letters. */
export function verdictWords(t: Say, outcome: Outcome): verdict.VerdictWords | null {
  return verdict.verdictWords((key, params) => t(`verdicts.${key}`, params), outcome)
}

/** "40%", "33.5%", "<1%". */
export function shareInWords(share: Share): string {
  const sign = { exact: '', below: '<', above: '>' }[share.bound]
  return `${sign}${(share.value / 10 ** share.decimals).toFixed(share.decimals)}%`
}
