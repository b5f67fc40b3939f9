import type { DocumentBallot, DocumentPoll, DocumentRound, DocumentShape } from '../../contract/meetingDocument.ts'
import type { Act, Roll } from '../../domain/circumstances.ts'
import { kindOf, type Answer, type Question } from '../../domain/kinds/index.ts'
import type { PollOption } from '../../domain/kinds/kind.ts'
import type { PaperCount } from '../../domain/kinds/paper.ts'
import { canonicalJson, sortedBallots } from '../../domain/log.ts'
import { maxAttendees } from '../../domain/meeting.ts'
import { checkComplete } from '../../domain/poll.ts'
import { accept, type Refusal, type Result } from '../../domain/refusal.ts'
import { callsByName, stampAnswer } from '../../domain/stamp.ts'
import { linesUpTo, maxOptions, textLimits } from '../../domain/text.ts'
import { isClean, isName, malformed } from './fields.ts'
import { recount } from './recount.ts'

type PollShape = DocumentShape['polls'][number]
type RoundShape = PollShape['rounds'][number]

/** Reads a poll with its rounds; `place` names it in a refusal. `rollNow`: of the meeting, for a round still open. */
export function readPoll(poll: PollShape, rollNow: Roll, place: string): Result<DocumentPoll> {
  const question = readStoredQuestion(poll.question, `${place}.question`)
  if (!question.ok) return question
  const rounds: DocumentRound[] = []
  for (const [index, round] of poll.rounds.entries()) {
    const read = readRound(round, rollNow, `${place}.rounds[${index}]`)
    if (!read.ok) return read
    rounds.push(read.value)
  }
  return checkLife(poll, place) ?? accept({ ...poll, question: question.value, rounds })
}

/** Rounds without gaps, all closed but perhaps the last, which asks what the poll asks. */
function checkLife({ status, notes, question, rounds, revealed }: PollShape, place: string): Refusal | null {
  const lines = linesUpTo(notes, textLimits.notes)
  if (!lines.ok || lines.value !== notes) return malformed(`${place}.notes`)
  if ((status === 'draft') !== (rounds.length === 0) || (status === 'draft' && revealed)) {
    return malformed(`${place}.status`)
  }
  for (const [index, round] of rounds.entries()) {
    const open = status === 'open' && index === rounds.length - 1
    const at = `${place}.rounds[${index}]`
    if (round.round !== index + 1) return malformed(`${at}.round`)
    if ((round.closedAtMs === null) !== open) return malformed(`${at}.closedAtMs`)
    if ((round.rollAtClosing === null) !== open) return malformed(`${at}.rollAtClosing`)
  }
  const last = rounds[rounds.length - 1]
  const same = last === undefined || canonicalJson(last.asked) === canonicalJson(question)
  return same ? null : malformed(`${place}.question`)
}

function readStoredQuestion(raw: PollShape['question'], place: string): Result<Question> {
  const kind = kindOf(raw.kind)
  const settings = kind.readSettings(raw.settings, kind.defaultSettings)
  if (!settings.ok) return malformed(`${place}.settings`)
  if (!isClean(raw.question, textLimits.question)) return malformed(`${place}.question`)
  // Left out and undefined are the same to the schema; to the rules an option has a picture or has none.
  const options: PollOption[] = raw.options.map(({ id, label, image }) =>
    image === undefined ? { id, label } : { id, label, image },
  )
  const { fixedOptions } = kind
  const ids = new Set(options.map(({ id }) => id))
  const fit =
    fixedOptions === null
      ? ids.size === options.length && options.length <= maxOptions
      : canonicalJson(options) === canonicalJson(fixedOptions)
  if (!fit) return malformed(`${place}.options`)
  const unclean = options.findIndex(({ label }) => !isClean(label, textLimits.optionLabel))
  if (unclean >= 0) return malformed(`${place}.options[${unclean}].label`)
  const { kind: name, question } = raw
  return accept({ kind: name, question, options, settings: settings.value } as unknown as Question)
}

