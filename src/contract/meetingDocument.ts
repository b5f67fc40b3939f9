import { z } from 'zod'
import { admissions } from '../domain/admission.ts'
import { entryDecisions, type Act, type EntryDecision, type Roll } from '../domain/circumstances.ts'
import { pollKinds, type Answer, type PollKind, type Question } from '../domain/kinds/index.ts'
import { maxPaperBallots, paperWays, type PaperCount } from '../domain/kinds/paper.ts'
import { logActs, type LogEntry } from '../domain/log.ts'
import type { Meeting } from '../domain/meeting.ts'
import { pictureTypes, type PictureType } from '../domain/picture.ts'
import type { PollStatus } from '../domain/poll.ts'
import { maxBatch, type TicketBatch } from '../domain/tickets.ts'
import type { PollResult } from './views.ts'

/**
 * A meeting as a file: everything it leaves behind, and nothing that says who voted what. The same meeting gives the
 * same bytes. `docs/log.md` says how to check one, `docs/api.md` what its members are.
 */
export interface MeetingDocument {
  readonly format: typeof documentFormat
  readonly version: typeof documentVersion
  readonly meeting: DocumentMeeting
  /** Every printing, without codes. */
  readonly tickets: readonly TicketBatch[]
  /** By time of joining, then by name. */
  readonly attendees: readonly DocumentAttendee[]
  /** Polls and headings in order. */
  readonly agenda: readonly DocumentPlace[]
  /** In agenda order, without deleted ones; the log tells that there were some. */
  readonly polls: readonly DocumentPoll[]
  /** Every picture that an option shows. */
  readonly pictures: readonly DocumentPicture[]
  readonly log: readonly LogEntry[]
}

export const documentFormat = 'show-of-hands'
/**
 * Grows when the shape does. Version 1 had neither log nor sections, and every ballot without its receipt; version 2 knew no
 * votes that were counted by hand.
 */
export const documentVersion = 3

export type DocumentMeeting = Omit<Meeting, 'currentPollId' | 'stageMode'> & {
  /** What the level of admission cannot stop, in English: for whoever reads the file without this program. */
  readonly admissionMeans: string
}

export interface DocumentAttendee {
  readonly name: string | null
  readonly joinedAtMs: number
  readonly weight: number
}

export type DocumentPlace =
  | { readonly type: 'poll'; readonly id: string }
  | { readonly type: 'section'; readonly id: string; readonly title: string }

export interface DocumentPoll {
  readonly id: string
  readonly status: PollStatus
  readonly revealed: boolean
  readonly namesShown: boolean
  readonly notes: string
  readonly question: Question
  /** Oldest first; none of a draft. */
  readonly rounds: readonly DocumentRound[]
}

export interface DocumentRound {
  readonly round: number
  /** As it was asked then. */
  readonly asked: Question
  readonly openedAtMs: number
  readonly closedAtMs: number | null
  readonly acts: readonly Act[]
  readonly rollAtOpening: Roll
  readonly rollAtClosing: Roll | null
  /** Votes that were counted by hand. */
  readonly paper: PaperCount | null
  /** What the host decided about words, texts and posts; by entry. */
  readonly entries: readonly { readonly entry: string; readonly decision: EntryDecision }[]
  /** Sorted, without voter and time: the file says nothing about who voted when. */
  readonly ballots: readonly DocumentBallot[]
  /** Counted from the ballots when the file was written. */
  readonly result: PollResult
}

export interface DocumentBallot {
  readonly answer: Answer
  readonly weight: number
  readonly receipt: string
}

export interface DocumentPicture {
  readonly id: string
  readonly type: PictureType
  readonly base64: string
}

// Shapes alone; whether a question, an answer or a picture is one is for the rules to say (`readDocument`).
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/)
const text = z.string().max(8000)
const time = z.int().min(0).max(8_640_000_000_000_000)
const heads = z.int().min(0).max(1_000_000_000).nullable()
const weight = z.int().min(1).max(1_000_000)
const receipt = z.string().max(64)
const imageId = z.string().regex(/^[0-9a-f]{32}$/)
const optionId = z.string().regex(/^[a-z0-9]{1,12}$/)

const roll = z.strictObject({
  entitledHeads: heads,
  entitledWeight: heads,
  presentHeads: heads,
  presentWeight: heads,
})

