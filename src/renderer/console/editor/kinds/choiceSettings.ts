import type { ChoiceSettings } from '../../../../domain/kinds/choice.ts'
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
  return { election: { rule: settings.election?.rule ?? 'mostVotes', seats }, max: seats }
}
