import { kindOf, type Question } from './kinds/index.ts'
import { accept, refuse, type Result } from './refusal.ts'

export type PollStatus = 'draft' | 'open' | 'closed'

/** Where a poll stands. */
export interface PollState {
  readonly status: PollStatus
  /** Revealed results are on phones, stage and the public stream; hidden ones are in none of their bytes. */
  readonly revealed: boolean
  /** Counts from 1; "run again" starts the next. The ballots of earlier rounds are kept. */
  readonly round: number
  readonly openedAtMs: number | null
  readonly closedAtMs: number | null
}

export interface PollIdentity {
  readonly id: string
  readonly meetingId: string
}

export type Poll = Question & PollState & PollIdentity

export const draftState: PollState = {
  status: 'draft',
  revealed: false,
  round: 1,
  openedAtMs: null,
  closedAtMs: null,
}

/** Can this question be put to a room? Refuses with what it lacks. */
export function checkComplete(question: Question): Result<null> {
  const kind = kindOf(question.kind)
  const lacking = question.question === '' || question.options.some((option) => option.label === '')
  if (lacking || question.options.length < kind.minOptions) return refuse('pollIncomplete', { min: kind.minOptions })
  return kind.checkComplete(question)
}

/** Draft → open. Opening an open poll again changes nothing, so a double click is harmless. */
export function open<P extends PollState>(poll: P, liveResults: boolean, nowMs: number): Result<P> {
  if (poll.status === 'open') return accept(poll)
  if (poll.status === 'closed') return refuse('pollNotDraft')
  return accept({ ...poll, status: 'open', revealed: liveResults, openedAtMs: nowMs, closedAtMs: null })
}

/** Open → closed. Closing does not reveal. */
export function close<P extends PollState>(poll: P, nowMs: number): Result<P> {
  if (poll.status === 'closed') return accept(poll)
  if (poll.status === 'draft') return refuse('pollNotOpen')
  return accept({ ...poll, status: 'closed', closedAtMs: nowMs })
}

/**
 * Closed → open again, with the votes it has. The result is hidden again unless the poll shows live results:
 * otherwise who votes late would see how the others voted.
 */
export function reopen<P extends PollState>(poll: P, liveResults: boolean): Result<P> {
  if (poll.status === 'open') return accept(poll)
  if (poll.status === 'draft') return refuse('pollNeverOpened')
  return accept({ ...poll, status: 'open', revealed: liveResults, closedAtMs: null })
}

export function reveal<P extends PollState>(poll: P): Result<P> {
  if (poll.status === 'draft') return refuse('pollNeverOpened')
  return accept(poll.revealed ? poll : { ...poll, revealed: true })
}

export function hide<P extends PollState>(poll: P): Result<P> {
  if (poll.status === 'draft') return refuse('pollNeverOpened')
  return accept(poll.revealed ? { ...poll, revealed: false } : poll)
}

/** A new, empty round of a closed poll, open at once; the earlier round keeps its ballots and its result. */
export function runAgain<P extends PollState>(poll: P, liveResults: boolean, nowMs: number): Result<P> {
  if (poll.status === 'draft') return refuse('pollNeverOpened')
  if (poll.status === 'open') return refuse('pollStillOpen')
  return accept({
    ...poll,
    status: 'open',
    revealed: liveResults,
    round: poll.round + 1,
    openedAtMs: nowMs,
    closedAtMs: null,
  })
}
