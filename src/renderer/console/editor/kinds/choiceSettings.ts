import type { ChoiceSettings } from '../../../../domain/kinds/choice.ts'
import { majoritiesOf, type Election } from '../../../../domain/outcome/election.ts'
import type { CandidateRule } from '../../../../domain/outcome/majority.ts'
import type { Quorum } from '../../../../domain/outcome/quorum.ts'
import { maxOptions } from '../../../../domain/text.ts'

/**
 * Most that one person may be allowed to choose: never more than there are answers, and never fewer than two, so that
 * several can be allowed before the options are written.
 */
export function mostChoosable(settings: ChoiceSettings, options: number): number {
  if (settings.election !== null) return settings.election.seats
  return Math.max(2, Math.min(maxOptions, options + (settings.other ? 1 : 0)))
}

/** Makes an election of a choice, or a choice of an election. Candidates are listed, so own answers go. */
export function withElection(on: boolean): Partial<ChoiceSettings> {
  return on
    ? { election: { seats: 1, rule: 'mostVotes' }, max: 1, other: false, moderated: false }
    : { election: null, max: 1 }
}

/** Other seats mean another number of votes for everybody. */
export function withSeats(settings: ChoiceSettings, seats: number): Partial<ChoiceSettings> {
  return { election: { rule: 'mostVotes', ...settings.election, seats }, max: seats }
}

/** Most votes ask for no majority. */
export function withRule({ seats, quorum = null }: Election, rule: Election['rule']): Election {
  return { seats, rule, ...(quorum === null ? {} : { quorum }) }
}

/** What each candidate must reach: the first of these, then further ones. */
export function withMajorities(election: Election, majorities: readonly CandidateRule[]): Election {
  return { ...election, rule: 'absoluteMajority', majorities }
}

export function withQuorum({ quorum: _before, ...election }: Election, quorum: Quorum | null): Election {
  return quorum === null ? election : { ...election, quorum }
}

/**
 * What shares can be of: there is something to choose where several may be ticked or where somebody can vote blank. An
 * election that asks for a majority shows shares of what that is taken of.
 */
export function basesFor({ election, blank, max }: ChoiceSettings): readonly ChoiceSettings['base'][] {
  if (election !== null && majoritiesOf(election).length > 0) return []
  const several = election === null && max > 1
  return ['people', ...(blank ? (['valid'] as const) : []), ...(several ? (['ticks'] as const) : [])]
}
