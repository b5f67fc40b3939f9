import type { ShareBase } from '../../domain/description.ts'
import type { PollOption } from '../../domain/kinds/kind.ts'
import { selectionShares } from '../../domain/kinds/optionShares.ts'
import { leaders } from '../../domain/kinds/selection.ts'
import type { Share } from '../../domain/percentages.ts'
import type { ResultProps, SelectionKind } from './resultProps.ts'

type Props = ResultProps<SelectionKind>
type Result = NonNullable<Props['result']>

/** Numbers of one row. */
export interface Counts {
  /** Votes: weight, which is heads where nobody has more than one vote, and in a quiz. */
  readonly votes: number
  /** Heads, where they are not the votes; else null. */
  readonly heads: number | null
  /** Of the votes those that were counted by hand; 0 where none were. */
  readonly byHand: number
  readonly share: Share | null
  /** Length of the bar, 0 to 1. */
  readonly length: number
}

/** One option with what is known of it. Without a result there are no numbers at all, not zeros. */
export interface Bar {
  readonly option: PollOption
  readonly index: number
  readonly counts: Counts | null
  /** Where the votes in favour that are needed lie on the bar, 0 to 1; null where nothing is needed. */
  readonly needed: number | null
  readonly standing: 'most' | 'tie' | 'elected' | 'right' | null
}

export interface Bars {
  readonly bars: readonly Bar[]
  /** Of own answers together; null where there can be none. */
  readonly other: Counts | null
  /** Ballots for nobody; null where there can be none. */
  readonly blank: Counts | null
  /** Who could vote and did not; null where the base has no room for them. */
  readonly didNotVote: Counts | null
  /** What 100 % is; null where it is nothing. */
  readonly base: ShareBase | null
  /** Shares were rounded one by one and need not add up. */
  readonly rounded: boolean
  /** Somebody has more than one vote, so that heads and votes are told apart. */
  readonly weighted: boolean
}

const unknown = { other: null, blank: null, didNotVote: null, base: null, rounded: false, weighted: false }

/**
 * A track is the whole that the shares are of, so that the eye reads from the bar what the number says. Longer than
 * that only where more abstain than vote.
 */
function scaleOf(base: ShareBase | null, { tally }: Result): number {
  return Math.max(1, base === null ? 0 : base.size, ...tally.options.map(({ weight }) => weight))
}

/** Is a number of votes asked of this option: of a motion's yes, and of every candidate? */
function asksFor(id: string, { outcome }: Result): boolean {
  return outcome.needed !== null && (outcome.election !== null || (outcome.rule !== null && id === 'yes'))
}

function standingOf(id: string, { tally, outcome }: Result, leading: readonly string[]): Bar['standing'] {
  if ('correct' in tally) return tally.correct.includes(id) ? 'right' : null
  if (outcome.rule !== null) return null
  if (outcome.election !== null) {
    if (outcome.elected.includes(id)) return 'elected'
    return outcome.tied.includes(id) ? 'tie' : null
  }
  if (!leading.includes(id)) return null
  return leading.length > 1 ? 'tie' : 'most'
}

/** Everything to draw of a poll's options; `result` null while it is hidden. */
export function barsOf(poll: Props['poll'], result: Props['result']): Bars {
  if (result === null) {
    const bars = poll.options.map((option, index) => ({ option, index, counts: null, needed: null, standing: null }))
    return { bars, ...unknown }
  }
  const { tally, outcome } = result
  const { shares, other, blank, didNotVote, base, rounded } = selectionShares(poll, tally, outcome)
  const scale = scaleOf(base, result)
  // A quiz counts heads: a right answer is nobody's vote.
  const byHeads = poll.kind === 'quiz'
  const paper = 'paper' in tally ? tally.paper : null
  const weighted = !byHeads && (outcome.weighted || tally.weight !== tally.people)
  const countsOf = (row: { count: number; weight: number }, share: Share | null, byHand = 0): Counts => {
    const votes = byHeads ? row.count : row.weight
    return { votes, heads: weighted ? row.count : null, byHand, share, length: Math.min(1, votes / scale) }
  }
  // In the order of the tally, as those of phones.
  const paperAt = (place: number): number => paper?.options[place]?.count ?? 0
  const leading = leaders(tally)
  const bars = poll.options.map((option, index) => {
    const place = tally.options.findIndex((counted) => counted.id === option.id)
    return {
      option,
      index,
      counts: countsOf(tally.options[place] ?? { count: 0, weight: 0 }, shares?.[place] ?? null, paperAt(place)),
      needed: asksFor(option.id, result) ? Math.min(1, (outcome.needed ?? 0) / scale) : null,
      standing: standingOf(option.id, result, leading),
    }
  })
  const own = 'other' in tally && poll.kind === 'choice' && poll.settings.other
  return {
    bars,
    other: own ? countsOf(tally.other, other) : null,
    blank: blank && countsOf(blank, blank.share, paper?.blank),
    didNotVote: didNotVote && countsOf(didNotVote, didNotVote.share),
    base,
    rounded,
    weighted,
  }
}
