import { z } from 'zod'
import { pollKinds, type PollKind, type Question } from '../domain/kinds/index.ts'
import { admissions, stageModes } from '../domain/meeting.ts'
import type { Outcome } from '../domain/outcome/outcome.ts'
import type { PollState } from '../domain/poll.ts'
import type { Tally } from '../domain/kinds/index.ts'
import { pushWindowChoicesMs, type AppSettings } from './settings.ts'
import type { HostPoll, LobbyView, MeetingDetail, NetworkView } from './views.ts'

/**
 * Every command of the host: its input and what it answers. `GET /host/api` publishes the list with JSON Schemas, and
 * `docs/api.md` is held against it by a test. The names are fixed, so that people can script meetings.
 */

const id = z.string().min(1).max(64)
// Texts are cut to size by the rules (in characters as read, not code units); these bounds only keep nonsense out.
const text = z.string().max(8000)
const optionId = z.string().regex(/^[a-z0-9]{1,12}$/)
const optionList = z
  .array(z.union([text, z.strictObject({ id: optionId.optional(), label: text })]))
  .max(100)
  .refine((options) => {
    const ids = options.flatMap((option) => (typeof option === 'object' && option.id !== undefined ? [option.id] : []))
    return new Set(ids).size === ids.length
  }, 'an option id stands twice')
const settings = z.record(z.string().max(40), z.unknown())
const meetingId = z.strictObject({ meetingId: id })
const pollId = z.strictObject({ pollId: id })
const kind = z.enum(pollKinds as [PollKind, ...PollKind[]])

export const exportFormats = ['json', 'csv'] as const
export type ExportFormat = (typeof exportFormats)[number]

export const hostCommands = {
  createMeeting: z.strictObject({ title: text, admission: z.enum(admissions).optional() }),
  updateMeeting: z.strictObject({ meetingId: id, title: text }),
  deleteMeeting: meetingId,
  restoreMeeting: meetingId,
  startMeeting: meetingId,
  endMeeting: meetingId,
  listMeetings: z.strictObject({}),
  getMeeting: meetingId,

  createPoll: z.strictObject({
    meetingId: id,
    kind,
    question: text,
    options: optionList.optional(),
    settings: settings.optional(),
    /** Place in the agenda, from 0; at the end if left out. */
    position: z.number().int().min(0).max(10_000).optional(),
  }),
  updatePoll: z.strictObject({
    pollId: id,
    kind: kind.optional(),
    question: text.optional(),
    options: optionList.optional(),
    settings: settings.optional(),
  }),
  movePoll: z.strictObject({ pollId: id, position: z.number().int().min(0).max(10_000) }),
  duplicatePoll: pollId,
  deletePoll: pollId,
  restorePoll: pollId,

  openPoll: pollId,
  closePoll: pollId,
  reopenPoll: pollId,
  revealPoll: pollId,
  hidePoll: pollId,
  runAgain: pollId,
  /** Puts an opened or closed poll on phones and stage; null clears them. */
  showPoll: z.strictObject({ meetingId: id, pollId: id.nullable() }),
  setStageMode: z.strictObject({ meetingId: id, mode: z.enum(stageModes) }),

  /** `round` defaults to the present one. */
  getResult: z.strictObject({ pollId: id, round: z.number().int().min(1).optional() }),
  exportMeeting: z.strictObject({ meetingId: id, format: z.enum(exportFormats) }),

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

export interface CommandAnswers {
  createMeeting: MeetingAnswer
  updateMeeting: MeetingAnswer
  deleteMeeting: Record<string, never>
  restoreMeeting: MeetingAnswer
  startMeeting: MeetingAnswer
  endMeeting: MeetingAnswer
  listMeetings: Pick<LobbyView, 'meetings'>
  getMeeting: MeetingAnswer
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
  showPoll: MeetingAnswer
  setStageMode: MeetingAnswer
  getResult: ResultAnswer
  /** Answered as the file itself, with a `Content-Disposition`. */
  exportMeeting: never
  getSettings: { readonly settings: AppSettings; readonly network: NetworkView }
  updateSettings: { readonly settings: AppSettings; readonly network: NetworkView }
}

export type CommandAnswer<C extends HostCommand> = CommandAnswers[C]
