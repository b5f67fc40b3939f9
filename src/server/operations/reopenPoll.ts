import * as polls from '../../domain/poll.ts'
import { pollStep } from './pollSteps.ts'

/** Undoes a close: voting goes on with the votes there are. */
export const reopenPoll = pollStep('reopenPoll', { running: true, shows: true }, (poll) => polls.reopen(poll))
