import type { DocumentRound, DocumentShape } from '../../contract/meetingDocument.ts'
import { unknownRoll, type EntryDecision } from '../../domain/circumstances.ts'
import { ballotsText, canonicalJson, type LogAct, type LogEntry } from '../../domain/log.ts'
import { kindOf, type Question } from '../../domain/kinds/index.ts'
import { accept, type Result } from '../../domain/refusal.ts'
import { checkAdmission } from './checkAdmission.ts'
import { brokenEntry, headOf, sha256 } from './checkLog.ts'
import { readShape } from './readDocument.ts'
import { readPoll } from './readPoll.ts'

/** What does not hold together; `params` fill its sentence. */
export interface Finding {
  readonly code: FindingCode
  readonly params?: Readonly<Record<string, string | number>>
}

export type FindingCode =
  | 'logBroken'
  | 'headDiffers'
  | 'malformed'
  | 'ballotsChanged'
  | 'votedChanged'
  | 'askedChanged'
  | 'timeChanged'
  | 'meetingTimeChanged'
  | 'admissionChanged'
  | 'ticketsChanged'
  | 'rollDiffers'
  | 'actsChanged'
  | 'decisionsChanged'
  | 'paperChanged'
  | 'resultWrong'
  | 'unlogged'
  | 'pollMissing'
  | 'roundMissing'
  | 'moreVotesThanPeople'

export interface Verification {
  readonly title: string
  readonly polls: number
  readonly rounds: number
  readonly ballots: number
  readonly entries: number
  /** Of the last entry: must be the one in the minutes. */
  readonly head: string
  /** Was the whole meeting logged? One that an earlier version held was not. */
  readonly logged: boolean
  /** Empty where everything holds. */
  readonly findings: readonly Finding[]
}

/** What contradicts the log, as against what it does not say: such a file was changed after it was written. */
const contradicting: readonly FindingCode[] = [
  'ballotsChanged',
  'votedChanged',
  'askedChanged',
  'actsChanged',
  'decisionsChanged',
  'paperChanged',
  'admissionChanged',
  'ticketsChanged',
]

/** How often an exported meeting contradicts its own log; 0 for what is no export at all. */
export function contradictions(raw: unknown): number {
  const verified = verifyDocument(raw)
  return verified.ok ? verified.value.findings.filter(({ code }) => contradicting.includes(code)).length : 0
}

/**
 * Checks an exported meeting against itself: the log against its hashes, every round against what was logged of it, and
 * every result against its ballots. Whoever rewrites the log from one entry to its end goes unnoticed here; only the
 * last hash tells, compared with the `head` that the signed minutes show. Refuses what is not such a file.
 */
export function verifyDocument(raw: unknown, head: string | null = null): Result<Verification> {
  const shape = readShape(raw)
  if (!shape.ok) return shape
  const document = shape.value
  const log = document.log as readonly LogEntry[]
  const rounds = document.polls.flatMap((poll) => poll.rounds)
  const findings = [
    ...checkChain(log, head),
    ...document.polls.flatMap((poll, index) => checkPoll(document, poll, index, log)),
    ...checkMissing(document, log),
    ...checkMeetingTimes(document, log),
    ...(isWhole(log) ? checkAdmission(document, log) : []),
  ]
  return accept({
    title: document.meeting.title,
    polls: document.polls.length,
    rounds: rounds.length,
    ballots: rounds.reduce((sum, round) => sum + round.ballots.length, 0),
    entries: log.length,
    head: headOf(log),
    logged: isWhole(log),
    findings,
  })
}

/** From the first moment on: then every round must be in it. */
function isWhole(log: readonly LogEntry[]): boolean {
  return log[0]?.act === 'meetingCreated'
}

function checkChain(log: readonly LogEntry[], head: string | null): Finding[] {
  const entry = brokenEntry(log)
  const findings: Finding[] = entry === null ? [] : [{ code: 'logBroken', params: { entry } }]
  if (head !== null && head !== headOf(log)) findings.push({ code: 'headDiffers', params: { head: headOf(log) } })
  return findings
}

