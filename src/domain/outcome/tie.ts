import type { Outcome } from './outcome.ts'

/** What may break a tie. Each is an act of its own, recorded beside the ballots. */
export interface TieBreaks {
  /** What the chair may vote for: `yes` and `no`, or options; empty where it is not the chair's to say. */
  readonly castingVotes: readonly string[]
  /** What a lot would be drawn among, and what for; null where chance may not decide. */
  readonly lot: { readonly purpose: 'elect' | 'eliminate'; readonly among: readonly string[] } | null
}

/** Where options are equal for a seat or for the first place: the chair or a lot picks one of them. */
export function amongTied({ tied }: Outcome): TieBreaks {
  return { castingVotes: tied, lot: { purpose: 'elect', among: tied } }
}

/**
 * The seats that an election left open and who may fill them in a second round: the candidates that the rule names, else
 * those who are equal. Null where there are not two to choose from.
 */
export function secondRoundOf({ election, tied }: Outcome): { open: number; among: readonly string[] } | null {
  if (election === null || election.open === 0) return null
  const among = election.secondRound.length > 0 ? election.secondRound : tied
  return among.length < 2 ? null : { open: election.open, among }
}
