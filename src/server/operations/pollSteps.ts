import { canonicalJson, type LogAct, type LogDetail } from '../../domain/log.ts'
import type { Poll } from '../../domain/poll.ts'
import type { Result } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { findPoll, findRunningPoll } from './find.ts'
import type { Operation, OperationContext, Transaction } from './ports.ts'
import { roundOf, savePollState } from './savePollState.ts'

export type PollStep<Input = object> = Operation<Input & { readonly pollId: string }, { pollId: string }>

interface StepOptions<Input> {
  /** Must the meeting be running? */
  readonly running: boolean
  /** Does the step put the poll on phones and stage? */
  readonly shows: boolean
  /** What the log calls it; null where it changes nothing that a result says. */
  readonly act: LogAct | ((poll: Poll) => LogAct) | null
  /** What the log says of it besides poll and round. */
  readonly detail?: (tx: Transaction, poll: Poll, input: Input) => LogDetail
}

/**
 * An operation that moves one poll through its lifecycle: finds it, asks the rule, saves, logs, tells the room. A step
 * that the rule accepts without a change (closing twice) writes nothing and announces nothing.
 */
export function pollStep<Input = object>(
  name: string,
  options: StepOptions<Input>,
  rule: (poll: Poll, context: OperationContext, input: Input, tx: Transaction) => Result<Poll>,
): PollStep<Input> {
  return {
    name,
    run(tx, input, context) {
      const found = (options.running ? findRunningPoll : findPoll)(tx, input.pollId)
      if (!found.ok) return found
      const { poll, meeting } = found.value
      const next = rule(poll, context, input, tx)
      if (!next.ok) return next
      const shown = options.shows && !(meeting.currentPollId === input.pollId && meeting.stageMode === 'poll')
      const changed = next.value !== poll
      if (!changed && !shown) return done({ pollId: input.pollId })
      if (changed) {
        savePollState(tx, next.value, meeting.roll)
        logStep(tx, next.value, context, options, input)
      }
      if (shown) showOnStage(tx, meeting.id, input.pollId)
      return done({ pollId: input.pollId }, roomChanged(meeting.id, input.pollId))
    },
  }
}

function logStep<Input>(
  tx: Transaction,
  poll: Poll,
  { nowMs }: OperationContext,
  { act, detail }: StepOptions<Input>,
  input: Input,
): void {
  if (act === null) return
  const name = typeof act === 'function' ? act(poll) : act
  tx.record(poll.meetingId, nowMs, name, { poll: poll.id, round: poll.round, ...detail?.(tx, poll, input) })
}

/** For the log: what was asked. The settings hold the rule; as text, since they may hold fractions of numbers. */
export function askedDetail(_tx: Transaction, { kind, question, options, settings }: Poll): LogDetail {
  const told = options.map(({ id, label }) => ({ id, label }))
  return { kind, question, options: told, settings: canonicalJson(settings) }
}

/** For the log: how many ballots there are, a digest of them all by which they can be checked, and who could vote. */
export function countedDetail(tx: Transaction, poll: Poll): LogDetail {
  const { id, round } = poll
  const roll = roundOf(tx, poll)?.rollAtClosing ?? null
  return { voted: tx.voted(id, round), ballots: tx.ballotsDigest(id, round), roll: roll && { ...roll } }
}

function showOnStage(tx: Transaction, meetingId: string, pollId: string): void {
  const meeting = tx.meeting(meetingId)
  if (meeting !== null) tx.saveMeeting({ ...meeting, currentPollId: pollId, stageMode: 'poll' })
}
