import * as polls from '../../domain/poll.ts'
import { pollStep } from './pollSteps.ts'

/** Shows the result on phones and stage. Also possible while voting is open, for kinds that may be seen then. */
export const revealPoll = pollStep('revealPoll', { running: true, shows: true, act: 'resultRevealed' }, (poll) =>
  polls.reveal(poll),
)
