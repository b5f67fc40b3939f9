/**
 * How much of the meeting must be there. The quorum refers to the number present, not to the number voting; it is asked
 * at opening and at closing. By heads or by weight, never mixed.
 */
export type Quorum =
  | { readonly form: 'number'; readonly by: 'heads' | 'weight'; readonly atLeast: number }
  | {
      readonly form: 'fraction'
      readonly by: 'heads' | 'weight'
      /** Of everyone entitled: "more than half", "at least a third". */
      readonly comparison: 'moreThan' | 'atLeast'
      readonly numerator: number
      readonly denominator: number
    }

export interface QuorumReport {
  readonly quorum: Quorum
  /** Present heads (or weight) that the quorum asks for; null where nobody knows how many are entitled. */
  readonly needed: number | null
  /** At closing, or now while voting is open. */
  readonly present: number | null
  readonly entitled: number | null
  readonly holds: boolean
  /** Null where the poll was not opened yet. False and `holds`: it came together only later. */
  readonly heldAtOpening: boolean | null
}
