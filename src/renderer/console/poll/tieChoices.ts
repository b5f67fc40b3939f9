import type { HostPoll } from '../../../contract/views.ts'

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

/** Null where there is nothing to decide. */
export function tieChoices(poll: Pick<HostPoll, 'kind' | 'status' | 'settings' | 'result'>): TieChoices | null {
  const { outcome } = poll.result
  if (poll.status !== 'closed') return null
  const secondRound = secondRoundOf(poll)
  if (outcome.status !== 'tie') {
    return secondRound && { tied: [], motion: false, castingVotes: [], lot: null, secondRound }
  }
  if (poll.kind === 'motion') {
    return { tied: [], motion: true, castingVotes: ['yes', 'no'], lot: null, secondRound: null }
  }
  const { tied } = outcome
  if (poll.kind === 'ranking' && 'method' in poll.settings && poll.settings.method === 'instantRunoff') {
    // Who leaves a run-off is not the chair's to say: the rules break such a tie by earlier rounds, then by lot.
    return { tied, motion: false, castingVotes: [], lot: 'eliminate', secondRound: null }
  }
  return { tied, motion: false, castingVotes: tied, lot: 'elect', secondRound }
}

function secondRoundOf({ kind, result }: Pick<HostPoll, 'kind' | 'result'>): TieChoices['secondRound'] {
  const { election, tied } = result.outcome
  if (kind !== 'choice' || election === null || election.open === 0) return null
  const names = election.secondRound.length > 0 ? election.secondRound : tied
  return names.length < 2 ? null : { open: election.open, names }
}
