import { createHash } from 'node:crypto'
import type { MeetingDocument } from '../../../contract/meetingDocument.ts'
import type { DocumentWords } from '../words.ts'
import { attendancePart, factsPart, signaturesPart } from './attendancePart.ts'
import { Html, html, said } from './html.ts'
import { notAskedPart, questionsPart } from './questionsPart.ts'
import { headPart, recordPart } from './recordPart.ts'
import { createScribe } from './scribe.ts'
import { standingsPart } from './standingsPart.ts'
import { style } from './style.ts'

const script = "document.querySelector('.print').addEventListener('click', () => print())"

function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

/** The page may draw its own styles and pictures and run its one line, and nothing else, wherever it is opened. */
export const minutesPolicy = [
  "default-src 'none'",
  `style-src ${hashSource(style)}`,
  `script-src ${hashSource(script)}`,
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** With nothing around the text, whose hash must be that of the policy. */
function element(name: 'style' | 'script', text: string): Html {
  return new Html(`<${name}>${text}</${name}>`)
}

/** The minutes of a meeting: one page that needs nothing else, to be read, printed and signed. */
export function minutesPage(document: MeetingDocument, words: DocumentWords): string {
  const { language } = words.documents
  const scribe = createScribe(document, words)
  const { say } = scribe
  const { title } = document.meeting
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${minutesPolicy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${say.name}</title>
        ${element('style', style)}
      </head>
      <body>
        <button class="print" type="button">${say.print}</button>
        <main>
          <p class="over">${say.name}</p>
          <h1>${said(title)}</h1>
          ${factsPart(scribe)} ${attendancePart(scribe)} ${questionsPart(scribe)} ${standingsPart(scribe)}
          ${notAskedPart(scribe)} ${recordPart(scribe)}
          <div class="signed">${headPart(scribe)} ${signaturesPart(scribe)}</div>
        </main>
        ${element('script', script)}
      </body>
    </html> `.text
}
