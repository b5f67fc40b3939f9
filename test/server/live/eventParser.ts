/** One dispatched event of a stream, as an EventSource would see it. */
export interface StreamEvent {
  readonly type: string
  readonly data: string
  readonly lastEventId: string
}

/**
 * Reads an event stream as the HTML standard says (section 9.2.6), written from the standard and not from our framing,
 * so that a fault in the framing cannot hide in its twin.
 */
export class EventParser {
  readonly events: StreamEvent[] = []
  retryMs: number | null = null
  readonly #decoder = new TextDecoder('utf-8')
  #rest = ''
  #data = ''
  #type = ''
  #lastEventId = ''

  push(bytes: Uint8Array): void {
    this.#rest += this.#decoder.decode(bytes, { stream: true })
    for (;;) {
      const ending = /\r\n|\n|\r(?=[^])/.exec(this.#rest)
      if (!ending) return
      const line = this.#rest.slice(0, ending.index)
      this.#rest = this.#rest.slice(ending.index + ending[0].length)
      if (line === '') this.#dispatch()
      else this.#field(line)
    }
  }

  #field(line: string): void {
    const colon = line.indexOf(':')
    if (colon === 0) return
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
    if (name === 'event') this.#type = value
    else if (name === 'data') this.#data += `${value}\n`
    else if (name === 'id' && !value.includes('\0')) this.#lastEventId = value
    else if (name === 'retry' && /^[0-9]+$/.test(value)) this.retryMs = Number(value)
  }

  #dispatch(): void {
    const data = this.#data
    const type = this.#type || 'message'
    this.#data = ''
    this.#type = ''
    if (data === '') return
    this.events.push({ type, data: data.slice(0, -1), lastEventId: this.#lastEventId })
  }
}
