import type { DocumentPoll, DocumentRound } from '../../../contract/meetingDocument.ts'
import type { Roll } from '../../../domain/circumstances.ts'
import { fill } from '../../../contract/languages/index.ts'
import type { Question } from '../../../domain/kinds/index.ts'
import { maxChosen } from '../../../domain/kinds/selection.ts'
import { logActs, type LogAct, type LogEntry } from '../../../domain/log.ts'
import { majoritiesOf } from '../../../domain/outcome/election.ts'
import type { CandidateRule, MajorityRule } from '../../../domain/outcome/majority.ts'
import { callsOf, privacyText, type Call } from '../rollCall.ts'
import { baseText, describeRound, figureText, kindNameOf, paperText, ruleOf, verdictOf } from '../words.ts'
import { html, said, sentence, type Html } from './html.ts'
import { rankingPart } from './rankingPart.ts'
import { ownActSentence } from './recordPart.ts'
import { resultTable } from './resultTable.ts'
import { votesOf, type Scribe } from './scribe.ts'

/** Every question that was put to the room, under the headings of the agenda. */
export function questionsPart(scribe: Scribe): Html {
  const { document, say } = scribe
  const held = new Set(document.polls.filter(({ rounds }) => rounds.length > 0).map(({ id }) => id))
  const parts: Html[] = []
  let section: string | null = null
  for (const place of document.agenda) {
    if (place.type === 'section') section = place.title
    const number = document.polls.findIndex(({ id }) => id === place.id) + 1
    const poll = document.polls[number - 1]
    if (poll === undefined || !held.has(place.id)) continue
    // A heading under which nothing was asked would only puzzle.
    if (section !== null) parts.push(html`<p class="section">${said(section)}</p>`)
    section = null
    parts.push(questionPart(scribe, poll, number))
  }
  return html`<h2>${say.result}</h2>
    ${parts.length === 0 ? html`<p>${say.none}</p>` : parts}`
}

/** Questions that stayed drafts, by their words alone. */
export function notAskedPart({ document, say }: Scribe): Html | null {
  const drafts = document.polls.filter(({ rounds, question }) => rounds.length === 0 && question.question !== '')
  if (drafts.length === 0) return null
  const items = drafts.map(({ question }) => html`<li>${said(question.question)}</li>`)
  return html`<h2>${say.notAsked}</h2>
    <ul class="changes">
      ${items}
    </ul>`
}

function questionPart(scribe: Scribe, poll: DocumentPoll, number: number): Html {
  const rounds = poll.rounds.map((round) => roundPart(scribe, poll, round))
  return html`<section class="question">
    <p class="number head">${sentence(scribe.say.numbered, { number })} · ${kindLine(scribe, poll)}</p>
    <h3>${said(poll.question.question)}</h3>
    ${rounds} ${changesPart(scribe, poll)}
  </section>`
}

/** "Choice · choose up to 3". */
function kindLine({ words, say }: Scribe, { question }: DocumentPoll): Html {
  const parts: Html[] = [html`${kindNameOf(words, question)}`]
  const max = maxChosen(question)
  if ((question.kind === 'choice' || question.kind === 'quiz') && max > 1) parts.push(sentence(say.upTo, { max }))
  if (question.kind === 'points') parts.push(sentence(say.budget, { budget: question.settings.budget }))
  return html`${parts.map((part, index) => html`${index === 0 ? '' : ' · '}${part}`)}`
}

function roundPart(scribe: Scribe, poll: DocumentPoll, round: DocumentRound): Html {
  const { document, words, say, timeOfDay } = scribe
  const { asked, result, openedAtMs, closedAtMs } = round
  const { rows, base, rounded, figures } = describeRound(round)
  const verdict = verdictOf(words, round)
  const told = figures.map((figure) => figureText(words, figure))
  const time =
    closedAtMs === null
      ? sentence(say.votingFrom, { from: timeOfDay(openedAtMs) })
      : sentence(say.votingFromTo, { from: timeOfDay(openedAtMs), to: timeOfDay(closedAtMs) })
  const { level, means } = privacyText(words, round)
  const turnout = sentence(say.turnout, { voted: round.ballots.length, joined: document.attendees.length })
  // One that fills a page cannot be kept together.
  const size = rows.length > 25 ? 'round long' : 'round'
  return html`<div class="${size}">
    ${poll.rounds.length === 1 ? null : html`<p class="roundName">${sentence(say.round, { round: round.round })}</p>`}
    <p class="lead">${time} · ${turnout}</p>
    <p class="small lead">${level} – ${means}</p>
    ${round.paper === null ? null : html`<p>${paperText(words, round)}</p>`} ${resultTable(scribe, asked, rows)}
    ${base === null ? null : html`<p class="small">${baseText(words, base)}</p>`}
    ${rounded ? html`<p class="small">${words.common.sharesRounded}</p>` : null}
    ${told.length === 0 ? null : html`<p class="small">${told.join(' · ')}</p>`}
    ${asked.kind === 'ranking' ? rankingPart(scribe, asked, result.tally) : null} ${rulesPart(scribe, round)}
    ${verdict === '' ? null : html`<p class="verdict">${said(verdict)}</p>`}
    ${rollCallPart(scribe, callsOf(words, round))}
  </div>`
}

