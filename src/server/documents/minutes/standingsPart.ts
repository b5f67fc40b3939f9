import { quizStandings } from '../quizStandings.ts'
import { playerOf } from '../words.ts'
import { html, said, sentence, type Html } from './html.ts'
import type { Scribe } from './scribe.ts'

/** Who won the quiz; nothing where there was none. */
export function standingsPart({ document, words, say }: Scribe): Html | null {
  const { players, questions } = quizStandings(document)
  if (players.length === 0) return null
  const rows = players.map(
    (one) =>
      html`<tr>
        <td class="figure">${one.place}</td>
        <td>${said(playerOf(words, one))}</td>
        <td class="figure count">${one.points}</td>
        <td class="figure">${one.right}</td>
      </tr>`,
  )
  return html`<h2>${words.standings.title}</h2>
    <p class="small lead">${sentence(say.quizOver, { count: questions })}</p>
    <table class="standings">
      <thead>
        <tr>
          <th class="figure">${say.quizPlace}</th>
          <th>${say.quizName}</th>
          <th class="figure">${words.documents.score}</th>
          <th class="figure">${say.quizRight}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`
}
