import type { MeetingStatus } from '../../../domain/meeting.ts'
import { checkComplete, type Poll } from '../../../domain/poll.ts'
import type { Refusal } from '../../../domain/refusal.ts'

/** What the host most likely does next: the one big button. */
export type NextStep =
  | { readonly name: 'startMeeting' }
  | { readonly name: 'writeQuestion' }
  /** `lacks`: why the rules would refuse, or null where the poll can be opened. */
  | { readonly name: 'openVoting'; readonly pollId: string; readonly lacks: Refusal | null }
  | { readonly name: 'closeVoting'; readonly pollId: string }
  | { readonly name: 'revealResult'; readonly pollId: string }
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
}

/** A poll is done when its votes are in and the room has seen them. */
function isDone(poll: StepPoll): boolean {
  return poll.status === 'closed' && poll.revealed
}

/** The next poll that still wants something: first those behind `index`, then those before it. */
function unfinishedAfter(polls: readonly StepPoll[], index: number): StepPoll | undefined {
  return [...polls.slice(index + 1), ...polls.slice(0, index)].find((poll) => !isDone(poll))
}

export function nextStep(meeting: StepMeeting, selectedId: string | null): NextStep {
  if (meeting.status === 'draft') return { name: 'startMeeting' }
  if (meeting.status === 'ended') return { name: 'none' }
  const index = meeting.polls.findIndex((poll) => poll.id === selectedId)
  const poll = meeting.polls[index]
  if (poll === undefined) return { name: 'writeQuestion' }
  if (poll.status === 'draft') return { name: 'openVoting', pollId: poll.id, lacks: whatLacks(poll) }
  if (poll.status === 'open') return { name: 'closeVoting', pollId: poll.id }
  if (!poll.revealed) return { name: 'revealResult', pollId: poll.id }
  const next = unfinishedAfter(meeting.polls, index)
  return next === undefined ? { name: 'endMeeting' } : { name: 'nextQuestion', pollId: next.id }
}

function whatLacks(poll: StepPoll): Refusal | null {
  const complete = checkComplete(poll as Poll)
  return complete.ok ? null : complete
}
