import type { HostPoll } from '../../../contract/views.ts'
import { secondRoundOf, type TieBreaks } from '../../../domain/outcome/tie.ts'
import { tieBreaks } from '../../../domain/poll.ts'

/** What the rules allow the host to do about a closed poll that the votes have not decided. */
export interface TieChoices {
  /** Ids that are equal; empty where nothing is tied (only seats are open), and for a motion. */
  readonly tied: readonly string[]
  readonly motion: boolean
  /** What the chair may decide for. */
  readonly castingVotes: readonly string[]
  /** What a lot is drawn for; null where the rules know none. */
  readonly lot: 'elect' | 'eliminate' | null
  /** A second round for the open seats; null where there is none to be made. */
  readonly secondRound: { readonly open: number; readonly names: readonly string[] } | null
}

const noBreaks: TieBreaks = { castingVotes: [], lot: null }

/** Null where there is nothing to decide. */
export function tieChoices(poll: HostPoll): TieChoices | null {
  const { tally, outcome } = poll.result
  if (poll.status !== 'closed') return null
  const again = secondRoundOf(outcome)
  const breaks = tieBreaks(poll, tally, outcome)
  if (breaks === null && again === null) return null
  const { castingVotes, lot } = breaks ?? noBreaks
  return {
    tied: outcome.tied,
    motion: poll.kind === 'motion',
    castingVotes,
    lot: lot === null ? null : lot.purpose,
    secondRound: again && { open: again.open, names: again.among },
  }
}
