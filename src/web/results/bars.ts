import type { PollOption } from '../../domain/kinds/kind.ts'
import { selectionShares } from '../../domain/kinds/optionShares.ts'
import { leaders } from '../../domain/kinds/selection.ts'
import type { Share } from '../../domain/percentages.ts'
import type { ResultProps, SelectionKind } from './resultProps.ts'

type Props = ResultProps<SelectionKind>
type Result = NonNullable<Props['result']>

/** One option with what is known of it. Without a result there are no numbers at all, not zeros. */
export interface Bar {
  readonly option: PollOption
  readonly index: number
  readonly count: number | null
  readonly share: Share | null
  /** Length of the bar, 0 to 1. */
  readonly length: number
  /** Where the votes in favour that are needed lie on the bar, 0 to 1; null where nothing is needed. */
  readonly needed: number | null
  readonly leads: boolean
}

export interface Bars {
  readonly bars: readonly Bar[]
  /** Shares were rounded one by one and need not add up. */
  readonly rounded: boolean
  /** More than one option leads. */
  readonly tied: boolean
}

/**
 * Bars start at nothing and share one scale. A choice is scaled to its longest bar; a motion to the votes that its
 * majority is taken of, so that the mark of what was needed stands where the eye expects it.
 */
function scaleOf(poll: Props['poll'], { tally, outcome }: Result): number {
  const longest = Math.max(1, ...tally.options.map((option) => option.count))
  return poll.kind === 'motion' ? Math.max(longest, outcome.base ?? 0) : longest
}

/** Everything to draw of a poll's options; `result` null while it is hidden. */
export function barsOf(poll: Props['poll'], result: Props['result']): Bars {
  if (result === null) {
    const bars = poll.options.map((option, index) => {
      return { option, index, count: null, share: null, length: 0, needed: null, leads: false }
    })
    return { bars, rounded: false, tied: false }
  }
  const { tally, outcome } = result
  const { shares, rounded } = selectionShares(poll, tally, outcome)
  const scale = scaleOf(poll, result)
  const leading = leaders(tally)
  const bars = poll.options.map((option, index) => {
    const place = tally.options.findIndex((counted) => counted.id === option.id)
    const count = tally.options[place]?.count ?? 0
    return {
      option,
      index,
      count,
      share: shares?.[place] ?? null,
      length: count / scale,
      needed: option.id === 'yes' && poll.kind === 'motion' && outcome.needed !== null ? outcome.needed / scale : null,
      leads: leading.includes(option.id),
    }
  })
  return { bars, rounded, tied: leading.length > 1 }
}
