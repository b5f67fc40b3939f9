import * as verdict from '../../contract/languages/verdict.ts'
import type { Language } from '../../contract/languages/index.ts'
import type { PollOption } from '../../domain/kinds/kind.ts'
import type { PaperCount } from '../../domain/kinds/paper.ts'
import type { Outcome } from '../../domain/outcome/outcome.ts'
import type { ShareBase } from '../../domain/description.ts'
import { shareFigures, type Share } from '../../domain/percentages.ts'
import { optionLabel, type Say } from '../words.ts'

// Apart from `words.ts`, which every phone carries from the start: results come to phones with the first poll.

/**
 * The verdict in two parts, for large letters; null where the poll decides nothing. It names options of the poll, in at
 * most `longestName` characters each.
 */
export function verdictWords(
  t: Say,
  outcome: Outcome,
  options: readonly PollOption[],
  longestName = Infinity,
): verdict.VerdictWords | null {
  const nameOf = (id: string): string => {
    const option = options.find((one) => one.id === id)
    return option === undefined ? id : shortened(optionLabel(t, option), longestName)
  }
  return verdict.verdictWords((key, params) => t(`verdicts.${key}`, params), outcome, nameOf)
}

/** Longest name in a sentence on the wall; it stands in full among the options. */
export const briefName = 28
/** The same in a verdict of an election, which people come to hear: nearly every name in full. */
export const briefElected = 40

/** Never cuts a character in two. */
export function shortened(text: string, longest: number): string {
  const characters = Array.from(text)
  return characters.length <= longest
    ? text
    : `${characters
        .slice(0, longest - 1)
        .join('')
        .trimEnd()}…`
}

/** "40%", "33.5%", "<1%". */
export function shareInWords(share: Share): string {
  return `${shareFigures(share)}%`
}

/** A number as the reader's language writes it, with exactly so many decimals. */
export function numberInWords(language: Language, value: number, decimals = 0): string {
  return value.toLocaleString(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

/** "1 vote", "12 votes". */
export function votesInWords(t: Say, count: number): string {
  return count === 1 ? t('common.oneVote') : t('common.votes', { count })
}

/** "1 person", "12 people". */
export function counted(t: Say, noun: 'people' | 'ticks' | 'points', count: number): string {
  return t(`results.${noun}.${count === 1 ? 'one' : 'other'}`, { count })
}

/** What 100 % is: "Shares of 23 people who answered". */
export function baseInWords(t: Say, { what, size }: ShareBase): string {
  return t(`results.shares.${what}`, {
    people: counted(t, 'people', size),
    ticks: counted(t, 'ticks', size),
    points: counted(t, 'points', size),
    votes: votesInWords(t, size),
  })
}

/** "5 on phones, 20 on paper". */
export function handInWords(
  t: Say,
  { weight }: { readonly weight: number },
  { way, ballots }: Pick<PaperCount, 'way' | 'ballots'>,
): string {
  return t(`results.byHand.${way}`, { phones: weight - ballots, count: ballots })
}

/** What stands below a wall of entries: how many people answered, and how many entries (`cut` of them here) are not shown. */
export function wallNotes(
  t: Say,
  { people, more }: { readonly people: number; readonly more: number },
  cut: number,
): string[] {
  if (people === 0) return [t('results.nobody')]
  const said = [t('results.answered', { people: counted(t, 'people', people) })]
  return cut + more > 0 ? [...said, t('results.more', { count: cut + more })] : said
}
