import type * as en from '../../contract/languages/en.ts'
import { fill } from '../../contract/languages/index.ts'
import { optionNames } from '../../contract/languages/optionNames.ts'
import { playerName } from '../../contract/languages/playerName.ts'
import { ruleInWords, verdictSentence, type SayVerdict } from '../../contract/languages/verdict.ts'
import type { DocumentRound, MeetingDocument } from '../../contract/meetingDocument.ts'
import type { Description, Figure, ResultRow, ShareBase } from '../../domain/description.ts'
import { kindOf, type Question } from '../../domain/kinds/index.ts'
import type { Standing } from '../../domain/kinds/standings.ts'
import type { CandidateRule, MajorityRule } from '../../domain/outcome/majority.ts'
import { ticketTotals } from '../../domain/tickets.ts'
import { shareFigures, type Share } from '../../domain/percentages.ts'

/** The sentences that documents are made of, in the reader's language. */
export type DocumentWords = Pick<
  typeof en,
  'documents' | 'verdicts' | 'common' | 'admissions' | 'privacies' | 'kindNames' | 'standings'
>

function sayVerdict(words: DocumentWords): SayVerdict {
  return (key, params) => fill(words.verdicts[key], params)
}

/** The verdict of a round with its arithmetic; empty where its kind decides nothing, and while people still vote. */
export function verdictOf(words: DocumentWords, { asked, result, closedAtMs }: DocumentRound): string {
  if (closedAtMs === null) return ''
  return verdictSentence(sayVerdict(words), result.outcome, optionNames(words.common, asked))
}

export function ruleOf(words: DocumentWords, rule: MajorityRule | CandidateRule): string {
  return ruleInWords(sayVerdict(words), rule)
}

/** Who was let in, and what that cannot stop. */
export function admissionText({ admissions, documents, verdicts }: DocumentWords, document: MeetingDocument): string {
  const { admission } = document.meeting
  const level = `${admissions[admission]} – ${admissions[`${admission}Sentence`]}`
  if (document.tickets.length === 0) return level
  return `${level}${verdicts.gap}${fill(documents.ticketCounts, ticketTotals(document.tickets))}${verdicts.stop}`
}

/** What a player of the quiz is called. */
export function playerOf({ standings }: DocumentWords, standing: Standing): string {
  return playerName((key, params) => fill(standings[key], params), standing)
}

/** What kind of question it is; an election is told apart from other choices, as on the console. */
export function kindNameOf({ documents, kindNames }: DocumentWords, { kind, settings }: Question): string {
  return 'election' in settings && settings.election !== null ? documents.election : kindNames[kind]
}

/** The result of a round as a table. */
export function describeRound({ asked, result }: DocumentRound): Description {
  return kindOf(asked.kind).describe(asked, result.tally, result.outcome)
}

export function rowLabel({ documents }: DocumentWords, row: ResultRow): string {
  if (row.word !== null) return documents.rows[row.word]
  return row.label === '' ? row.id : row.label
}

/** "40 %", "33.5 %", "<1 %". */
export function shareText(share: Share): string {
  return `${shareFigures(share)} %`
}

/** What 100 % is, with its size. */
export function baseText({ documents }: DocumentWords, { what, size }: ShareBase): string {
  return fill(documents.baseIs, { base: documents.bases[what], size })
}

/** "Median: 4 to 5". */
export function figureText({ documents }: DocumentWords, { name, values, decimals }: Figure): string {
  const numbers = values.map((value) => value.toFixed(decimals))
  const [from = '', to] = numbers
  const value = to === undefined || to === from ? from : fill(documents.span, { from, to })
  return fill(documents.figureIs, { name: documents.figures[name], value })
}

/** "Votes on phones: 5. Paper ballots, counted by hand: 20." Empty where nothing was counted by hand. */
export function paperText({ documents }: DocumentWords, { paper, result }: DocumentRound): string {
  if (paper === null) return ''
  const { way, ballots } = paper
  return fill(documents.paperOf[way], { phones: result.tally.weight - ballots, count: ballots })
}
