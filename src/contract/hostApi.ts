import { z } from 'zod'
import { admissions } from '../domain/admission.ts'
import { entryDecisions } from '../domain/circumstances.ts'
import { pollKinds, type PollKind, type Question } from '../domain/kinds/index.ts'
import { maxPaperBallots, paperWays } from '../domain/kinds/paper.ts'
import { countdownSeconds } from '../domain/kinds/settings.ts'
import type { LogEntry } from '../domain/log.ts'
import { stageModes } from '../domain/meeting.ts'
import type { Outcome } from '../domain/outcome/outcome.ts'
import type { PollState } from '../domain/poll.ts'
import { maxBatch, maxTicketWeight } from '../domain/tickets.ts'
import type { Tally } from '../domain/kinds/index.ts'
import { pushWindowChoicesMs, type AppSettings } from './settings.ts'
import type { Backup } from './storage.ts'
import type { HostPoll, LobbyView, MeetingDetail, NetworkView } from './views.ts'

/**
 * Every command of the host: its input and what it answers. `GET /host/api` publishes the list with JSON Schemas, and
 * `docs/api.md` is held against it by a test. The names are fixed, so that people can script meetings.
 */

const id = z.string().min(1).max(64)
// Texts are cut to size by the rules (in characters as read, not code units); these bounds only keep nonsense out.
const text = z.string().max(8000)
const optionId = z.string().regex(/^[a-z0-9]{1,12}$/)
/** As `POST /host/images` answers it. */
const imageId = z.string().regex(/^[0-9a-f]{32}$/)
const optionList = z
  .array(z.union([text, z.strictObject({ id: optionId.optional(), label: text, image: imageId.nullish() })]))
  .max(100)
  .refine((options) => {
    const ids = options.flatMap((option) => (typeof option === 'object' && option.id !== undefined ? [option.id] : []))
    return new Set(ids).size === ids.length
  }, 'an option id stands twice')
const settings = z.record(z.string().max(40), z.unknown())
const position = z.number().int().min(0).max(10_000)
const round = z.number().int().min(1)
const seconds = z.number().int().min(countdownSeconds.min).max(countdownSeconds.max)
const meetingId = z.strictObject({ meetingId: id })
const pollId = z.strictObject({ pollId: id })
const heads = z.number().int().min(0).max(1_000_000_000).nullable().optional()
const kind = z.enum(pollKinds as [PollKind, ...PollKind[]])

export const exportFormats = ['json', 'csv', 'xlsx', 'html'] as const
export type ExportFormat = (typeof exportFormats)[number]

const paperVotes = z.number().int().min(0).max(maxPaperBallots)
const paperCount = z.strictObject({
  way: z.enum(paperWays),
  /** Blank ballots among them. */
  ballots: paperVotes.min(1),
  blank: paperVotes.optional(),
  /** Options that are left out have no vote. */
  options: z.array(z.strictObject({ id: optionId, count: paperVotes })).max(100),
})

