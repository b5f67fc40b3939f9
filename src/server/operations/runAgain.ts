import * as polls from '../../domain/poll.ts'
import { pollStep } from './pollSteps.ts'

/** Asks a closed poll again in a new, empty round; the earlier round keeps its ballots and result. */
export const runAgain = pollStep('runAgain', { running: true, shows: true }, (poll, { nowMs }) =>
  polls.runAgain(poll, nowMs),
)
