import type { HostPoll, PollResult } from '../../../contract/views.ts'
import { kindOf } from '../../../domain/kinds/index.ts'
import { entriesOf } from '../../../domain/kinds/index.ts'

/** Entries that the picture of a result holds at most; all of them are in the list beside it. */
const entryLimit = 150

/**
 * The result of a poll to which people write, without what waits or was removed: the host decides about those in a list
 * of its own, and the picture beside it is the one that the room gets.
 */
export function asTheRoomSeesIt(poll: HostPoll): PollResult {
  const { tally } = poll.result
  if (entriesOf(tally) === null) return poll.result
  return { ...poll.result, tally: kindOf(poll.kind).forRoom?.(tally, entryLimit, true) ?? tally }
}