const question = z.strictObject({
  kind: z.enum(pollKinds as [PollKind, ...PollKind[]]),
  question: text,
  options: z.array(z.strictObject({ id: optionId, label: text, image: imageId.optional() })).max(100),
  settings: z.record(z.string().max(40), z.unknown()),
})

const act = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('castingVote'), choice: optionId, atMs: time }),
  z.strictObject({
    act: z.literal('lot'),
    purpose: z.enum(['elect', 'eliminate']),
    among: z.array(optionId).max(100),
    drawn: optionId,
    atMs: time,
  }),
])

const votes = z.int().min(0).max(maxPaperBallots)
const paper = z.strictObject({
  way: z.enum(paperWays),
  ballots: votes,
  blank: votes,
  options: z.array(z.strictObject({ id: optionId, count: votes })).max(100),
})

const logValue: z.ZodType = z.lazy(() =>
  z.union([z.string(), z.int(), z.boolean(), z.null(), z.array(logValue), z.record(z.string(), logValue)]),
)

const meeting = {
  id,
  title: text,
  status: z.enum(['draft', 'running', 'ended']),
  admission: z.enum(admissions),
  joinCode: z.string().max(16),
  createdAtMs: time,
  startedAtMs: time.nullable(),
  endedAtMs: time.nullable(),
}

const status = z.enum(['draft', 'open', 'closed'])

const round = z.strictObject({
  round: z.int().min(1),
  asked: question,
  openedAtMs: time,
  closedAtMs: time.nullable(),
  acts: z.array(act).max(10_000),
  rollAtOpening: roll,
  rollAtClosing: roll.nullable(),
  // Versions 1 and 2 knew phones alone.
  paper: paper.nullable().default(null),
  entries: z.array(z.strictObject({ entry: z.string().max(64), decision: z.enum(entryDecisions) })),
  ballots: z.array(z.strictObject({ answer: z.unknown(), weight, receipt })),
  // Counted anew from the ballots, whatever the file says.
  result: z.unknown(),
})

/** The shape of what `exportMeeting` writes as JSON. */
export const documentShape = z.strictObject({
  format: z.literal(documentFormat),
  version: z.union([z.literal(2), z.literal(documentVersion)]).transform((): typeof documentVersion => documentVersion),
  meeting: z.strictObject({
    ...meeting,
    // Said anew, whatever the file says.
    admissionMeans: z.string().max(1000).default(''),
    joiningLocked: z.boolean(),
    seats: z.int().min(1).max(1_000_000_000).nullable().default(null),
    roll,
  }),
  tickets: z
    .array(
      z.strictObject({
        batch: z.int().min(1),
        madeAtMs: time,
        firstNumber: z.int().min(1),
        size: z.int().min(1).max(maxBatch),
        spare: z.int().min(0).max(maxBatch),
        weight,
        redeemed: z.int().min(0),
        voided: z.int().min(0),
      }),
    )
    .default([]),
  attendees: z.array(z.strictObject({ name: text.nullable(), joinedAtMs: time, weight })),
  agenda: z.array(
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('poll'), id }),
      z.strictObject({ type: z.literal('section'), id, title: text }),
    ]),
  ),
  polls: z.array(
    z.strictObject({
      id,
      status,
      revealed: z.boolean(),
      namesShown: z.boolean(),
      notes: text,
      question,
      rounds: z.array(round),
    }),
  ),
  pictures: z.array(z.strictObject({ id: imageId, type: z.enum(pictureTypes), base64: z.string() })),
  log: z.array(
    z.strictObject({
      number: z.int().min(1),
      atMs: time,
      act: z.enum(logActs),
      detail: z.record(z.string(), logValue),
      hash: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
})

/** As version 0.1 of the program wrote it. */
export const firstDocumentShape = z.strictObject({
  format: z.literal(documentFormat),
  version: z.literal(1),
  meeting: z.strictObject(meeting),
  attendance: z.strictObject({ joined: z.int().min(0).max(20_000), names: z.array(text) }),
  polls: z.array(
    z.strictObject({
      id,
      status,
      revealed: z.boolean(),
      question,
      rounds: z.array(
        z.strictObject({
          ...round.pick({ round: true, asked: true, openedAtMs: true, closedAtMs: true, result: true }).shape,
          ballots: z.array(z.strictObject({ answer: z.unknown(), weight })),
        }),
      ),
    }),
  ),
})

export type DocumentShape = z.output<typeof documentShape>
export type FirstDocumentShape = z.output<typeof firstDocumentShape>
