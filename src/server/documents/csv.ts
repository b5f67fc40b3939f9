import Papa from 'papaparse'
import type { DocumentRound, MeetingDocument } from '../../contract/meetingDocument.ts'
import { callsOf, privacyText } from './rollCall.ts'
import { isoTime } from './times.ts'
import {
  admissionText,
  baseText,
  describeRound,
  figureText,
  kindNameOf,
  rowLabel,
  shareText,
  verdictOf,
  type DocumentWords,
} from './words.ts'

type Cell = string | number

// Excel of East Asian systems takes the wide signs for the narrow ones.
const formula = /^[=+\-@\t\r＝＋－＠]/

/**
 * One row for each line of a result and round, for a spreadsheet; of one poll with `pollId`. Cells that a spreadsheet
 * would take for a formula are made text, and the byte order mark keeps Chinese intact in Excel.
 */
export function csvText(document: MeetingDocument, words: DocumentWords, pollId?: string): string {
  const rows = document.polls.flatMap((poll, index) =>
    pollId === undefined || poll.id === pollId
      ? poll.rounds.flatMap((round) => rowsOf(document, index + 1, round, words))
      : [],
  )
  return `\uFEFF${Papa.unparse([header(words), ...rows], { escapeFormulae: formula, newline: '\r\n' })}\r\n`
}

function header({ documents: said }: DocumentWords): Cell[] {
  return [
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
    said.base,
    said.weight,
    said.score,
    said.state,
    said.figuresOf,
    said.byHand,
    said.admission,
    said.privacy,
    said.rollCall,
    said.right,
  ]
}

function rowsOf(document: MeetingDocument, number: number, round: DocumentRound, words: DocumentWords): Cell[][] {
  const { asked, result } = round
  const { rows, base, figures } = describeRound(round)
  const before = [document.meeting.title, number, round.round, kindNameOf(words, asked), asked.question]
  const after = [
    result.tally.people,
    document.attendees.length,
    isoTime(round.openedAtMs),
    round.closedAtMs === null ? '' : isoTime(round.closedAtMs),
    verdictOf(words, round),
    base === null ? '' : baseText(words, base),
  ]
  const admission = admissionText(words, document)
  const { level, means } = privacyText(words, round)
  const calls = (callsOf(words, round) ?? []).map(({ name, answer }) => `${name}: ${answer}`).join('; ')
  const told = figures.map((figure) => figureText(words, figure)).join(' · ')
  // A round in which nobody wrote anything was held all the same.
  if (rows.length === 0)
    return [[...before, '', 0, '', ...after, '', '', '', told, '', admission, `${level} – ${means}`, calls, '']]
  return rows.map((row, index) => [
    ...before,
    rowLabel(words, row),
    row.count,
    row.share === null ? '' : shareText(row.share),
    ...after,
    row.weight,
    row.score ?? '',
    row.state === 'shown' ? '' : words.documents.states[row.state],
    told,
    row.paper ?? '',
    admission,
    `${level} – ${means}`,
    // Of the whole round, so it stands once.
    index === 0 ? calls : '',
    row.right === true ? words.documents.isRight : '',
  ])
}
