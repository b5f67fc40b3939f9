import type { Roll } from '../../../domain/circumstances.ts'
import type { MeetingStatus, StageMode } from '../../../domain/meeting.ts'
import { checkComplete, type Poll } from '../../../domain/poll.ts'
import type { Refusal } from '../../../domain/refusal.ts'
import { rollFields, type RollField } from './rollFields.ts'

/** What the host most likely does next: the one big button. */
export type NextStep =
  | { readonly name: 'startMeeting' }
  | { readonly name: 'writeQuestion' }
  /** The rule of the poll counts people whose number nobody has entered; `fields` are the numbers that it lacks. */
  | { readonly name: 'enterRoll'; readonly pollId: string; readonly fields: readonly RollField[] }
  /** `lacks`: why the rules would refuse, or null where the poll can be opened. */
  | { readonly name: 'openVoting'; readonly pollId: string; readonly lacks: Refusal | null }
  /** `fields`: numbers that its rule has come to lack since it was opened. Closing without them decides nothing. */
  | { readonly name: 'closeVoting'; readonly pollId: string; readonly fields: readonly RollField[] }
  | { readonly name: 'revealResult'; readonly pollId: string }
  /** The room has seen the answer to a quiz question, and not yet who leads. */
  | { readonly name: 'showStandings' }
  /** `pollId` is the poll to go to. */
  | { readonly name: 'nextQuestion'; readonly pollId: string }
  | { readonly name: 'endMeeting' }
  | { readonly name: 'none' }

/** What else can be done with a poll, beside the big button. */
export type PollAct = 'reopenPoll' | 'revealPoll' | 'hidePoll' | 'runAgain' | 'showPoll'

/** The part of a poll that the next step depends on. */
export type StepPoll = Pick<Poll, 'id' | 'status' | 'revealed' | 'kind' | 'question' | 'options' | 'settings'>

export interface StepMeeting {
  readonly status: MeetingStatus
  readonly polls: readonly StepPoll[]
  readonly roll: Roll
  readonly stageMode: StageMode
  readonly currentPollId: string | null
  /** Only whether there are any matters. */
  readonly standings: readonly unknown[]
}

/** A poll is done when its votes are in and the room has seen them. */
function isDone(poll: StepPoll): boolean {
  return poll.status === 'closed' && poll.revealed
}

/** The next poll that still wants something: first those behind `index`, then those before it. */
function unfinishedAfter(polls: readonly StepPoll[], index: number): StepPoll | undefined {
  return [...polls.slice(index + 1), ...polls.slice(0, index)].find((poll) => !isDone(poll))
}

/** @param weighted somebody has more than one vote, so that majorities are taken of votes and not of people */
export function nextStep(meeting: StepMeeting, selectedId: string | null, weighted = false): NextStep {
  if (meeting.status === 'draft') return { name: 'startMeeting' }
  if (meeting.status === 'ended') return { name: 'none' }
  const index = meeting.polls.findIndex((poll) => poll.id === selectedId)
  const poll = meeting.polls[index]
  if (poll === undefined) return { name: 'writeQuestion' }
  if (poll.status === 'draft') return beforeVoting(meeting, poll, weighted)
  if (poll.status === 'open') {
    return { name: 'closeVoting', pollId: poll.id, fields: rollFields(poll as Poll, meeting.roll, weighted) }
  }
  if (!poll.revealed) return { name: 'revealResult', pollId: poll.id }
  if (wantsStandings(meeting, poll)) return { name: 'showStandings' }
  const next = unfinishedAfter(meeting.polls, index)
  return next === undefined ? { name: 'endMeeting' } : { name: 'nextQuestion', pollId: next.id }
}

function beforeVoting(meeting: StepMeeting, poll: StepPoll, weighted: boolean): NextStep {
  const complete = checkComplete(poll as Poll)
  if (!complete.ok) return { name: 'openVoting', pollId: poll.id, lacks: complete }
  const fields = rollFields(poll as Poll, meeting.roll, weighted)
  return fields.length > 0
    ? { name: 'enterRoll', pollId: poll.id, fields }
    : { name: 'openVoting', pollId: poll.id, lacks: null }
}

/** Only after the question that is on stage: whoever looks back at an old one wants to go on. */
function wantsStandings(meeting: StepMeeting, poll: StepPoll): boolean {
  const { stageMode, currentPollId, standings } = meeting
  return poll.kind === 'quiz' && currentPollId === poll.id && stageMode === 'poll' && standings.length > 0
}
