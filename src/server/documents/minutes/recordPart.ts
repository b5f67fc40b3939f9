import { optionNames } from '../../../contract/languages/optionNames.ts'
import { admissions } from '../../../domain/admission.ts'
import type { Question } from '../../../domain/kinds/index.ts'
import type { LogEntry } from '../../../domain/log.ts'
import { headOf } from '../checkLog.ts'
import { html, said, sentence, type Html } from './html.ts'
import { votesOf, type Scribe } from './scribe.ts'

/** How the record calls a poll: by its place, or by what it asked if it was deleted since. */
function pollName({ document, say }: Scribe, pollId: string): Html {
  const place = document.polls.findIndex(({ id }) => id === pollId)
  if (place >= 0) return sentence(say.numbered, { number: place + 1 })
  const asked = document.log.find(({ act, detail }) => act === 'pollOpened' && detail['poll'] === pollId)
  const question = asked?.detail['question']
  return typeof question === 'string' ? sentence(say.deleted, { question: said(question) }) : html`${say.gone}`
}

/** What options of a poll are called; of one that was deleted, by what the record kept of it. */
function optionName({ document, words }: Scribe, pollId: string, optionId: string): Html {
  const poll = document.polls.find(({ id }) => id === pollId)
  return said(optionNames(words.common, poll?.question ?? askedOf(document, pollId))(optionId))
}

/** The question of a deleted poll, as far as it was logged when it opened. */
function askedOf({ log }: Scribe['document'], pollId: string): Pick<Question, 'kind' | 'options'> {
  const opened = log.find(({ act, detail }) => act === 'pollOpened' && detail['poll'] === pollId)
  const { kind = 'choice', options = [] } = (opened?.detail ?? {}) as Partial<Question>
  return { kind, options }
}

const numberOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

function levelName({ words }: Scribe, level: unknown): string {
  const known = admissions.find((one) => one === level)
  return known === undefined ? textOf(level) : words.admissions[known]
}

/** One entry of the log as a sentence. */
function actSentence(scribe: Scribe, entry: LogEntry): Html {
  return actIn(scribe, scribe.words.documents.acts[entry.act], entry)
}

/** The same under its question, which need not be named again. */
export function ownActSentence(scribe: Scribe, entry: LogEntry): Html {
  return actIn(scribe, scribe.words.documents.acts[entry.act].replace(/^\{poll\}[:：]\s*/u, ''), entry)
}

/** Numbers that acts about tickets say. */
const ticketBlanks = ['batch', 'firstNumber', 'size', 'spare', 'voided', 'redeemed']

function actIn(scribe: Scribe, words: string, { detail }: LogEntry): Html {
  const pollId = textOf(detail['poll'])
  const among = Array.isArray(detail['among']) ? (detail['among'] as readonly unknown[]) : []
  const gap = scribe.words.verdicts.listGap
  return sentence(words, {
    poll: pollName(scribe, pollId),
    title: said(textOf(detail['title'])),
    level: html`${levelName(scribe, detail['admission'])}`,
    seats: html`${numberOf(detail['seats']) ?? scribe.say.notRecorded}`,
    joined: numberOf(detail['joined']) ?? 0,
    voted: numberOf(detail['voted']) ?? 0,
    round: numberOf(detail['round']) ?? 1,
    ...Object.fromEntries(ticketBlanks.map((name) => [name, numberOf(detail[name]) ?? 0])),
    weight: numberOf(detail['weight']) ?? 1,
    entitled: votesOf(scribe, numberOf(detail['entitledHeads']), numberOf(detail['entitledWeight'])),
    present: votesOf(scribe, numberOf(detail['presentHeads']), numberOf(detail['presentWeight'])),
    name: optionName(scribe, pollId, textOf(detail['choice'] ?? detail['drawn'])),
    votes: votesByHand(scribe, pollId, detail),
    among: html`${among.map((id, index) => html`${index === 0 ? '' : gap}${optionName(scribe, pollId, String(id))}`)}`,
  })
}

/** "20 paper ballots (Kim 12, Lee 7, Blank votes 1)". */
function votesByHand(scribe: Scribe, pollId: string, detail: LogEntry['detail']): Html {
  const { documents, verdicts } = scribe.words
  const way = detail['way'] === 'hands' ? 'hands' : 'paper'
  const options = Array.isArray(detail['options']) ? (detail['options'] as readonly Record<string, unknown>[]) : []
  const named = options.map(({ id, count }) => html`${optionName(scribe, pollId, textOf(id))} ${numberOf(count) ?? 0}`)
  const blank = numberOf(detail['blank']) ?? 0
  const all = [...named, ...(blank > 0 ? [html`${documents.rows.blank} ${blank}`] : [])]
  const votes = html`${all.map((one, index) => html`${index === 0 ? '' : verdicts.listGap}${one}`)}`
  return sentence(documents.paperVotes[way], { count: numberOf(detail['ballots']) ?? 0, votes })
}

/** The whole record. */
export function recordPart(scribe: Scribe): Html {
  const { document, say, exactTime } = scribe
  const { log } = document
  if (log.length === 0)
    return html`<h2>${say.record}</h2>
      <p>${say.noRecord}</p>`
  const rows = log.map(
    (entry) =>
      html`<tr>
        <td class="figure">${entry.number}</td>
        <td class="time">${exactTime(entry.atMs)}</td>
        <td>${actSentence(scribe, entry)}</td>
      </tr>`,
  )
  return html`<h2>${say.record}</h2>
    <p class="lead">${say.recordHint}</p>
    <table class="record">
      <thead>
        <tr>
          <th class="figure">${scribe.words.documents.number}</th>
          <th class="time">${say.time}</th>
          <th>${say.act}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`
}

/** What stands for the whole record, and how to check that it is the one that was written. */
export function headPart({ document, say }: Scribe): Html | null {
  const { log } = document
  if (log.length === 0) return null
  return html`<p class="small">${sentence(say.head, { entries: log.length })}</p>
    <p><code>${headOf(log)}</code></p>
    <p class="hint">${say.check}</p>`
}
