import Papa from 'papaparse'
import type { documents, verdicts } from '../../contract/languages/en.ts'
import type { Meeting } from '../../domain/meeting.ts'
import { selectionShares } from '../../domain/kinds/optionShares.ts'
import type { Share } from '../../domain/percentages.ts'
import { kindOf, type Answer, type Question } from '../../domain/kinds/index.ts'
import type { PollResult } from '../../contract/views.ts'
import type { Queries } from './ports.ts'
import type { Results } from './results.ts'
import { questionOf } from './savePollState.ts'
import { verdictSentence } from './verdict.ts'

/** Version of the JSON export; grows when its shape does. */
export const exportVersion = 1

interface ExportedRound {
  readonly round: number
  readonly asked: Question
  readonly openedAtMs: number | null
  readonly closedAtMs: number | null
  readonly result: PollResult
  /** Without voter, time or order: sorted, so that the file says nothing about who voted when. */
  readonly ballots: readonly { readonly answer: Answer; readonly weight: number }[]
}

interface ExportedPoll {
  readonly id: string
  readonly status: string
  readonly revealed: boolean
  readonly question: Question
  readonly rounds: readonly ExportedRound[]
}

/** Everything a meeting leaves behind, as one value. The same meeting gives the same bytes. */
export interface MeetingExport {
  readonly format: 'show-of-hands'
  readonly version: number
  readonly meeting: Omit<Meeting, 'currentPollId' | 'stageMode'>
  readonly attendance: { readonly joined: number; readonly names: readonly string[] }
  readonly polls: readonly ExportedPoll[]
}

export function exportMeeting(read: Queries, results: Results, meeting: Meeting): MeetingExport {
  const { currentPollId: _poll, stageMode: _stage, ...kept } = meeting
  return {
    format: 'show-of-hands',
    version: exportVersion,
    meeting: kept,
    attendance: { joined: read.joined(meeting.id), names: read.attendeeNames(meeting.id) },
    polls: read.polls(meeting.id).map((poll) => ({
      id: poll.id,
      status: poll.status,
      revealed: poll.revealed,
      question: questionOf(poll),
      rounds: read.rounds(poll.id).map((round) => ({
        ...round,
        result: results.of(poll.id, round.round, round.asked),
        ballots: sortedBallots(read, poll.id, round.round),
      })),
    })),
  }
}

function sortedBallots(read: Queries, pollId: string, round: number): ExportedRound['ballots'] {
  return [...read.ballots(pollId, round)]
    .map((ballot) => ({ ballot, text: JSON.stringify(ballot) }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
    .map(({ ballot }) => ballot)
}

interface Words {
  readonly documents: typeof documents
  readonly verdicts: typeof verdicts
  readonly common: { readonly yes: string; readonly no: string; readonly abstain: string }
}

/**
 * One row per option and round, for a spreadsheet. Cells that a spreadsheet would take for a formula are made text, and
 * the byte order mark keeps Chinese intact in Excel.
 */
export function toCsv(exported: MeetingExport, words: Words): string {
  const said = words.documents
  const header = [
    said.meeting,
    said.number,
    said.round,
    said.kind,
    said.question,
    said.option,
    said.count,
    said.share,
    said.voted,
    said.joined,
    said.opened,
    said.closed,
    said.verdict,
  ]
  const rows = exported.polls.flatMap((poll, index) =>
    poll.rounds.flatMap((round) => rowsOf(exported, index + 1, round, words)),
  )
  return `\uFEFF${Papa.unparse([header, ...rows], { escapeFormulae: true, newline: '\r\n' })}\r\n`
}

function rowsOf(exported: MeetingExport, number: number, round: ExportedRound, words: Words): (string | number)[][] {
  const { asked, result } = round
  const { tally, outcome } = result
  const { shares } = selectionShares(asked, tally)
  // Options that belong to the kind are said in the reader's language, those that the host wrote as they are.
  const fixed = kindOf(asked.kind).fixedOptions === null ? {} : answerWords(words)
  return asked.options.map((option, index) => {
    const share = shares?.[index]
    return [
      exported.meeting.title,
      number,
      round.round,
      words.documents[asked.kind],
      asked.question,
      fixed[option.id] ?? option.label,
      tally.options[index]?.count ?? 0,
      share ? shareText(share) : '',
      tally.people,
      exported.attendance.joined,
      isoTime(round.openedAtMs),
      isoTime(round.closedAtMs),
      verdictSentence(words.verdicts, outcome),
    ]
  })
}

/** How fixed answers are said, by id. */
function answerWords({ common }: Words): Readonly<Record<string, string | undefined>> {
  return { yes: common.yes, no: common.no, abstain: common.abstain }
}

function shareText(share: Share): string {
  const sign = { exact: '', below: '<', above: '>' }[share.bound]
  return `${sign}${(share.value / 10 ** share.decimals).toFixed(share.decimals)} %`
}

function isoTime(ms: number | null): string {
  return ms === null ? '' : new Date(ms).toISOString()
}

/** A file name that every system takes, made of the title and nothing that could lead out of a folder. */
export function fileNameOf(title: string, extension: string): string {
  const letters = title.replace(/[^\p{L}\p{N} _-]/gu, '').trim()
  // By characters: half of one would be no valid header.
  const safe = [...letters].slice(0, 60).join('')
  return `${safe === '' ? 'meeting' : safe}.${extension}`
}
