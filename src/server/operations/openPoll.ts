import { needsRoll } from '../../domain/outcome/quorum.ts'
import * as polls from '../../domain/poll.ts'
import { accept, refuse, type Result } from '../../domain/refusal.ts'
import type { Poll } from '../../domain/poll.ts'
import type { Queries } from './ports.ts'
import { askedDetail, pollStep } from './pollSteps.ts'

/** Opens voting and puts the poll on phones and stage. An incomplete poll is refused with what it lacks. */
export const openPoll = pollStep(
  'openPoll',
  { running: true, shows: true, act: 'pollOpened', detail: askedDetail },
  (poll, { nowMs, clockMs }, _input, tx) => {
    const complete = polls.checkComplete(poll)
    if (!complete.ok) return complete
    const counted = checkRoll(tx, poll)
    return counted.ok ? polls.open(poll, nowMs, clockMs) : counted
  },
)

/** A base or quorum that is taken of numbers nobody has entered yet would have no verdict. */
export function checkRoll(tx: Queries, poll: Poll): Result<null> {
  const roll = tx.meeting(poll.meetingId)?.roll
  for (const needed of needsRoll(poll)) {
    if (needed === 'entitled' && roll?.entitledHeads == null) return refuse('entitledNeeded')
    if (needed === 'present' && roll?.presentHeads == null) return refuse('presentNeeded')
  }
  return accept(null)
}