export const hostCommands = {
  createMeeting: z.strictObject({ title: text, admission: z.enum(admissions).optional() }),
  /** Left out: stays. `seats`: how many people are expected; null: not known. */
  updateMeeting: z.strictObject({
    meetingId: id,
    title: text.optional(),
    admission: z.enum(admissions).optional(),
    seats: z.number().int().min(1).max(1_000_000_000).nullable().optional(),
  }),
  deleteMeeting: meetingId,
  restoreMeeting: meetingId,
  startMeeting: meetingId,
  endMeeting: meetingId,
  listMeetings: z.strictObject({}),
  getMeeting: meetingId,

  /** A draft with the same agenda. */
  duplicateMeeting: meetingId,
  /** Prints tickets: `size` to hand out and `spare` ones, whose votes count `weight` times. */
  makeTickets: z.strictObject({
    meetingId: id,
    size: z.number().int().min(1).max(maxBatch),
    spare: z.number().int().min(0).max(maxBatch).optional(),
    weight: z.number().int().min(1).max(maxTicketWeight).optional(),
  }),
  /** What is printed. Codes are in memory only, until the program is closed. */
  getTicketSheet: z.strictObject({ sheetId: id }),
  /** A whole printing, or the ticket of one stub. Who joined with one can vote no more. */
  voidTickets: z
    .strictObject({ meetingId: id, batch: round.optional(), number: round.optional() })
    .refine(({ batch, number }) => (batch === undefined) !== (number === undefined), 'either a batch or a number'),
  /** Refuses new phones, or lets them in again. */
  lockJoining: z.strictObject({ meetingId: id, locked: z.boolean() }),
  /** Who is entitled and who is present, for bases and quorums. Left out: stays; null: not known. */
  setRoll: z.strictObject({
    meetingId: id,
    entitledHeads: heads,
    entitledWeight: heads,
    presentHeads: heads,
    presentWeight: heads,
  }),
  listAttendees: meetingId,
  /** Votes of this attendee count so many times from now on. */
  setWeight: z.strictObject({ attendeeId: id, weight: z.number().int().min(1).max(1_000_000) }),
  /** In titles, headings, questions, options and the host's notes of every meeting. */
  searchMeetings: z.strictObject({ query: z.string().max(200), kind: kind.optional() }),
  getLog: meetingId,

  createSection: z.strictObject({ meetingId: id, title: text, position: position.optional() }),
  updateSection: z.strictObject({ sectionId: id, title: text }),
  moveSection: z.strictObject({ sectionId: id, position }),
  deleteSection: z.strictObject({ sectionId: id }),

  /** Adds polls and headings to a meeting: all of them, or none and the line that is wrong. */
  importAgenda: z
    .strictObject({
      /** May be left out with `preview`. */
      meetingId: id.optional(),
      format: z.enum(['lines', 'csv']),
      text: z.string().max(1_000_000),
      /** Only says what would be added. */
      preview: z.boolean().optional(),
    })
    .refine(({ meetingId, preview }) => meetingId !== undefined || preview === true, 'no meeting to add to'),
  /** Brings back what `exportMeeting` with `json` wrote. Whether it is that is for the rules to say, in words. */
  importMeeting: z.strictObject({ document: z.unknown().refine((given) => given !== undefined, 'no document') }),
  listTemplates: z.strictObject({}),
  /** Keeps the agenda of a meeting, or some of its polls, for later meetings. */
  saveTemplate: z.strictObject({ meetingId: id, name: text, pollIds: z.array(id).max(500).optional() }),
  deleteTemplate: z.strictObject({ templateId: id }),
  /** Adds the template's agenda to a meeting. */
  useTemplate: z.strictObject({ templateId: id, meetingId: id }),

  createPoll: z.strictObject({
    meetingId: id,
    kind,
    question: text,
    options: optionList.optional(),
    settings: settings.optional(),
    /** Place in the agenda, from 0; at the end if left out. */
    position: position.optional(),
  }),
  updatePoll: z.strictObject({
    pollId: id,
    kind: kind.optional(),
    question: text.optional(),
    options: optionList.optional(),
    settings: settings.optional(),
  }),
  /** Places are counted over polls and headings, from 0. */
  movePoll: z.strictObject({ pollId: id, position }),
  duplicatePoll: pollId,
  deletePoll: pollId,
  restorePoll: pollId,

  openPoll: pollId,
  closePoll: pollId,
  reopenPoll: pollId,
  revealPoll: pollId,
  hidePoll: pollId,
  runAgain: pollId,
  /** Sets what is left of the countdown of an open poll, from now; null takes it away. */
  setCountdown: z.strictObject({ pollId: id, seconds: seconds.nullable() }),
  /** Adds to what is left; fewer with a number below 0. */
  extendCountdown: z.strictObject({ pollId: id, seconds: z.number().int().min(-86_400).max(86_400) }),
  pauseCountdown: pollId,
  resumeCountdown: pollId,
  /**
   * Decides about a word, text, post or own answer: approved, removed, or answered; null takes the decision back.
   * `round` defaults to the present one.
   */
  decideEntry: z.strictObject({
    pollId: id,
    entry: z.string().max(64),
    decision: z.enum(entryDecisions).nullable(),
    round: round.optional(),
  }),
  showNames: z.strictObject({ pollId: id, shown: z.boolean() }),
  setNotes: z.strictObject({ pollId: id, notes: text }),
  /** The chair breaks a tie of a closed poll: `yes` or `no`, or one of the tied options. */
  recordCastingVote: z.strictObject({ pollId: id, choice: optionId }),
  /** Draws one of the tied options by lot, and records it. */
  drawLot: pollId,
  /** A draft for the seats that an election left open. */
  makeSecondRound: pollId,
  /** Paper ballots or raised hands of the present round, entered twice; replaces what was entered before. */
  enterPaper: z.strictObject({ pollId: id, count: paperCount, again: paperCount }),
  removePaper: pollId,
  /** Puts an opened or closed poll on phones and stage; null clears them. */
  showPoll: z.strictObject({ meetingId: id, pollId: id.nullable() }),
  setStageMode: z.strictObject({ meetingId: id, mode: z.enum(stageModes) }),

  /** `round` defaults to the present one. */
  getResult: z.strictObject({ pollId: id, round: round.optional() }),
  /** `csv` of one poll with `pollId`, else of all. `html` is the minutes, for printing. */
  exportMeeting: z.strictObject({ meetingId: id, format: z.enum(exportFormats), pollId: id.optional() }),

  /** Newest first. */
  listBackups: z.strictObject({}),
  makeBackup: z.strictObject({}),
  /** Puts all meetings back as they were then. What is here is backed up first. */
  restoreBackup: z.strictObject({ backupId: id }),
  /** Takes the notice of a damaged file off the pages. */
  acknowledgeRecovery: z.strictObject({}),

  getSettings: z.strictObject({}),
  updateSettings: z.strictObject({
    pushWindowMs: z.union(pushWindowChoicesMs.map((ms) => z.literal(ms))).optional(),
    preferredAddress: z.string().max(64).nullable().optional(),
  }),
} as const

export type HostCommand = keyof typeof hostCommands
export type CommandInput<C extends HostCommand> = z.input<(typeof hostCommands)[C]>

