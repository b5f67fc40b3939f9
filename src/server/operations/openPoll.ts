import { unknownRoll } from '../../domain/circumstances.ts'
import { rollInVotes } from '../../domain/outcome/verdict.ts'
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
  const roll = tx.meeting(poll.meetingId)?.roll ?? unknownRoll
  const weighted = tx.attendees(poll.meetingId).some(({ weight }) => weight > 1)
  const [lacking] = polls.lacksOfRoll(poll, rollInVotes(roll, weighted))
  if (lacking === undefined) return accept(null)
  return refuse(lacking === 'entitled' ? 'entitledNeeded' : 'presentNeeded')
}
