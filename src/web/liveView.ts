import { getCurrentScope, onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { streamParameter } from '../contract/routes.ts'
import { farewellEvent, heartbeatEvent, silentAfterMs, viewEvent } from '../contract/stream.ts'
import type { ViewHeader } from '../contract/views.ts'
import { randomId } from './random.ts'
import { createServerClock } from './serverClock.ts'

/** `connecting`: asked and not yet answered. `live`: hearing the server. `lost`: not hearing it, and trying. */
export type Line = 'connecting' | 'live' | 'lost'

export interface LiveView<V extends ViewHeader> {
  /** The newest view, kept while the line is lost; null before the first. */
  readonly view: Readonly<ShallowRef<V | null>>
  readonly line: Readonly<Ref<Line>>
  /** HTTP status with which the server last refused the stream (401: not signed in), null while it is not refused. */
  readonly refusedStatus: Readonly<Ref<number | null>>
  /** Another page of this device has the one stream a device may have. `refresh` takes it back. */
  readonly elsewhere: Readonly<Ref<boolean>>
  /** The server said that it is being closed, and has not been heard since. */
  readonly farewell: Readonly<Ref<boolean>>
  /** The server's clock in milliseconds, for countdowns; null before the server was heard. */
  serverNowMs(): number | null
  /** Opens the stream anew; the server answers with the whole view. */
  refresh(): void
  /** Ends it for good. Happens by itself when the component goes. */
  close(): void
}

/** A stream that has not opened after this long counts as lost; the attempt goes on. */
export const connectTimeoutMs = 8_000

/** Waits between attempts after the browser gave up, doubled each time and spread by half. */
export const backoffMs = { first: 1_000, longest: 15_000 } as const

function backoff(attempt: number): number {
  return Math.min(backoffMs.longest, backoffMs.first * 2 ** attempt) * (0.5 + Math.random())
}

function withStream(url: string, stream: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}${streamParameter}=${stream}`
}

/**
 * Follows a stream of whole views and keeps the newest. Hidden pages close theirs (a browser has six connections per
 * server, and a sleeping phone's stream dies without an error anyway) and open a fresh one when they are seen again.
 */
export function useLiveView<V extends ViewHeader>(url: () => string): LiveView<V> {
  const view: ShallowRef<V | null> = shallowRef(null)
  const line = ref<Line>('connecting')
  const refusedStatus = ref<number | null>(null)
  let source: EventSource | null = null
  let stream = ''
  let timer: ReturnType<typeof setTimeout> | undefined
  let attempt = 0
  /** While true we stay away until somebody looks at this page. */
  const elsewhere = ref(false)
  const farewell = ref(false)
  const clock = createServerClock(() => performance.now())
  let ended = false

  function after(ms: number, act: () => void): void {
    clearTimeout(timer)
    timer = setTimeout(act, ms)
  }

  function drop(): void {
    clearTimeout(timer)
    source?.close()
    source = null
  }

  function heard(): void {
    line.value = 'live'
    refusedStatus.value = null
    farewell.value = false
    attempt = 0
    after(silentAfterMs, open)
  }

  function take(next: V): void {
    const held = view.value
    if (held === null || held.epoch !== next.epoch || next.revision >= held.revision) view.value = next
  }

  function open(): void {
    drop()
    if (ended || document.hidden) return
    elsewhere.value = false
    // While lost it stays "lost" until the server is really heard, so that a banner does not flicker.
    if (line.value === 'live') line.value = 'connecting'
    stream = randomId()
    const opened = new EventSource(withStream(url(), stream))
    source = opened
    const ours = (act: (event: Event) => void) => (event: Event) => {
      if (source === opened) act(event)
    }
    opened.addEventListener(
      'open',
      ours(() => {
        // The browser opens a broken stream again by itself, and the server may have been started anew meanwhile.
        clock.begin()
        heard()
      }),
    )
    opened.addEventListener(
      heartbeatEvent,
      ours((event) => {
        heard()
        const stampMs = Number((event as MessageEvent<string>).data)
        if (Number.isFinite(stampMs)) clock.hear(stampMs)
      }),
    )
    opened.addEventListener(
      viewEvent,
      ours((event) => {
        heard()
        take(JSON.parse((event as MessageEvent<string>).data) as V)
      }),
    )
    opened.addEventListener(
      farewellEvent,
      ours(() => {
        farewell.value = true
      }),
    )
    opened.addEventListener(
      'error',
      ours(() => {
        line.value = 'lost'
        // In any other state the browser tries again by itself, and the watchdog looks after that.
        if (opened.readyState === EventSource.CLOSED) void gaveUp(opened)
      }),
    )
    after(connectTimeoutMs, () => {
      line.value = 'lost'
      after(silentAfterMs - connectTimeoutMs, open)
    })
  }

  /** The browser has given up. EventSource does not tell why, so ask with the same stream id. */
  async function gaveUp(closed: EventSource): Promise<void> {
    clearTimeout(timer)
    const status = await statusOf(withStream(url(), stream))
    if (source !== closed) return
    if (status === 204) {
      elsewhere.value = true
      return
    }
    refusedStatus.value = status !== null && status >= 400 ? status : null
    after(backoff(attempt++), open)
  }

  function onVisibility(): void {
    if (document.hidden) drop()
    else open()
  }

  /** Reasons to believe that a stream which looks fine is not, or that a lost one can be had again. */
  function onPageShow(event: PageTransitionEvent): void {
    if (event.persisted) open()
  }
  function onFocus(): void {
    if (elsewhere.value || line.value === 'lost') open()
  }

  document.addEventListener('visibilitychange', onVisibility)
  window.addEventListener('pageshow', onPageShow)
  window.addEventListener('pagehide', drop)
  window.addEventListener('online', open)
  window.addEventListener('focus', onFocus)
  const stopWatching = watch(
    url,
    () => {
      view.value = null
      line.value = 'connecting'
      open()
    },
    { flush: 'sync' },
  )

  function close(): void {
    ended = true
    drop()
    stopWatching()
    document.removeEventListener('visibilitychange', onVisibility)
    window.removeEventListener('pageshow', onPageShow)
    window.removeEventListener('pagehide', drop)
    window.removeEventListener('online', open)
    window.removeEventListener('focus', onFocus)
  }
  if (getCurrentScope() !== undefined) onScopeDispose(close)

  open()
  return {
    view,
    line,
    refusedStatus,
    elsewhere,
    farewell,
    serverNowMs: () => clock.nowMs(),
    refresh: open,
    close,
  }
}

/** Status of the answer to `url`, null if there is none. The body is left unread and the connection let go. */
async function statusOf(url: string): Promise<number | null> {
  const abort = new AbortController()
  const timer = setTimeout(() => {
    abort.abort()
  }, connectTimeoutMs)
  try {
    const response = await fetch(url, { cache: 'no-store', signal: abort.signal })
    return response.status
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    abort.abort()
  }
}