/** Everybody by name with what they answered. */
function rollCallPart({ words }: Scribe, calls: readonly Call[] | null): Html | null {
  if (calls === null || calls.length === 0) return null
  const { rollCall, calledName, answer: answered } = words.documents
  const rows = calls.map(
    ({ name, answer }) =>
      html`<tr>
        <td>${said(name)}</td>
        <td>${said(answer)}</td>
      </tr>`,
  )
  return html`<p class="roundName head">${rollCall}</p>
    <table>
      <thead>
        <tr>
          <th>${calledName}</th>
          <th>${answered}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`
}

/** The majority asked for, and of whom; nobody needs to be entitled where nothing is decided. */
function rulesPart(scribe: Scribe, round: DocumentRound): Html | null {
  const { asked, result, rollAtOpening, rollAtClosing } = round
  const { words, say } = scribe
  const lines: Html[] = []
  const majorities = majoritiesAsked(asked)
  if (majorities.length > 0) {
    const all = majorities.map((one) => html`${ruleOf(words, one)}`)
    const told = all.reduce((first, other) => sentence(say.ruleAnd, { rule: first, other }))
    lines.push(sentence(words.documents.figureIs, { name: say.rule, value: told }))
  }
  const known = (roll: Roll): boolean => Object.values(roll).some((value) => value !== null)
  const rollNow = rollAtClosing ?? scribe.document.meeting.roll
  const { rule: judged, election, method } = result.outcome
  const decides = judged !== null || election !== null || method !== null
  if (decides && (known(rollAtOpening) || known(rollNow))) {
    const when = rollAtClosing === null ? say.rollNow : say.rollAtClosing
    lines.push(html`${rollLine(scribe, say.rollAtOpening, rollAtOpening)}`)
    lines.push(html`${rollLine(scribe, when, rollNow)}`)
  }
  return lines.length === 0 ? null : html`${lines.map((line) => html`<p class="small">${line}</p>`)}`
}

/** Of a motion, and of each candidate of an election. */
function majoritiesAsked({ kind, settings }: Question): readonly (MajorityRule | CandidateRule)[] {
  if (kind === 'motion') return [settings.rule, ...settings.alsoRequired]
  return kind === 'choice' && settings.election !== null ? majoritiesOf(settings.election) : []
}

/** "At opening: entitled 9, present 5". */
function rollLine(scribe: Scribe, when: string, roll: Roll): string {
  const { say, words } = scribe
  const entitled = votesOf(scribe, roll.entitledHeads, roll.entitledWeight)
  const present = votesOf(scribe, roll.presentHeads, roll.presentWeight)
  const value = fill(say.rollIs, { entitled, present })
  return fill(words.documents.figureIs, { name: when, value })
}

/** What happened to a question besides being opened, closed and shown. */
const ordinary: readonly LogAct[] = ['pollOpened', 'pollClosed', 'resultRevealed', 'resultHidden', 'countdownChanged']
const extraordinary = new Set(logActs.filter((act) => !ordinary.includes(act)))

function changesPart(scribe: Scribe, poll: DocumentPoll): Html | null {
  const isOne = ({ act, detail }: LogEntry): boolean => detail['poll'] === poll.id && extraordinary.has(act)
  const items = scribe.document.log
    .filter(isOne)
    .map((entry) => html`<li>${scribe.timeOfDay(entry.atMs)} – ${ownActSentence(scribe, entry)}</li>`)
  if (items.length === 0) return null
  return html`<p class="small lead">${scribe.say.changes}:</p>
    <ul class="changes">
      ${items}
    </ul>`
}
