import { admissionText } from '../words.ts'
import { html, said, sentence, type Html } from './html.ts'
import { votesOf, type Scribe } from './scribe.ts'

function fact(name: string, value: Html | string): Html {
  return html`<dt>${name}</dt>
    <dd>${value}</dd>`
}

/** When it was held, who could come, and how many did. */
export function factsPart(scribe: Scribe): Html {
  const { document, words, say, moment, timeOfDay } = scribe
  const { startedAtMs, endedAtMs, seats, roll } = document.meeting
  const held =
    startedAtMs === null
      ? say.notHeld
      : endedAtMs === null
        ? sentence(say.running, { from: moment(startedAtMs) })
        : sentence(say.heldFromTo, { from: moment(startedAtMs), to: timeOfDay(endedAtMs) })
  const weight = document.attendees.reduce((sum, attendee) => sum + attendee.weight, 0)
  return html`<dl class="facts">
    ${fact(say.held, held)} ${fact(say.joined, votesOf(scribe, document.attendees.length, weight))}
    ${fact(say.present, votesOf(scribe, roll.presentHeads, roll.presentWeight))}
    ${fact(say.entitled, votesOf(scribe, roll.entitledHeads, roll.entitledWeight))}
    ${fact(words.documents.admission, admissionText(words, document))}
    ${seats === null ? null : fact(say.seats, String(seats))}
  </dl>`
}

/** The names that people gave, in alphabetical order. */
export function attendancePart({ document, words, say }: Scribe): Html | null {
  const collator = new Intl.Collator(words.documents.language, { numeric: true })
  const named = document.attendees.flatMap(({ name, weight }) => (name === null ? [] : [{ name, weight }]))
  const nameless = document.attendees.length - named.length
  if (document.attendees.length === 0) return null
  const names = named
    .sort((a, b) => collator.compare(a.name, b.name))
    .map(({ name, weight }) => {
      const shown = weight === 1 ? said(name) : sentence(say.weightOf, { name: said(name), weight })
      return html`<li>${shown}</li>`
    })
  return html`<h2>${say.attendance}</h2>
    ${
      names.length === 0
        ? null
        : html`<p class="number">${say.names}</p>
            <ul class="names">
              ${names}
            </ul>`
    }
    ${nameless === 0 ? null : html`<p class="small">${sentence(say.nameless, { count: nameless })}</p>`}
    <p class="hint">${say.namesHint}</p>`
}

/** Lines for those who answer for the minutes. */
export function signaturesPart({ say }: Scribe): Html {
  return html`<h2>${say.signatures}</h2>
    <div class="signatures">
      <p>${say.placeAndDate}</p>
      <p>${say.chair}</p>
      <p>${say.placeAndDate}</p>
      <p>${say.minuteTaker}</p>
    </div>`
}
