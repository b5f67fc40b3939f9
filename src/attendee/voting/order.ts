import type { RoomPoll } from '../../contract/views.ts'
import { shuffled } from '../../domain/shuffle.ts'
import type { PlacedOption } from './votingProps.ts'

/**
 * The options in the order of one phone: that of the question, or where the poll says so another one on each phone, which
 * stays the same when the page is loaded anew. Yes, no and abstain stay where everybody looks for them.
 */
export function orderFor(
  { id, round, kind, settings }: RoomPoll,
  placed: readonly PlacedOption[],
  attendeeId: string,
): readonly PlacedOption[] {
  return settings.shuffle && kind !== 'motion' ? shuffled(placed, `${attendeeId}:${id}:${round}`) : placed
}
