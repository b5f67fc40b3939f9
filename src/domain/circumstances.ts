import type { PaperCount } from './kinds/paper.ts'

/** What a round is counted with besides its ballots. Frozen with the round when it closes. */
export interface Circumstances {
  /** What the host decided about single entries (words, texts, posts, "other…"), by the entry's id. */
  readonly entries: ReadonlyMap<string, EntryDecision>
  /** Casting votes and lots, oldest first. */
  readonly acts: readonly Act[]
  /** Who could vote: now while the round is open, at closing once it is closed. */
  readonly roll: Roll
  /** The same when voting opened; null before that. */
  readonly rollAtOpening: Roll | null
  /** Votes that were counted by hand; null where there are none. */
  readonly paper: PaperCount | null
}

export const entryDecisions = ['approved', 'removed', 'answered'] as const
export type EntryDecision = (typeof entryDecisions)[number]

/**
 * Numbers of the meeting that bases and quorums are taken of. Null: not known. Weights equal heads where nobody has
 * more than one vote.
 */
export interface Roll {
  readonly entitledHeads: number | null
  readonly entitledWeight: number | null
  readonly presentHeads: number | null
  readonly presentWeight: number | null
}

export const unknownRoll: Roll = {
  entitledHeads: null,
  entitledWeight: null,
  presentHeads: null,
  presentWeight: null,
}

/** Something done about a result that is not a vote, and is recorded apart from the votes. */
export type Act =
  /** The chair breaks a tie: `yes` or `no` of a motion, or the option that is to win. */
  | { readonly act: 'castingVote'; readonly choice: string; readonly atMs: number }
  /**
   * A lot among tied options. `purpose` `elect`: `drawn` wins; `eliminate`: `drawn` leaves an instant
   * run-off.
   */
  | {
      readonly act: 'lot'
      readonly purpose: 'elect' | 'eliminate'
      readonly among: readonly string[]
      readonly drawn: string
      readonly atMs: number
    }

export const noCircumstances: Circumstances = {
  entries: new Map(),
  acts: [],
  roll: unknownRoll,
  rollAtOpening: null,
  paper: null,
}