type PollShape = DocumentShape['polls'][number]

function checkPoll(
  { meeting, attendees }: DocumentShape,
  poll: PollShape,
  index: number,
  log: readonly LogEntry[],
): Finding[] {
  const number = index + 1
  const read = readPoll(poll, meeting.roll, `polls[${index}]`)
  if (!read.ok) return [{ code: 'malformed', params: { number, where: read.params?.['where'] ?? '' } }]
  return read.value.rounds.flatMap((round, at) => {
    const params = { number, round: round.round }
    const findings: Finding[] = checkLogged(poll.id, round, log).map((code) => ({ code, params }))
    if (!isPartOf(poll.rounds[at]?.result, round.result)) findings.push({ code: 'resultWrong', params })
    if (round.ballots.length > attendees.length) findings.push({ code: 'moreVotesThanPeople', params })
    return findings
  })
}

/** Does every member that is written say the same? Results know more than those that an earlier version wrote. */
function isPartOf(part: unknown, whole: unknown): boolean {
  if (typeof part !== 'object' || part === null || typeof whole !== 'object' || whole === null) return part === whole
  return Object.entries(part).every(([name, member]) => isPartOf(member, (whole as Record<string, unknown>)[name]))
}

function checkLogged(pollId: string, round: DocumentRound, log: readonly LogEntry[]): FindingCode[] {
  const entries = log.filter(({ detail }) => detail['poll'] === pollId && detail['round'] === round.round)
  const last = (...acts: LogAct[]): LogEntry | undefined => entries.filter(({ act }) => acts.includes(act)).pop()
  const opened = last('pollOpened', 'pollRunAgain')
  const closed = last('pollClosed')
  if (opened === undefined || (closed === undefined && round.closedAtMs !== null)) {
    return isWhole(log) ? ['unlogged'] : []
  }
  const findings: FindingCode[] = []
  if (canonicalJson(decisionsIn(entries)) !== canonicalJson(round.entries)) findings.push('decisionsChanged')
  if (canonicalJson(paperIn(last('paperEntered', 'paperRemoved'))) !== canonicalJson(round.paper)) {
    findings.push('paperChanged')
  }
  if (opened.atMs !== round.openedAtMs || !isAsked(opened, round)) {
    findings.push(opened.atMs === round.openedAtMs ? 'askedChanged' : 'timeChanged')
  }
  if (round.closedAtMs === null || closed === undefined) return findings
  const { detail } = closed
  if (closed.atMs !== round.closedAtMs) findings.push('timeChanged')
  if (detail['ballots'] !== sha256(ballotsText(round.ballots))) findings.push('ballotsChanged')
  if (detail['voted'] !== round.ballots.length) findings.push('votedChanged')
  const rollKept = says(detail['roll'], round.rollAtClosing) && says(rollBefore(opened, log), round.rollAtOpening)
  if (!rollKept) findings.push('rollDiffers')
  // Acts of a round that was opened again since, or whose paper ballots changed, were taken back with it.
  const reopened = last('pollReopened', 'paperEntered', 'paperRemoved')?.number ?? 0
  const acts = entries.filter(({ act, number }) => (act === 'castingVote' || act === 'lotDrawn') && number > reopened)
  if (canonicalJson(acts.map(actOf)) !== canonicalJson(round.acts)) findings.push('actsChanged')
  return findings
}

const decided: Partial<Record<LogAct, EntryDecision>> = {
  entryApproved: 'approved',
  entryRemoved: 'removed',
  entryAnswered: 'answered',
}

/** What the log says was decided about entries in the end, in the order in which rounds hold it. */
function decisionsIn(log: readonly LogEntry[]): DocumentRound['entries'] {
  const decisions = new Map<string, EntryDecision>()
  for (const { act, detail } of log) {
    const entry = detail['entry']
    if (typeof entry !== 'string') continue
    const decision = decided[act]
    if (decision !== undefined) decisions.set(entry, decision)
    else if (act === 'entryRestored') decisions.delete(entry)
  }
  return [...decisions].map(([entry, decision]) => ({ entry, decision })).sort((a, b) => (a.entry < b.entry ? -1 : 1))
}

