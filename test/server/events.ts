import { request, type ClientRequest, type IncomingMessage } from 'node:http'

/** An event stream as a test follows it. */
export interface TestEvents {
  readonly response: IncomingMessage
  /** Everything received so far, as text. */
  text(): string
  /** Waits for the first view, now or later, of which `wanted` is true; each view is looked at once. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests say what they expect of it
  until(wanted: (data: any) => boolean): Promise<any>
  /** Resolves when the server ends the stream. */
  readonly ended: Promise<void>
  close(): void
}

export interface ServerEvent {
  readonly event: string
  readonly id: string
  readonly data: string
}

/** Splits a stream into events as an EventSource would. */
export function parseEvents(text: string): ServerEvent[] {
  return text
    .split(/\r\n\r\n|\n\n/)
    .slice(0, -1)
    .map((block) => {
      const fields = block.split(/\r?\n/).map((line) => /^([^:]*): ?(.*)$/.exec(line) ?? ['', '', ''])
      const field = (name: string): string => fields.findLast(([, key]) => key === name)?.[2] ?? ''
      const data = fields.filter(([, key]) => key === 'data').map(([, , value]) => value)
      return { event: field('event') || 'message', id: field('id'), data: data.join('\n') }
    })
    .filter((event) => event.data !== '')
}

export function openEvents(port: number, path: string, headers: Record<string, string> = {}): Promise<TestEvents> {
  return new Promise((resolve, reject) => {
    const sent: ClientRequest = request(
      { host: '127.0.0.1', port, path, agent: false, headers: { accept: 'text/event-stream', ...headers } },
      (response) => resolve(follow(sent, response)),
    )
    sent.on('error', reject)
    sent.end()
  })
}

function follow(sent: ClientRequest, response: IncomingMessage): TestEvents {
  let text = ''
  let looked = 0
  let wake = (): void => undefined
  response.setEncoding('utf8')
  response.on('data', (chunk: string) => {
    text += chunk
    wake()
  })
  const ended = new Promise<void>((resolve) => response.on('close', resolve))
  // Closing on purpose is not an error of the test.
  sent.on('error', () => undefined)

  return {
    response,
    text: () => text,
    async until(wanted) {
      for (;;) {
        const views = parseEvents(text).filter((event) => event.event === 'view' || event.event === 'message')
        while (looked < views.length) {
          const data: unknown = JSON.parse(views[looked++]?.data ?? 'null')
          if (wanted(data)) return data
        }
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    ended,
    close: () => sent.destroy(),
  }
}
