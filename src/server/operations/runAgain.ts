import * as polls from '../../domain/poll.ts'
import { checkRoll } from './openPoll.ts'
import { askedDetail, pollStep } from './pollSteps.ts'

/** Asks a closed poll again in a new, empty round; the earlier round keeps its ballots and result. */
export const runAgain = pollStep(
  'runAgain',
  { running: true, shows: true, act: 'pollRunAgain', detail: askedDetail },
  (poll, { nowMs, clockMs }, _input, tx) => {
    const counted = checkRoll(tx, poll)
    return counted.ok ? polls.runAgain(poll, nowMs, clockMs) : counted
  },
)
