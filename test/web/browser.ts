import { vi } from 'vitest'

/** The little of a browser that the shared code touches, under the test's control. */
export interface FakeBrowser {
  readonly document: EventTarget & { hidden: boolean; readonly documentElement: { lang: string } }
  readonly window: EventTarget
  readonly stored: Map<string, string>
  hide(): void
  show(): void
}

export function fakeBrowser(languages: readonly string[] = ['en']): FakeBrowser {
  const document = Object.assign(new EventTarget(), { hidden: false, documentElement: { lang: '' } })
  const window = new EventTarget()
  const stored = new Map<string, string>()
  vi.stubGlobal('document', document)
  vi.stubGlobal('window', window)
  vi.stubGlobal('navigator', { languages })
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
  })
  const turn = (hidden: boolean): void => {
    document.hidden = hidden
    document.dispatchEvent(new Event('visibilitychange'))
  }
  return { document, window, stored, hide: () => turn(true), show: () => turn(false) }
}

/** An EventSource whose server is the test. Installs itself as the global one and keeps a list of all that were opened. */
export function fakeEventSource(): { readonly opened: FakeStream[]; readonly last: () => FakeStream } {
  const opened: FakeStream[] = []
  vi.stubGlobal(
    'EventSource',
    class extends FakeStream {
      constructor(url: string) {
        super(url)
        opened.push(this)
      }
    },
  )
  return {
    opened,
    last: () => {
      const stream = opened.at(-1)
      if (stream === undefined) throw new Error('no stream was opened')
      return stream
    },
  }
}

export class FakeStream extends EventTarget {
  static readonly CONNECTING = 0
  static readonly OPEN = 1
  static readonly CLOSED = 2
  readyState: number = FakeStream.CONNECTING
  readonly url: string

  constructor(url: string) {
    super()
    this.url = url
  }

  close(): void {
    this.readyState = FakeStream.CLOSED
  }

  accept(): void {
    this.readyState = FakeStream.OPEN
    this.dispatchEvent(new Event('open'))
  }

  send(name: string, data: unknown = {}): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }))
  }

  /** The connection broke; the browser tries again by itself. */
  breakOff(): void {
    this.readyState = FakeStream.CONNECTING
    this.dispatchEvent(new Event('error'))
  }

  /** The server answered something that is no stream; the browser gives up. */
  refuse(): void {
    this.readyState = FakeStream.CLOSED
    this.dispatchEvent(new Event('error'))
  }
}
