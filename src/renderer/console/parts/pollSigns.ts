import type { HostPoll } from '../../../contract/views.ts'
import type { PollKind, Question } from '../../../domain/kinds/index.ts'

/** What kind of poll it is, as the agenda shows it: choices are told apart by what is chosen. */
export type KindSign = 'single' | 'several' | 'election' | Exclude<PollKind, 'choice'>

export function kindSign(poll: Question): KindSign {
  if (poll.kind !== 'choice') return poll.kind
  if (poll.settings.election !== null) return 'election'
  return poll.settings.max > 1 ? 'several' : 'single'
}

/** Where a poll stands, in one word. */
export function statusSign(poll: HostPoll): 'draft' | 'open' | 'closed' | 'revealed' {
  return poll.status === 'closed' && poll.revealed ? 'revealed' : poll.status
}

/** A question of more characters is set smaller, so that its options stay in sight. */
export const longQuestion = 90
