import type { HostPoll } from '../../../contract/views.ts'

/** What kind of poll it is, as the agenda shows it. */
export function kindSign(poll: HostPoll): 'single' | 'several' | 'motion' {
  if (poll.kind === 'motion') return 'motion'
  return poll.settings.max > 1 ? 'several' : 'single'
}

/** Where a poll stands, in one word. */
export function statusSign(poll: HostPoll): 'draft' | 'open' | 'closed' | 'revealed' {
  return poll.status === 'closed' && poll.revealed ? 'revealed' : poll.status
}

/** A question of more characters is set smaller, so that its options stay in sight. */
export const longQuestion = 90
