import type { CastBallot } from '../../domain/ballot.ts'
import type { Act, EntryDecision, Roll } from '../../domain/circumstances.ts'
import type { Answer, Question } from '../../domain/kinds/index.ts'
import type { Ballot } from '../../domain/kinds/kind.ts'
import type { PaperCount } from '../../domain/kinds/paper.ts'
import type { LogAct, LogDetail, LogEntry } from '../../domain/log.ts'
import type { Meeting } from '../../domain/meeting.ts'
import type { Poll } from '../../domain/poll.ts'
import type { Result } from '../../domain/refusal.ts'
import type { ShownTicket, TicketBatch } from '../../domain/tickets.ts'
import type { AppSettings } from '../../contract/settings.ts'
import type { Backup, BackupReason, StorageView } from '../../contract/storage.ts'

/** What operations need of a store, in the words of a meeting. */

export interface Attendee {
  readonly id: string
  readonly meetingId: string
  readonly name: string | null
  readonly joinedAtMs: number
  /** How often this attendee's votes count. */
  readonly weight: number
}

/** One time a poll was put to the room, as it was asked then. */
export interface Round {
  readonly round: number
  readonly asked: Question
  readonly openedAtMs: number
  readonly closedAtMs: number | null
  /** Casting votes and lots, oldest first. */
  readonly acts: readonly Act[]
  readonly rollAtOpening: Roll
  /** Frozen when the round closed; null while it is open. */
  readonly rollAtClosing: Roll | null
  /** Votes that were counted by hand; null where there are none. */
  readonly paper: PaperCount | null
}

/** Where a ticket stands among those of its meeting. */
export interface TicketPlace {
  readonly meetingId: string
  readonly batch: number
  /** On its stub, and nowhere on the ticket. */
  readonly number: number
}

/** What became of a ticket of which nothing else is known. */
export type TicketState = 'fresh' | 'redeemed' | 'voided'

/** A heading in the agenda. */
export interface Section {
  readonly id: string
  readonly meetingId: string
  readonly title: string
}

/** One line of the agenda. */
export interface AgendaPlace {
  readonly type: 'poll' | 'section'
  readonly id: string
}

/** A picture of an option. */
export interface Picture {
  /** 32 hex digits of its SHA-256. */
  readonly id: string
  readonly type: 'image/png' | 'image/jpeg' | 'image/webp'
  readonly bytes: Buffer
}

/** An agenda kept for later meetings; `content` is its JSON. */
export interface Template {
  readonly id: string
  readonly name: string
  readonly content: string
  readonly createdAtMs: number
}

/** Names one voter's place in one round. The voter id cannot be linked to an attendee without the phone's token. */
export interface BallotPlace {
  readonly pollId: string
  readonly round: number
  readonly voterId: string
}

/** A counted vote without who cast it, or when. */
export interface ReceiptedBallot extends Ballot<Answer> {
  readonly receipt: string
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
  /** The same with their receipts, in the order in which they are exported. */
  receiptedBallots(pollId: string, round: number): readonly ReceiptedBallot[]
  /** SHA-256 in hex over `ballotsText` of the round: what the log holds of its ballots when voting closes. */
  ballotsDigest(pollId: string, round: number): string
  /** What the host decided about entries of a round, by entry. */
  entryDecisions(pollId: string, round: number): ReadonlyMap<string, EntryDecision>
  voted(pollId: string, round: number): number
  ballot(place: BallotPlace): CastBallot | null
  /** What a voter once sent under this key, in whatever round, counted or since replaced. */
  sentBallot(pollId: string, voterId: string, key: string): SentBallot | null

