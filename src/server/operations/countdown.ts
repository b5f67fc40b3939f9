import * as countdown from '../../domain/countdown.ts'
import type { LogDetail } from '../../domain/log.ts'
import type { Poll } from '../../domain/poll.ts'
import { pollStep } from './pollSteps.ts'
import type { Transaction } from './ports.ts'

const options = { running: true, shows: false, act: 'countdownChanged' } as const

function leftDetail(how: string): { detail: (tx: Transaction, poll: Poll) => LogDetail } {
  return { detail: (_tx, poll) => ({ how, running: poll.closesAtMs !== null }) }
}

/** Sets what is left of the countdown of an open poll; null takes it away. */
export const setCountdown = pollStep<{ seconds: number | null }>(
  'setCountdown',
  { ...options, detail: (_tx, _poll, { seconds }) => ({ how: 'set', seconds }) },
  (poll, { clockMs }, { seconds }) => countdown.setCountdown(poll, seconds, clockMs),
)

/** Adds to what is left, or takes from it. */
export const extendCountdown = pollStep<{ seconds: number }>(
  'extendCountdown',
  { ...options, detail: (_tx, _poll, { seconds }) => ({ how: 'extended', seconds }) },
  (poll, { clockMs }, { seconds }) => countdown.extend(poll, seconds * 1000, clockMs),
)

/** Stops the clock; voting goes on. */
export const pauseCountdown = pollStep('pauseCountdown', { ...options, ...leftDetail('paused') }, (poll, { clockMs }) =>
  countdown.pause(poll, clockMs),
)

/** Lets the clock run on. */
export const resumeCountdown = pollStep(
  'resumeCountdown',
  { ...options, ...leftDetail('resumed') },
  (poll, { clockMs }) => countdown.resume(poll, clockMs),
)
