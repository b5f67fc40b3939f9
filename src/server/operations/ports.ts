import type { CastBallot } from '../../domain/ballot.ts'
import type { Answer, Question } from '../../domain/kinds/index.ts'
import type { Ballot } from '../../domain/kinds/kind.ts'
import type { Meeting } from '../../domain/meeting.ts'
import type { Poll } from '../../domain/poll.ts'
import type { Result } from '../../domain/refusal.ts'
import type { AppSettings } from '../../contract/settings.ts'

/** What operations need of a store, in the words of a meeting. */

export interface Attendee {
  readonly id: string
  readonly meetingId: string
  readonly name: string | null
  readonly joinedAtMs: number
}

/** One time a poll was put to the room, as it was asked then. */
export interface Round {
  readonly round: number
  readonly asked: Question
  readonly openedAtMs: number
  readonly closedAtMs: number | null
}

/** Names one voter's place in one round. The voter id cannot be linked to an attendee without the phone's token. */
export interface BallotPlace {
  readonly pollId: string
  readonly round: number
  readonly voterId: string
}

/** A vote as it was sent; whether it still counts is for `ballot` to say. */
export interface SentBallot {
  readonly round: number
  readonly answer: Answer
  readonly receipt: string
}

export interface Queries {
  /** Deleted meetings and polls are found only by the `…EvenDeleted` reads. */
  meeting(id: string): Meeting | null
  meetingEvenDeleted(id: string): Meeting | null
  /** Running first, then drafts, then ended; newest first. */
  meetings(): readonly Meeting[]
  runningMeeting(): Meeting | null
  pollCount(meetingId: string): number

  poll(id: string): Poll | null
  pollEvenDeleted(id: string): Poll | null
  /** In agenda order. */
  polls(meetingId: string): readonly Poll[]
  /** Oldest first. */
  rounds(pollId: string): readonly Round[]

  /** All ballots of a round, in no meaningful order. */
  ballots(pollId: string, round: number): Iterable<Ballot<Answer>>
  voted(pollId: string, round: number): number
  ballot(place: BallotPlace): CastBallot | null
  /** What a voter once sent under this key, in whatever round, counted or since replaced. */
  sentBallot(pollId: string, voterId: string, key: string): SentBallot | null

  attendeeByToken(tokenHash: Uint8Array): Attendee | null
  joined(meetingId: string): number
  /** Names given at joining, sorted; attendance, never beside a vote. */
  attendeeNames(meetingId: string): readonly string[]

  settings(): AppSettings
}

export interface Transaction extends Queries {
  insertMeeting(meeting: Meeting): void
  saveMeeting(meeting: Meeting): void
  /** `deletedAtMs` null restores. Nothing is erased. */
  markMeetingDeleted(id: string, deletedAtMs: number | null): void

  /** At the end of the agenda. */
  insertPoll(poll: Poll): void
  savePoll(poll: Poll): void
  markPollDeleted(id: string, deletedAtMs: number | null): void
  /** Sets the agenda order; polls left out keep their place behind. */
  orderPolls(pollIds: readonly string[]): void
  saveRound(pollId: string, round: Round): void

  insertAttendee(attendee: Attendee, tokenHash: Uint8Array): void
  renameAttendee(id: string, name: string | null): void

  /** Inserts or replaces the voter's ballot of the round and remembers its key. */
  putBallot(place: BallotPlace, ballot: CastBallot, castAtMs: number): void
  deleteBallot(place: BallotPlace): void

  saveSettings(settings: AppSettings): void
}

/** Who must be told, and how soon. `room` reaches phones, stage and console; `console` only the host's pages. */
export interface Change {
  readonly scope: 'room' | 'console'
  readonly urgency: 'status' | 'counts'
  readonly meetingId: string
  readonly pollId?: string
}

export interface Done<Output> {
  readonly value: Output
  readonly changes: readonly Change[]
}

/** Time and chance, handed to operations as arguments. */
export interface OperationContext {
  readonly nowMs: number
  /** 128 random bits, URL-safe. */
  newId(): string
  /** Random letters and digits of `codeAlphabet`. */
  newCode(length: number): string
}

/**
 * One change of the world. It runs alone, in order, inside a transaction that is committed before anybody hears of it;
 * a refusal or an exception leaves no trace.
 */
export interface Operation<Input, Output> {
  readonly name: string
  run(tx: Transaction, input: Input, context: OperationContext): Result<Done<Output>>
}

export interface Store {
  readonly read: Queries
  /**
   * Queues an operation and answers after its commit is on disk. Rejects with `StoreFailure` when the disk would not
   * take it: then nothing of it is stored.
   */
  write<Input, Output>(operation: Operation<Input, Output>, input: Input): Promise<Result<Done<Output>>>
  /** Finishes queued writes, folds the log into the file and closes it. */
  close(): Promise<void>
}

/** The disk said no (full, broken, locked). Committed votes are not affected. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure'
}
