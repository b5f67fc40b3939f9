import type { Poll } from '../../domain/poll.ts'
import type { Result } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { findPoll, findRunningPoll } from './find.ts'
import type { Operation, OperationContext, Transaction } from './ports.ts'
import { savePollState } from './savePollState.ts'

export type PollStep = Operation<{ pollId: string }, { pollId: string }>

interface StepOptions {
  /** Must the meeting be running? */
  readonly running: boolean
  /** Does the step put the poll on phones and stage? */
  readonly shows: boolean
}

/**
 * An operation that moves one poll through its lifecycle: finds it, asks the rule, saves, tells the room. A step that
 * the rule accepts without a change (closing twice) writes nothing and announces nothing.
 */
export function pollStep(
  name: string,
  options: StepOptions,
  rule: (poll: Poll, context: OperationContext) => Result<Poll>,
): PollStep {
  return {
    name,
    run(tx, input, context) {
      const found = (options.running ? findRunningPoll : findPoll)(tx, input.pollId)
      if (!found.ok) return found
      const next = rule(found.value.poll, context)
      if (!next.ok) return next
      const { meeting } = found.value
      const shown = options.shows && !(meeting.currentPollId === input.pollId && meeting.stageMode === 'poll')
      if (next.value === found.value.poll && !shown) return done({ pollId: input.pollId })
      if (next.value !== found.value.poll) savePollState(tx, next.value)
      if (shown) showOnStage(tx, meeting.id, input.pollId)
      return done({ pollId: input.pollId }, roomChanged(meeting.id, input.pollId))
    },
  }
}

function showOnStage(tx: Transaction, meetingId: string, pollId: string): void {
  const meeting = tx.meeting(meetingId)
  if (meeting !== null) tx.saveMeeting({ ...meeting, currentPollId: pollId, stageMode: 'poll' })
}
