import type { Ballot, CommonTally } from './kind.ts'

/** What every tally says, where each ballot is one person's. */
export function totals(ballots: readonly Ballot<unknown>[]): CommonTally {
  const weight = ballots.reduce((sum, ballot) => sum + ballot.weight, 0)
  return { people: ballots.length, ballots: ballots.length, weight }
}
