import * as polls from '../../domain/poll.ts'
import { pollStep } from './pollSteps.ts'

/** Takes the result off phones and stage again. */
export const hidePoll = pollStep('hidePoll', { running: true, shows: false, act: 'resultHidden' }, (poll) =>
  polls.hide(poll),
)
