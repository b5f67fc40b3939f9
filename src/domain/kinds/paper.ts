import { accept, refuse, type Result } from '../refusal.ts'
import type { PollOption } from './kind.ts'
import type { OptionCount, SelectionTally } from './selection.ts'
import { asRecord, hasOnly, isWhole } from './settings.ts'

export const paperWays = ['paper', 'hands'] as const
export type PaperWay = (typeof paperWays)[number]

/**
 * Votes that were not cast on phones, as the host counted them: paper ballots, or raised hands. Each ballot is one vote,
 * whatever weights phones have.
 */
export interface PaperCount {
  readonly way: PaperWay
  /** Ballots handed in, or people who raised a hand; blank ballots among them. */
  readonly ballots: number
  readonly blank: number
  /** Votes of every option, in option order. */
  readonly options: readonly { readonly id: string; readonly count: number }[]
}

/** More than this is a slip of the finger. */
export const maxPaperBallots = 100_000

/** What a kind lets people write on a ballot. */
interface BallotRules {
  readonly options: readonly PollOption[]
  /** Most options on one ballot. */
  readonly max: number
  /** May a ballot be blank? */
  readonly blank: boolean
}

/** Reads a count and refuses what cannot come from so many ballots. Options that are left out have no vote. */
export function readPaperCount(raw: unknown, { options, max, blank: mayBeBlank }: BallotRules): Result<PaperCount> {
  const record = asRecord(raw)
  if (record === null || !hasOnly(record, ['way', 'ballots', 'blank', 'options'])) return refuse('paperMalformed')
  const way = paperWays.find((known) => known === record['way'])
  const { ballots, blank = 0 } = record
  if (way === undefined || !isWhole(ballots, 1, maxPaperBallots)) return refuse('paperMalformed')
  if (!isWhole(blank, 0, maxPaperBallots)) return refuse('paperMalformed')
  const votes = readVotes(record['options'], options)
  if (!votes.ok) return votes
  const counted = options.map(({ id }) => ({ id, count: votes.value.get(id) ?? 0 }))
  const wrong = unfit(counted, { ballots, blank, max, mayBeBlank })
  return wrong ?? accept({ way, ballots, blank, options: counted })
}

function readVotes(raw: unknown, options: readonly PollOption[]): Result<ReadonlyMap<string, number>> {
  if (!Array.isArray(raw)) return refuse('paperMalformed')
  const votes = new Map<string, number>()
  for (const one of Array.from(raw) as unknown[]) {
    const { id, count } = asRecord(one) ?? {}
    if (typeof id !== 'string' || !isWhole(count, 0, maxPaperBallots)) return refuse('paperMalformed')
    if (!options.some((option) => option.id === id)) return refuse('optionUnknown')
    if (votes.has(id)) return refuse('optionRepeated')
    votes.set(id, count)
  }
  return accept(votes)
}

interface Limits {
  readonly ballots: number
  readonly blank: number
  readonly max: number
  readonly mayBeBlank: boolean
}

/** Every ballot that is not blank names at least one option and at most `max`, none twice. */
function unfit(
  counted: readonly { readonly count: number }[],
  { ballots, blank, max, mayBeBlank }: Limits,
): Result<never> | null {
  if (blank > 0 && !mayBeBlank) return refuse('paperBlankNotTaken')
  if (blank > ballots) return refuse('paperBlankAbove', { blank, ballots })
  const named = ballots - blank
  const sum = counted.reduce((total, { count }) => total + count, 0)
  if (max === 1) return sum === named ? null : refuse('paperSumWrong', { sum, named })
  const above = counted.find(({ count }) => count > named)
  if (above !== undefined) return refuse('paperOptionAbove', { count: above.count, named })
  const most = named * max
  return sum < named || sum > most ? refuse('paperTicksWrong', { sum, named, most }) : null
}

/** Are these the same numbers? */
export function isSamePaper(one: PaperCount, other: PaperCount): boolean {
  return (
    one.way === other.way &&
    one.ballots === other.ballots &&
    one.blank === other.blank &&
    one.options.every(({ id, count }) => other.options.some((option) => option.id === id && option.count === count))
  )
}

/** A tally that says which of its votes came from where. */
export interface VoteTally extends SelectionTally {
  /** Of all the numbers: those that were counted by hand; null where there are none. */
  readonly paper: PaperCount | null
}

/** The tally of the phones and the paper together, which is what decides. */
export function withPaper(phones: SelectionTally, paper: PaperCount | null): VoteTally {
  if (paper === null) return { ...phones, paper }
  const votes = new Map(paper.options.map(({ id, count }) => [id, count]))
  const options = phones.options.map((option): OptionCount => {
    const more = votes.get(option.id) ?? 0
    return { id: option.id, count: option.count + more, weight: option.weight + more }
  })
  const { ballots } = paper
  const ticks = paper.options.reduce((sum, { count }) => sum + count, 0)
  return {
    people: phones.people + ballots,
    ballots: phones.ballots + ballots,
    weight: phones.weight + ballots,
    ticks: phones.ticks + ticks,
    options,
    paper,
  }
}
