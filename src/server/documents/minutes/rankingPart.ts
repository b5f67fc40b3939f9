import { optionNames } from '../../../contract/languages/optionNames.ts'
import { tallyOf, type Question, type Tally } from '../../../domain/kinds/index.ts'
import { rankingMethods, type Order } from '../../../domain/kinds/ranking.ts'
import { html, said, sentence, type Html } from './html.ts'
import type { Scribe } from './scribe.ts'

/** Where every option stands by each method, and how the run-off went: anybody can recount it from this. */
export function rankingPart(scribe: Scribe, asked: Question, counted: Tally): Html {
  const { words, say } = scribe
  const tally = tallyOf('ranking', counted)
  const name = optionNames(words.common, asked)
  const gap = words.verdicts.listGap
  const orderLine = (order: Order): Html =>
    html`${order.map((tied, place) => html`${place === 0 ? '' : ' > '}${said(tied.map(name).join(' = '))}`)}`
  const orders = rankingMethods.map(
    (method) => html`<li>${words.verdicts[method]}: ${orderLine(tally[method].order)}</li>`,
  )
  const rounds = tally.instantRunoff.rounds.map(({ votes, exhausted, eliminated }, index) => {
    const told = votes.map(({ id, weight }) => html`${said(name(id))} ${weight}`)
    const after: Html[] = []
    if (exhausted > 0) after.push(sentence(say.exhausted, { count: exhausted }))
    if (eliminated !== null) after.push(sentence(say.leaves, { name: said(name(eliminated)) }))
    const line = [...told, ...after].map((part, place) => html`${place === 0 ? '' : gap}${part}`)
    return html`<li>${sentence(say.runoffRound, { round: index + 1, votes: html`${line}` })}</li>`
  })
  return html`<p class="small lead">${say.runoff}:</p>
    <ul class="changes">
      ${rounds}
    </ul>
    <p class="small lead">${say.methods}:</p>
    <ul class="changes">
      ${orders}
    </ul>`
}
