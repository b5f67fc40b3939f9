import writeExcelFile, { type Cell, type CellObject, type Sheet } from 'write-excel-file/node'
import { fill } from '../../contract/languages/index.ts'
import type { DocumentPoll, DocumentRound, MeetingDocument } from '../../contract/meetingDocument.ts'
import type { ResultRow, ShareBase } from '../../domain/description.ts'
import { quizStandings } from './quizStandings.ts'
import { callsOf, privacyText } from './rollCall.ts'
import { isoTime } from './times.ts'
import {
  admissionText,
  baseText,
  describeRound,
  figureText,
  kindNameOf,
  paperText,
  playerOf,
  rowLabel,
  verdictOf,
  type DocumentWords,
} from './words.ts'

type Rows = Cell[][]

/** A workbook: a sheet over all polls, and one for each poll that was held, with all its rounds. */
export async function xlsxFile(document: MeetingDocument, words: DocumentWords): Promise<Buffer> {
  const held = document.polls.flatMap((poll, index) => (poll.rounds.length === 0 ? [] : [{ poll, number: index + 1 }]))
  const sheets: Sheet<never>[] = [
    {
      sheet: sheetName(words.documents.summary),
      data: summary(document, held, words),
      columns: [5, 60, 20, 8, 9, 9, 70, 27, 27].map((width) => ({ width })),
    },
    ...held.map(({ poll, number }) => ({
      sheet: sheetName(`${number} ${poll.question.question}`),
      data: pollSheet(document, poll, words),
      columns: [50, 12, 12, 12, 12, 20, 16, 14].map((width) => ({ width })),
    })),
    ...leaderboard(document, words),
  ]
  return writeExcelFile(sheets as Sheet<Buffer>[]).toBuffer()
}

/** Excel takes 31 characters, none of `[]:*?/\`, and no apostrophe at either end. The place of the poll makes it unique. */
function sheetName(wanted: string): string {
  const clean = xmlText(wanted)
    .replace(/[[\]:*?/\\]/g, ' ')
    .replace(/\s+/g, ' ')
  return cut(clean, 31)
    .replace(/^'+|'+$/g, '')
    .trim()
}

/** At most so many UTF-16 units, as Excel counts, and no half characters. */
function cut(text: string, units: number): string {
  let kept = ''
  for (const character of text.trim()) {
    if (kept.length + character.length > units) break
    kept += character
  }
  return kept
}

/** Without what XML cannot hold; everything else is escaped by the library. */
function xmlText(value: string): string {
  // eslint-disable-next-line no-control-regex -- these are the characters that XML 1.0 forbids
  return value.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
}

/** Always a text, whatever it looks like. */
function text(value: string, style: Partial<CellObject> = {}): Cell {
  return { ...style, value: xmlText(value), type: String }
}

function heading(...titles: string[]): Cell[] {
  return titles.map((title) => text(title, { fontWeight: 'bold', bottomBorderStyle: 'thin', wrap: true }))
}

function number(value: number): Cell {
  return { value, type: Number }
}

function summary(
  document: MeetingDocument,
  held: readonly { poll: DocumentPoll; number: number }[],
  words: DocumentWords,
): Rows {
  const said = words.documents
  const { meeting, attendees } = document
  const time = (ms: number | null): string => (ms === null ? '' : isoTime(ms))
  return [
    [null, text(meeting.title, { fontWeight: 'bold', fontSize: 14 })],
    [null, text(`${said.opened}: ${time(meeting.startedAtMs)}`)],
    [null, text(`${said.closed}: ${time(meeting.endedAtMs)}`)],
    [null, text(`${said.joined}: ${attendees.length}`)],
    [null, text(`${said.admission}: ${admissionText(words, document)}`, { wrap: true })],
    [],
    heading(
      said.number,
      said.question,
      said.kind,
      said.round,
      said.voted,
      said.joined,
      said.verdict,
      said.opened,
      said.closed,
    ),
    ...held.flatMap(({ poll, number: place }) =>
      poll.rounds.map((round) => [
        number(place),
        text(round.asked.question, { wrap: true }),
        text(kindNameOf(words, round.asked)),
        number(round.round),
        number(round.result.tally.people),
        number(attendees.length),
        text(verdictOf(words, round), { wrap: true }),
        text(time(round.openedAtMs)),
        text(time(round.closedAtMs)),
      ]),
    ),
  ]
}

