import type { Roll } from './circumstances.ts'
import { countdownFrom, noCountdown, type Countdown } from './countdown.ts'
import { kindOf, type PollKind, type Question, type Tally } from './kinds/index.ts'
import type { CommonSettings } from './kinds/kind.ts'
import type { Outcome } from './outcome/outcome.ts'
import { amongTied, type TieBreaks } from './outcome/tie.ts'
import { accept, refuse, type Result } from './refusal.ts'

export type PollStatus = 'draft' | 'open' | 'closed'

/** Where a poll stands. */
export interface PollState extends Countdown {
  readonly status: PollStatus
  /** Revealed results are on phones, stage and the public stream; hidden ones are in none of their bytes. */
  readonly revealed: boolean
  /** Counts from 1; "run again" starts the next. The ballots of earlier rounds are kept. */
  readonly round: number
  readonly openedAtMs: number | null
  readonly closedAtMs: number | null
  /** Does the room see the names that a roll call collects? */
  readonly namesShown: boolean
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
  ...noCountdown,
  namesShown: true,
}

/** Can this question be put to a room? Refuses with what it lacks. */
export function checkComplete(question: Question): Result<null> {
  const kind = kindOf(question.kind)
  const lacking = question.question === '' || question.options.some((option) => option.label === '')
  if (lacking || question.options.length < kind.minOptions) return refuse('pollIncomplete', { min: kind.minOptions })
  return kind.checkComplete(question)
}

/** Numbers of the meeting that the question's rule is taken of. */
export function rollNeeded(question: Question): readonly (keyof Roll)[] {
  return kindOf(question.kind).rollNeeded?.(question) ?? []
}

/** What the host must say before this question is put to the meeting. `roll` in votes: see `rollInVotes`. */
export function lacksOfRoll(question: Question, roll: Roll): readonly ('entitled' | 'present')[] {
  const lacking = rollNeeded(question).filter((name) => roll[name] === null)
  return [...new Set(lacking.map((name) => (name.startsWith('entitled') ? 'entitled' : 'present')))]
}

/** What may break the tie that a count ended in; null where there is none. */
export function tieBreaks(question: Question, tally: Tally, outcome: Outcome): TieBreaks | null {
  if (outcome.status !== 'tie') return null
  return kindOf(question.kind).tieBreaks?.(question, tally, outcome) ?? amongTied(outcome)
}

/** As much of a question as its life depends on. */
type Asked = PollState & { readonly kind: PollKind; readonly settings: CommonSettings }

/** Is the result shown while people vote? Never where that would give the answer away, whatever the settings say. */
function showsLive({ kind, settings }: Asked): boolean {
  return settings.liveResults && kindOf(kind).mayShowLive
}

/**
 * Draft → open. Opening an open poll again changes nothing, so a double click is harmless. `nowMs` is what is recorded,
 * `clockMs` what the countdown is measured with.
 */
export function open<P extends Asked>(poll: P, nowMs: number, clockMs = nowMs): Result<P> {
  if (poll.status === 'open') return accept(poll)
  if (poll.status === 'closed') return refuse('pollNotDraft')
  const countdown = countdownFrom(poll.settings.countdownSeconds, clockMs)
  return accept({ ...poll, status: 'open', revealed: showsLive(poll), openedAtMs: nowMs, ...countdown })
}

/** Open → closed. Closing does not reveal. */
export function close<P extends PollState>(poll: P, nowMs: number): Result<P> {
  if (poll.status === 'closed') return accept(poll)
  if (poll.status === 'draft') return refuse('pollNotOpen')
  return accept({ ...poll, status: 'closed', closedAtMs: nowMs, ...noCountdown })
}

/**
 * Closed → open again, with the votes it has and without a countdown: it is open for those who were cut off. The result
 * is hidden again unless the poll shows live results: otherwise who votes late would see how the others voted.
 */
export function reopen<P extends Asked>(poll: P): Result<P> {
  if (poll.status === 'open') return accept(poll)
  if (poll.status === 'draft') return refuse('pollNeverOpened')
  return accept({ ...poll, status: 'open', revealed: showsLive(poll), closedAtMs: null, ...noCountdown })
}

/** Shows the result to the room; that of an open poll only where it may be seen while people vote. */
export function reveal<P extends Asked>(poll: P): Result<P> {
  if (poll.status === 'draft') return refuse('pollNeverOpened')
  if (poll.status === 'open' && !kindOf(poll.kind).mayShowLive) return refuse('pollStillOpen')
  return accept(poll.revealed ? poll : { ...poll, revealed: true })
}

export function hide<P extends PollState>(poll: P): Result<P> {
  if (poll.status === 'draft') return refuse('pollNeverOpened')
  return accept(poll.revealed ? { ...poll, revealed: false } : poll)
}

/** A new, empty round of a closed poll, open at once with the whole countdown; the earlier round keeps its ballots. */
export function runAgain<P extends Asked>(poll: P, nowMs: number, clockMs = nowMs): Result<P> {
  if (poll.status === 'draft') return refuse('pollNeverOpened')
  if (poll.status === 'open') return refuse('pollStillOpen')
  return accept({
    ...poll,
    status: 'open',
    revealed: showsLive(poll),
    round: poll.round + 1,
    openedAtMs: nowMs,
    closedAtMs: null,
    ...countdownFrom(poll.settings.countdownSeconds, clockMs),
  })
}
