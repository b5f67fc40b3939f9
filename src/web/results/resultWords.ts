import * as verdict from '../../contract/languages/verdict.ts'
import type { PollOption } from '../../domain/kinds/kind.ts'
import type { Outcome } from '../../domain/outcome/outcome.ts'
import type { Share } from '../../domain/percentages.ts'
import { optionLabel, type Say } from '../words.ts'

// Apart from `words.ts`, which every phone carries from the start: results come to phones with the first poll.

/** The verdict in two parts, for large letters; null where the poll decides nothing. It names options of the poll. */
export function verdictWords(t: Say, outcome: Outcome, options: readonly PollOption[]): verdict.VerdictWords | null {
  const nameOf = (id: string): string => {
    const option = options.find((one) => one.id === id)
    return option === undefined ? id : optionLabel(t, option)
  }
  return verdict.verdictWords((key, params) => t(`verdicts.${key}`, params), outcome, nameOf)
}

/** "40%", "33.5%", "<1%". */
export function shareInWords(share: Share): string {
  const sign = { exact: '', below: '<', above: '>' }[share.bound]
  return `${sign}${(share.value / 10 ** share.decimals).toFixed(share.decimals)}%`
}