function readRound(round: RoundShape, rollNow: Roll, place: string): Result<DocumentRound> {
  const asked = readStoredQuestion(round.asked, `${place}.asked`)
  if (!asked.ok) return asked
  if (!checkComplete(asked.value).ok) return malformed(`${place}.asked`)
  const entries = round.entries.map(({ entry }) => entry)
  if (new Set(entries).size < entries.length) return malformed(`${place}.entries`)
  const options = new Set(asked.value.options.map(({ id }) => id))
  const strange = round.acts.findIndex((act) => !namedBy(act).every((id) => options.has(id)))
  if (strange >= 0) return malformed(`${place}.acts[${strange}]`)
  if (round.ballots.length > maxAttendees) return malformed(`${place}.ballots`)
  const ballots: DocumentBallot[] = []
  for (const [index, { answer, weight, receipt }] of round.ballots.entries()) {
    const read = readStoredAnswer(answer, asked.value)
    if (read === null) return malformed(`${place}.ballots[${index}].answer`)
    ballots.push({ answer: read, weight, receipt })
  }
  const paper = readPaper(round.paper, asked.value)
  if (paper === undefined) return malformed(`${place}.paper`)
  const counted = { ...round, asked: asked.value, paper, ballots: sortedBallots(ballots) }
  return accept({ ...counted, result: recount(counted, rollNow) })
}

/** Votes counted by hand as the question takes them, in its order of options; undefined where it would not. */
function readPaper(raw: PaperCount | null, asked: Question): PaperCount | null | undefined {
  if (raw === null) return null
  const read = kindOf(asked.kind).readPaper?.(raw, asked)
  return read?.ok === true && canonicalJson(read.value) === canonicalJson(raw) ? read.value : undefined
}

/** The options that a casting vote or lot is about. */
function namedBy(act: Act): readonly string[] {
  return act.act === 'lot' ? [...act.among, act.drawn] : [act.choice]
}

/** What the server adds to an answer when it counts it, and what such a member may be. */
const stamps: Readonly<Record<string, (value: unknown) => boolean>> = {
  name: (value) => typeof value === 'string' && isName(value),
  player: (value) => typeof value === 'string' && /^[\w-]{1,64}$/.test(value),
  tookMs: isWholeTime,
  atMs: isWholeTime,
}

function isWholeTime(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/**
 * Reads an answer that was counted once: what its question takes, with what the server had added, and nothing that
 * either would have written otherwise. Null where it is not such an answer.
 */
function readStoredAnswer(raw: unknown, question: Question): Answer | null {
  const kind = kindOf(question.kind)
  const found: Record<string, unknown> = {}
  // Only a whole answer has a name there: an option may have the id `name`.
  const unnamed = callsByName(question) ? withoutName(raw, found) : raw
  const sent = kind.stamp === undefined ? unnamed : withoutStamps(unnamed, found)
  if (sent === null) return null
  const read = kind.readAnswer(sent, question)
  if (!read.ok || canonicalJson(read.value) !== canonicalJson(sent)) return null
  const { name = null, player = '', tookMs = 0 } = found as { name?: string; player?: string; tookMs?: number }
  // What it replaced is itself: an answer that was counted keeps what it had.
  const stored = stampAnswer(question, read.value, { previous: raw as Answer, nowMs: 0, tookMs, name, player })
  return canonicalJson(stored) === canonicalJson(raw) ? stored : null
}

function withoutName(raw: unknown, found: Record<string, unknown>): unknown {
  if (typeof raw !== 'object' || raw === null || !('name' in raw)) return raw
  const { name, ...rest } = raw
  if (typeof name !== 'string' || !isName(name)) return null
  found['name'] = name
  return rest
}

/** The answer as it was sent, and what was `found` on it; null where a stamp is not what we write. */
function withoutStamps(raw: unknown, found: Record<string, unknown>): unknown {
  if (Array.isArray(raw)) {
    const members = raw.map((member) => withoutStamps(member, found))
    return members.includes(null) ? null : members
  }
  if (typeof raw !== 'object' || raw === null) return raw
  const sent: [string, unknown][] = []
  for (const [name, member] of Object.entries(raw)) {
    const isSound = Object.hasOwn(stamps, name) ? stamps[name] : undefined
    if (isSound === undefined) {
      const inner = withoutStamps(member, found)
      if (inner === null) return null
      sent.push([name, inner])
    } else if (isSound(member)) found[name] = member
    else return null
  }
  return Object.fromEntries(sent)
}
