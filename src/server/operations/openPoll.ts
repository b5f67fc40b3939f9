import * as polls from '../../domain/poll.ts'
import { pollStep } from './pollSteps.ts'

/** Opens voting and puts the poll on phones and stage. An incomplete poll is refused with what it lacks. */
export const openPoll = pollStep('openPoll', { running: true, shows: true }, (poll, { nowMs }) => {
  const complete = polls.checkComplete(poll)
  return complete.ok ? polls.open(poll, nowMs) : complete
})
