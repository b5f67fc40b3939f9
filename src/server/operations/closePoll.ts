import * as polls from '../../domain/poll.ts'
import { pollStep } from './pollSteps.ts'

/** Ends voting. A vote queued before this is counted, one behind it is refused. */
export const closePoll = pollStep('closePoll', { running: true, shows: false }, (poll, { nowMs }) =>
  polls.close(poll, nowMs),
)
