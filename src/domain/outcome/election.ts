/** A choice that fills seats. */
export interface Election {
  /** How many are to be elected. */
  readonly seats: number
  /** `mostVotes`: the first `seats` by votes. `absoluteMajority`: whoever more than half of those who voted have chosen. */
  readonly rule: 'mostVotes' | 'absoluteMajority'
}