/** Who was entitled and present when a poll opened, as the log has it; undefined where it does not go back so far. */
function rollBefore({ number }: LogEntry, log: readonly LogEntry[]): unknown {
  const entered = log.filter((entry) => entry.act === 'rollChanged' && entry.number < number).pop()
  return entered?.detail ?? (isWhole(log) ? unknownRoll : undefined)
}

/** The votes counted by hand that the log tells of last; null where it took them back, or knows none. */
function paperIn(entry: LogEntry | undefined): unknown {
  if (entry?.act !== 'paperEntered') return null
  const { poll: _poll, round: _round, ...paper } = entry.detail
  return paper
}

function actOf({ act, atMs, detail }: LogEntry): unknown {
  const { poll: _poll, round: _round, ...rest } = detail
  return { ...rest, act: act === 'lotDrawn' ? 'lot' : act, atMs }
}

/** Is it what was logged? An entry that says nothing about it objects to nothing. */
function says(logged: unknown, value: unknown): boolean {
  return logged === undefined || canonicalJson(logged) === canonicalJson(value)
}

function isAsked({ detail }: LogEntry, { asked }: DocumentRound): boolean {
  const options = asked.options.map(({ id, label }) => ({ id, label }))
  return (
    says(detail['kind'], asked.kind) &&
    says(detail['question'], asked.question) &&
    says(detail['options'], options) &&
    (says(detail['settings'], canonicalJson(asked.settings)) || isSameRule(detail['settings'], asked))
  )
}

/** Settings that a later version added were not logged: what is not said is as it is by default. */
function isSameRule(logged: unknown, { kind: name, settings }: Question): boolean {
  const kind = kindOf(name)
  const read = kind.readSettings(parsed(logged), kind.defaultSettings)
  return read.ok && canonicalJson(read.value) === canonicalJson(settings)
}

function parsed(text: unknown): unknown {
  try {
    return JSON.parse(String(text))
  } catch {
    return null
  }
}

/** Polls and rounds of which the log tells and the file does not, although nobody deleted them. */
function checkMissing({ polls }: DocumentShape, log: readonly LogEntry[]): Finding[] {
  const lastRounds = new Map<string, number>()
  const deleted = new Set<string>()
  for (const { act, detail } of log) {
    const { poll, round } = detail
    if (typeof poll !== 'string' || typeof round !== 'number') continue
    lastRounds.set(poll, Math.max(round, lastRounds.get(poll) ?? 0))
    if (act === 'pollDeleted') deleted.add(poll)
    else if (act === 'pollRestored') deleted.delete(poll)
  }
  return [...lastRounds].flatMap(([pollId, round]): Finding[] => {
    const index = polls.findIndex(({ id }) => id === pollId)
    if (index < 0) return deleted.has(pollId) ? [] : [{ code: 'pollMissing', params: { entry: entryOf(log, pollId) } }]
    const has = polls[index]?.rounds.some((known) => known.round === round) ?? false
    return has ? [] : [{ code: 'roundMissing', params: { number: index + 1, round } }]
  })
}

function entryOf(log: readonly LogEntry[], pollId: string): number {
  return log.find(({ detail }) => detail['poll'] === pollId)?.number ?? 0
}

function checkMeetingTimes({ meeting }: DocumentShape, log: readonly LogEntry[]): Finding[] {
  if (!isWhole(log)) return []
  const started = log.find(({ act }) => act === 'meetingStarted')?.atMs ?? null
  const ended = log.filter(({ act }) => act === 'meetingEnded').pop()?.atMs ?? null
  const same = started === meeting.startedAtMs && (meeting.endedAtMs === null || ended === meeting.endedAtMs)
  return same ? [] : [{ code: 'meetingTimeChanged' }]
}
