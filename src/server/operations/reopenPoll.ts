import * as polls from '../../domain/poll.ts'
import { pollStep } from './pollSteps.ts'

/** Lets people vote again in the same round, with the votes it has. */
export const reopenPoll = pollStep('reopenPoll', { running: true, shows: true, act: 'pollReopened' }, (poll) =>
  polls.reopen(poll),
)
