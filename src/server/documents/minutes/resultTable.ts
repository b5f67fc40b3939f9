import type { ResultRow } from '../../../domain/description.ts'
import { kindOf, type Question } from '../../../domain/kinds/index.ts'
import { rowLabel, shareText } from '../words.ts'
import { html, said, sentence, type Html } from './html.ts'
import type { Scribe } from './scribe.ts'

/** The result as a table: counts before shares, with a small bar for the eye. */
export function resultTable(scribe: Scribe, asked: Question, rows: readonly ResultRow[]): Html {
  const { words, say } = scribe
  const heads = words.documents
  const shown = rows.filter(isListed)
  const weighted = shown.some(({ count, weight }) => count !== weight)
  const scored = shown.some(({ score }) => score !== null)
  const shared = shown.some(({ share }) => share !== null)
  const byHand = shown.some(({ paper }) => paper !== undefined)
  const chosen = kindOf(asked.kind).fixedOptions?.length !== 0
  // Where votes have weights, heads and votes are two columns, and two words.
  const people = asked.kind === 'points' || !chosen || weighted
  const counted = asked.kind === 'ranking' ? heads.firstPlaces : people ? heads.people : heads.count
  const head = (name: string): Html => html`<th class="figure">${name}</th>`
  const body = shown.map(
    (row) =>
      html`<tr>
        <td>${labelCell(scribe, asked, row)}${barOf(row)}</td>
        ${scored ? html`<td class="figure">${row.score ?? ''}</td>` : null}
        <td class="figure count">${row.count}</td>
        ${weighted ? html`<td class="figure">${row.weight}</td>` : null}
        ${byHand ? html`<td class="figure">${row.paper ?? '–'}</td>` : null}
        ${shared ? html`<td class="figure">${row.share === null ? '–' : shareText(row.share)}</td>` : null}
      </tr>`,
  )
  const score = asked.kind === 'ranking' ? words.verdicts.borda : heads.score
  return html`${
    shown.length === 0
      ? html`<p class="small">${say.nobody}</p>`
      : html`<table>
          <thead>
            <tr>
              <th>${chosen ? heads.option : heads.answer}</th>
              ${scored ? head(score) : null}${head(counted)}${weighted ? head(heads.weight) : null}${byHand ? head(heads.byHand) : null}${shared ? head(heads.share) : null}
            </tr>
          </thead>
          <tbody>
            ${body}
          </tbody>
        </table>`
  }${keptLine(scribe, rows)}`
}

/** What the host took off the wall does not come back on paper; it is counted, and told. */
function isListed({ state }: ResultRow): boolean {
  return state === 'shown' || state === 'answered'
}

function keptLine({ say }: Scribe, rows: readonly ResultRow[]): Html | null {
  const removed = rows.filter(({ state }) => state === 'removed').length
  const pending = rows.filter(({ state }) => state === 'pending').length
  return removed + pending === 0 ? null : html`<p class="small">${sentence(say.kept, { removed, pending })}</p>`
}

function labelCell({ words, pictures }: Scribe, asked: Question, row: ResultRow): Html {
  const place = asked.options.findIndex(({ id }) => id === row.id)
  const image = asked.options[place]?.image
  const address = image === undefined ? undefined : pictures.get(image)
  const own = place >= 0 && kindOf(asked.kind).fixedOptions === null
  const marks = [
    ...(row.right === true ? [words.documents.isRight] : []),
    ...(row.state === 'answered' ? [words.documents.states.answered] : []),
  ]
  return html`${own ? html`<span class="letter">${optionLetter(place)}</span>` : null}${said(rowLabel(words, row))}
  ${marks.length === 0 ? null : html`<span class="mark">(${marks.join(', ')})</span>`}
  ${address === undefined ? null : html`<img class="picture" alt="" src="${address}" />`}`
}

/** A, B, C … Z, AA, AB …, as on the stage. */
function optionLetter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : optionLetter(Math.floor(index / 26) - 1) + last
}

/** Drawn, not styled: it prints whatever the printer thinks of backgrounds. None without a share: of what would it be? */
function barOf({ share }: ResultRow): Html | null {
  if (share === null) return null
  const length = share.value / 10 ** share.decimals
  return html`<svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    <rect width="100" height="4" />
    <rect width="${length}" height="4" />
  </svg>`
}