/** A poll as commands answer it. */
export type PollAnswer = { readonly poll: HostPoll }
export type MeetingAnswer = { readonly meeting: MeetingDetail }

/** What `getResult` answers, for people who script. */
export interface ResultAnswer {
  readonly poll: Question & PollState & { readonly id: string; readonly meetingId: string }
  readonly tally: Tally
  readonly outcome: Outcome & { readonly sentence: string }
}

/** Somebody who has joined. Never beside a vote. */
export interface AttendeeRow {
  readonly id: string
  readonly name: string | null
  readonly joinedAtMs: number
  readonly weight: number
}

/** A printing of tickets, with its codes. */
export interface TicketSheet {
  /** Of the meeting. */
  readonly title: string
  /** `192.168.1.5:8080`, as phones reach this computer now. */
  readonly address: string
  readonly batch: number
  readonly weight: number
  readonly tickets: readonly { readonly number: number; readonly code: string; readonly spare: boolean }[]
}

/** Where a search found its words. */
export interface SearchHit {
  readonly meetingId: string
  readonly meetingTitle: string
  /** Of the meeting: when it ended, else started, else was written. */
  readonly atMs: number
  /** A heading of the agenda in which the words were found. */
  readonly section: string | null
  /** Null where the meeting's title or one of its headings was found. */
  readonly poll: {
    readonly id: string
    readonly kind: PollKind
    readonly question: string
    readonly rounds: number
    readonly foundIn: 'question' | 'options' | 'notes'
    /** The options or notes in which the words were found, cut to size; empty where the question has them all. */
    readonly excerpt: string
  } | null
}

export interface BackupsAnswer {
  readonly backups: readonly Backup[]
}

export interface TemplateSummary {
  readonly id: string
  readonly name: string
  readonly pollCount: number
  readonly createdAtMs: number
}

/** What an import would add, or has added. */
export interface ImportAnswer {
  readonly items: readonly (
    | { readonly type: 'section'; readonly title: string }
    | {
        readonly type: 'poll'
        readonly kind: PollKind
        readonly question: string
        readonly options: readonly string[]
        /** Of `lines`: what stands in brackets like the name of a kind and is none. It stays in the question. */
        readonly unknownTag: string | null
      }
  )[]
}

export interface CommandAnswers {
  createMeeting: MeetingAnswer
  updateMeeting: MeetingAnswer
  deleteMeeting: Record<string, never>
  restoreMeeting: MeetingAnswer
  startMeeting: MeetingAnswer
  endMeeting: MeetingAnswer
  listMeetings: Pick<LobbyView, 'meetings'>
  getMeeting: MeetingAnswer
  duplicateMeeting: MeetingAnswer
  lockJoining: MeetingAnswer
  makeTickets: MeetingAnswer & { readonly sheetId: string }
  getTicketSheet: TicketSheet
  voidTickets: MeetingAnswer
  setRoll: MeetingAnswer
  listAttendees: { readonly attendees: readonly AttendeeRow[] }
  setWeight: Record<string, never>
  searchMeetings: { readonly hits: readonly SearchHit[] }
  getLog: { readonly entries: readonly LogEntry[] }
  createSection: MeetingAnswer
  updateSection: MeetingAnswer
  moveSection: MeetingAnswer
  deleteSection: MeetingAnswer
  importAgenda: ImportAnswer
  importMeeting: MeetingAnswer
  listTemplates: { readonly templates: readonly TemplateSummary[] }
  saveTemplate: { readonly templates: readonly TemplateSummary[] }
  deleteTemplate: { readonly templates: readonly TemplateSummary[] }
  useTemplate: MeetingAnswer
  createPoll: PollAnswer
  updatePoll: PollAnswer
  movePoll: PollAnswer
  duplicatePoll: PollAnswer
  deletePoll: Record<string, never>
  restorePoll: PollAnswer
  openPoll: PollAnswer
  closePoll: PollAnswer
  reopenPoll: PollAnswer
  revealPoll: PollAnswer
  hidePoll: PollAnswer
  runAgain: PollAnswer
  setCountdown: PollAnswer
  extendCountdown: PollAnswer
  pauseCountdown: PollAnswer
  resumeCountdown: PollAnswer
  decideEntry: PollAnswer
  showNames: PollAnswer
  setNotes: PollAnswer
  recordCastingVote: PollAnswer
  drawLot: PollAnswer
  makeSecondRound: PollAnswer
  enterPaper: PollAnswer
  removePaper: PollAnswer
  showPoll: MeetingAnswer
  setStageMode: MeetingAnswer
  getResult: ResultAnswer
  /** Answered as the file itself, with a `Content-Disposition`. */
  exportMeeting: never
  listBackups: BackupsAnswer
  makeBackup: BackupsAnswer
  restoreBackup: BackupsAnswer
  acknowledgeRecovery: Record<string, never>
  getSettings: { readonly settings: AppSettings; readonly network: NetworkView }
  updateSettings: { readonly settings: AppSettings; readonly network: NetworkView }
}

export type CommandAnswer<C extends HostCommand> = CommandAnswers[C]
