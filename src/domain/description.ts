import type { Share } from './percentages.ts'

/** A result as a table that any page, spreadsheet or document can say in its own language. */
export interface Description {
  readonly rows: readonly ResultRow[]
  /** What 100 % is; null where there are no percentages. */
  readonly base: ShareBase | null
  /** True where the shares were rounded one by one and need not add up to 100. */
  readonly rounded: boolean
  /** Numbers about the whole result, in the order in which they are told. */
  readonly figures: readonly Figure[]
}

export interface ResultRow {
  /** Id of the option, value of the point, or id of the entry. */
  readonly id: string
  /** The host's or an attendee's words; empty where `word` says it. */
  readonly label: string
  /** Said in the reader's language; null where `label` says it. */
  readonly word: RowWord | null
  /** Heads. */
  readonly count: number
  readonly weight: number
  readonly share: Share | null
  /** Where the heads are not the point: points given, Borda score. */
  readonly score: number | null
  /** Kept from the room by the host: pending or removed. Such rows are in the host's documents, marked. */
  readonly state: 'shown' | 'pending' | 'removed' | 'answered'
  /** How many of `count` were counted by hand. Left out where nothing was. */
  readonly paper?: number
  /** Is this the right answer, or one of them? Left out where there is none. */
  readonly right?: boolean
}

export const rowWords = ['yes', 'no', 'abstain', 'noOpinion', 'other', 'blank', 'didNotVote'] as const
export type RowWord = (typeof rowWords)[number]

export const shareBases = [
  'peopleAnswered',
  'valid',
  'ticks',
  'yesNo',
  'yesNoAbstain',
  'cast',
  'present',
  'entitled',
  'peopleRated',
  'points',
] as const
export interface ShareBase {
  readonly what: (typeof shareBases)[number]
  readonly size: number
}

export const figureNames = [
  'mean',
  'median',
  'middleHalf',
  'deviation',
  'lowest',
  'highest',
  'noOpinion',
  'ticks',
  'points',
  'right',
  'correct',
  'nearest',
  'entries',
] as const
export interface Figure {
  readonly name: (typeof figureNames)[number]
  /** One number, or the two ends of a span (a median between two values, the middle half). */
  readonly values: readonly number[]
  /** As many decimals as it is shown with. */
  readonly decimals: number
}