  /** Null: there is no such ticket. */
  ticket(mac: Uint8Array): ShownTicket | null
  /** In the order of printing. */
  ticketBatches(meetingId: string): readonly TicketBatch[]
  /** Not who joined with a ticket that is void since. */
  attendeeByToken(tokenHash: Uint8Array): Attendee | null
  attendee(id: string): Attendee | null
  /** By time of joining. */
  attendees(meetingId: string): readonly Attendee[]
  /** For the host alone. */
  notes(pollId: string): string
  section(id: string): Section | null
  sections(meetingId: string): readonly Section[]
  /** Polls and headings in order, without what is deleted. */
  agenda(meetingId: string): readonly AgendaPlace[]
  picture(id: string): Picture | null
  /** By name. */
  templates(): readonly Template[]
  template(id: string): Template | null
  /** The log of a meeting, oldest first. */
  log(meetingId: string): readonly LogEntry[]
  /** How many entries the log has, and the hash of the last. */
  logHead(meetingId: string): { readonly entries: number; readonly head: string }
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
  saveNotes(pollId: string, notes: string): void
  /** At the end of the agenda. */
  insertSection(section: Section): void
  saveSection(section: Section): void
  deleteSection(id: string): void
  /** Sets the agenda order: all polls and headings that are not deleted. */
  orderAgenda(items: readonly AgendaPlace[]): void
  saveRound(pollId: string, round: Round): void

  insertAttendee(attendee: Attendee, tokenHash: Uint8Array): void
  renameAttendee(id: string, name: string | null): void
  insertBatch(meetingId: string, batch: Omit<TicketBatch, 'redeemed' | 'voided'>): void
  insertTicket(ticket: TicketPlace, mac: Uint8Array, state?: TicketState): void
  /** The ticket is this attendee's from here on, and nobody else's. */
  redeemTicket(mac: Uint8Array, attendeeId: string): void
  /** Answers how many were not void before, and how many of those somebody had joined with. */
  voidTickets(
    meetingId: string,
    which: { readonly batch: number } | { readonly number: number },
  ): { readonly known: boolean; readonly voided: number; readonly redeemed: number }
  weighAttendee(id: string, weight: number): void

  /** Inserts or replaces the voter's ballot of the round, and remembers its key with the answer as it was sent. */
  putBallot(place: BallotPlace, ballot: CastBallot, sent: Answer, castAtMs: number): void
  deleteBallot(place: BallotPlace): void

  /** Null takes the decision back. */
  decideEntry(pollId: string, round: number, entry: string, decision: EntryDecision | null): void
  /** The same picture twice is kept once. */
  insertPicture(picture: Picture): void
  insertTemplate(template: Template): void
  deleteTemplate(id: string): void

  /** Appends an act to the meeting's log. Log entries are never changed or removed. */
  record(meetingId: string, atMs: number, act: LogAct, detail: LogDetail): void
  /** For an imported meeting, whose log is taken over as it is. */
  takeOverLog(meetingId: string, entries: readonly LogEntry[]): void

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
  /** Milliseconds since 1970, as the computer's clock has it: for records. */
  readonly nowMs: number
  /** The same when the program started, and never jumping since: for countdowns. */
  readonly clockMs: number
  /** 128 random bits, URL-safe. */
  newId(): string
  /** Random letters and digits of `codeAlphabet`. */
  newCode(length: number): string
  /** A whole number from 0 up to and without `below`, each equally likely. */
  random(below: number): number
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
  /** Who is told of what happens to the file; one listener, the last one set. */
  follow(news: StoreNews): void
  /** What the host should know of the file. */
  health(): StorageView
  /** The host has read what was done about a damaged file. */
  acknowledge(): void
  /** Folds the log into the file, where damage is noticed. Not while the disk says no. */
  fold(): void
  /** Newest first. */
  backups(): readonly Backup[]
  /** Rejects if the copy could not be made whole. */
  backUp(reason: BackupReason): Promise<Backup>
  /**
   * Puts a backup in the place of everything, after a copy of what is here has been made. Refused while a meeting runs.
   * Rejects with `StoreFailure` if the disk would not have it: then everything is as before.
   */
  restore(id: string): Promise<Result<null>>
  /** Finishes queued writes, folds the log into the file and closes it. */
  close(): Promise<void>
}

export interface StoreNews {
  /** `health` has changed; `cause` is what the disk said, where it said something. */
  health(cause?: unknown): void
  /** Everything may read differently: a backup was restored, or the file was opened anew. */
  replaced(): void
}

/** The disk said no (full, broken, locked). Committed votes are not affected. */
export class StoreFailure extends Error {
  override readonly name = 'StoreFailure'
  /** Nothing was even tried: the file is being opened again after an error. */
  readonly paused: boolean

  constructor(message: string, { paused = false, cause }: { paused?: boolean; cause?: unknown } = {}) {
    super(message, { cause })
    this.paused = paused
  }
}