/** Of the quiz, where there was one. */
function leaderboard(document: MeetingDocument, words: DocumentWords): Sheet<never>[] {
  const { players, questions } = quizStandings(document)
  if (players.length === 0) return []
  const said = words.documents.minutes
  return [
    {
      sheet: sheetName(words.standings.title),
      data: [
        heading(said.quizPlace, said.quizName, words.documents.score, said.quizRight),
        ...players.map((one) => [number(one.place), text(playerOf(words, one)), number(one.points), number(one.right)]),
        [],
        [null, text(fill(said.quizOver, { count: questions }), { wrap: true })],
      ],
      columns: [8, 50, 12, 14].map((width) => ({ width })),
    },
  ]
}

function pollSheet(document: MeetingDocument, poll: DocumentPoll, words: DocumentWords): Rows {
  return poll.rounds.flatMap((round) => [...roundRows(document, round, words), []])
}

function roundRows(document: MeetingDocument, round: DocumentRound, words: DocumentWords): Rows {
  const said = words.documents
  const { rows, base, rounded, figures } = describeRound(round)
  const verdict = verdictOf(words, round)
  const { paper } = round
  const { level, means } = privacyText(words, round)
  const calls = callsOf(words, round)
  return [
    [text(round.asked.question, { fontWeight: 'bold', fontSize: 14, wrap: true })],
    [text(`${kindNameOf(words, round.asked)} · ${said.round} ${round.round}`)],
    [text(said.opened), text(isoTime(round.openedAtMs))],
    ...(round.closedAtMs === null ? [] : [[text(said.closed), text(isoTime(round.closedAtMs))]]),
    [text(said.privacy), text(level), text(means)],
    [text(said.voted), number(round.result.tally.people)],
    [text(said.joined), number(document.attendees.length)],
    ...(paper === null ? [] : [[text(paperText(words, round), { wrap: true })]]),
    heading(said.option, said.count, said.share, said.weight, said.score, said.state, said.byHand, said.right),
    ...rows.map((row) => [
      text(rowLabel(words, row), { wrap: true }),
      number(row.count),
      shareCell(row, base),
      number(row.weight),
      row.score === null ? null : number(row.score),
      row.state === 'shown' ? null : text(said.states[row.state]),
      row.paper === undefined ? null : number(row.paper),
      row.right === true ? text(said.isRight) : null,
    ]),
    ...(base === null ? [] : [[text(baseText(words, base))]]),
    ...(rounded ? [[text(words.common.sharesRounded)]] : []),
    ...figures.map((figure) => [text(figureText(words, figure))]),
    ...(verdict === '' ? [] : [[text(verdict, { fontWeight: 'bold', wrap: true })]]),
    ...(calls === null
      ? []
      : [heading(said.calledName, said.answer), ...calls.map(({ name, answer }) => [text(name), text(answer)])]),
  ]
}

/** The share as it is shown everywhere, as a number; one that is shown as a bound is kept exactly under that sign. */
function shareCell(row: ResultRow, base: ShareBase | null): Cell {
  const { share } = row
  if (share === null || base === null) return null
  const shown = share.value / 10 ** share.decimals
  if (share.bound === 'exact') {
    return {
      value: share.value / 10 ** (share.decimals + 2),
      type: Number,
      format: share.decimals === 0 ? '0%' : '0.0%',
    }
  }
  const heads = base.what === 'peopleAnswered' || base.what === 'peopleRated'
  const part = base.what === 'points' ? (row.score ?? 0) : heads ? row.count : row.weight
  const sign = share.bound === 'below' ? '<' : '>'
  return { value: part / base.size, type: Number, format: `"${sign}${shown.toFixed(share.decimals)}%"` }
}
