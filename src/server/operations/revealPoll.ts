import * as polls from '../../domain/poll.ts'
import { pollStep } from './pollSteps.ts'

/** Shows the result on phones and stage. Also possible while voting is open. */
export const revealPoll = pollStep('revealPoll', { running: true, shows: true }, polls.reveal)
