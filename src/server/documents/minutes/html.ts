/** Finished HTML. Made by `html` alone, so that no text of a person becomes markup. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = Html | string | number | null | readonly (Html | null)[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
}

function toText(value: Value): string {
  if (value === null) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(toText).join('')
  return escaped(String(value))
}

/** HTML with values in its blanks: escaped, unless they are HTML themselves. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(String.raw({ raw: parts }, ...values.map(toText)))
}

/** What somebody wrote: it runs in its own direction and does not turn the line around it. */
export function said(text: string): Html {
  return html`<bdi>${text}</bdi>`
}

/** A sentence of ours with what somebody wrote in its blanks. */
export function sentence(words: string, blanks: Readonly<Record<string, Html | string | number>>): Html {
  const parts = words.split(/\{(\w+)\}/)
  return html`${parts.map((part, index) => (index % 2 === 0 ? html`${part}` : html`${blanks[part] ?? ''}`))}`
}
