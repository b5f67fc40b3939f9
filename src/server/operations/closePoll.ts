import { isDue } from '../../domain/countdown.ts'
import * as polls from '../../domain/poll.ts'
import { accept } from '../../domain/refusal.ts'
import { countedDetail, pollStep } from './pollSteps.ts'

const options = { running: true, shows: false, act: 'pollClosed', detail: countedDetail } as const

/** Ends voting. A vote queued before this is counted, one behind it is refused. */
export const closePoll = pollStep('closePoll', options, (poll, { nowMs }) => polls.close(poll, nowMs))

/** Ends voting if its countdown has run out; a poll that was lengthened, paused or closed meanwhile stays as it is. */
export const closeDuePoll = pollStep(
  'closeDuePoll',
  { ...options, detail: (tx, poll) => ({ ...countedDetail(tx, poll), byCountdown: true }) },
  (poll, { nowMs, clockMs }) => (isDue(poll, clockMs) ? polls.close(poll, nowMs) : accept(poll)),
)
