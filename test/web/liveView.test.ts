import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, watch, type EffectScope } from 'vue'
import { farewellEvent, heartbeatEvent, heartbeatMs, silentAfterMs } from '../../src/contract/stream.ts'
import { backoffMs, connectTimeoutMs, useLiveView, type LiveView } from '../../src/web/liveView.ts'
import { fakeBrowser, fakeEventSource, type FakeBrowser } from './browser.ts'

interface View {
  readonly epoch: string
  readonly revision: number
  readonly said: string
}

const view = (revision: number, said: string, epoch = 'e1'): View => ({ epoch, revision, said })

let browser: FakeBrowser
let streams: ReturnType<typeof fakeEventSource>
let scope: EffectScope
/** What a request for the stream's address answers when the browser has given up. */
let status: number | null

function follow(url: () => string = () => '/api/events'): LiveView<View> {
  const live = scope.run(() => useLiveView<View>(url))
  if (live === undefined) throw new Error('the scope is not active')
  return live
}

/** Lets the question for the status be asked and answered. */
const answered = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined)

beforeEach(() => {
  vi.useFakeTimers()
  browser = fakeBrowser()
  streams = fakeEventSource()
  scope = effectScope()
  status = null
  vi.stubGlobal('fetch', () =>
    status === null ? Promise.reject(new TypeError('no network')) : Promise.resolve({ status }),
  )
})

afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

describe('a live view', () => {
  it('keeps the newest revision of an epoch', () => {
    const live = follow()
    streams.last().accept()
    streams.last().send('view', view(2, 'two'))
    streams.last().send('view', view(1, 'late'))
    expect(live.view.value?.said).toBe('two')
    streams.last().send('view', view(3, 'three'))
    expect(live.view.value?.said).toBe('three')
  })

  it('takes any revision of another epoch: the server was started anew', () => {
    const live = follow()
    streams.last().send('view', view(900, 'before'))
    streams.last().send('view', view(1, 'after', 'e2'))
    expect(live.view.value?.said).toBe('after')
  })

  it('names each stream it opens, also behind a query', () => {
    follow(() => '/host/events?meeting=m1')
    streams.last().accept()
    browser.hide()
    browser.show()
    const [first, second] = streams.opened.map((stream) => stream.url)
    expect(first).toMatch(/^\/host\/events\?meeting=m1&stream=[\w-]{22}$/)
    expect(second).not.toBe(first)
  })

  it('says how the line is', () => {
    const live = follow()
    expect(live.line.value).toBe('connecting')
    streams.last().accept()
    expect(live.line.value).toBe('live')
    streams.last().breakOff()
    expect(live.line.value).toBe('lost')
    streams.last().accept()
    expect(live.line.value).toBe('live')
  })

  it('lets go of its stream while hidden and takes a fresh one when seen', () => {
    const live = follow()
    streams.last().send('view', view(1, 'kept'))
    browser.hide()
    expect(streams.last().readyState).toBe(2)
    vi.advanceTimersByTime(silentAfterMs * 3)
    expect(streams.opened).toHaveLength(1)
    browser.show()
    expect(streams.opened).toHaveLength(2)
    expect(live.view.value?.said).toBe('kept')
  })

  it('opens nothing while it was never seen', () => {
    browser.document.hidden = true
    follow()
    expect(streams.opened).toHaveLength(0)
    browser.show()
    expect(streams.opened).toHaveLength(1)
  })

  it('opens again when the network comes back and when the page returns from the cache', () => {
    follow()
    browser.window.dispatchEvent(new Event('online'))
    expect(streams.opened).toHaveLength(2)
    browser.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }))
    expect(streams.opened).toHaveLength(2)
    browser.window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    expect(streams.opened).toHaveLength(3)
  })

  it('opens a stream anew that has gone silent, and only then', () => {
    follow()
    streams.last().accept()
    for (let beat = 0; beat < 5; beat++) {
      vi.advanceTimersByTime(heartbeatMs)
      streams.last().send(heartbeatEvent)
    }
    expect(streams.opened).toHaveLength(1)
    vi.advanceTimersByTime(silentAfterMs)
    expect(streams.opened).toHaveLength(2)
  })

  it('calls a line lost that nobody answers, and does not flicker while it goes on trying', () => {
    const live = follow()
    const seen: string[] = []
    scope.run(() => watch(live.line, (line) => seen.push(line), { flush: 'sync' }))
    vi.advanceTimersByTime(connectTimeoutMs + silentAfterMs * 3)
    expect(streams.opened.length).toBeGreaterThan(2)
    streams.last().accept()
    expect(seen).toEqual(['lost', 'live'])
  })

  it('does not listen to a stream it has left', () => {
    const live = follow()
    const left = streams.last()
    live.refresh()
    left.send('view', view(5, 'ghost'))
    expect(live.view.value).toBeNull()
  })

  it('tries again by itself when the browser has given up, ever more slowly', async () => {
    status = 503
    const live = follow()
    streams.last().refuse()
    await answered()
    expect(live.refusedStatus.value).toBe(503)
    await vi.advanceTimersByTimeAsync(backoffMs.first * 1.5)
    expect(streams.opened).toHaveLength(2)
    for (let attempt = 0; attempt < 8; attempt++) {
      streams.last().refuse()
      await vi.advanceTimersByTimeAsync(backoffMs.longest * 1.5)
    }
    const before = streams.opened.length
    streams.last().refuse()
    await vi.advanceTimersByTimeAsync(backoffMs.longest * 0.49)
    expect(streams.opened).toHaveLength(before)
    streams.last().accept()
    expect(live.refusedStatus.value).toBeNull()
  })

  it('tries again when the server is not there at all', async () => {
    const live = follow()
    streams.last().refuse()
    await vi.advanceTimersByTimeAsync(backoffMs.first * 1.5)
    expect(live.refusedStatus.value).toBeNull()
    expect(streams.opened).toHaveLength(2)
  })

  it('stays away once another page of the device has taken the stream, until somebody looks at it', async () => {
    const live = follow()
    streams.last().accept()
    status = 204
    streams.last().refuse()
    await answered()
    expect(live.elsewhere.value).toBe(true)
    await vi.advanceTimersByTimeAsync(backoffMs.longest * 10)
    expect(streams.opened).toHaveLength(1)
    browser.window.dispatchEvent(new Event('focus'))
    expect(streams.opened).toHaveLength(2)
    expect(live.elsewhere.value).toBe(false)
  })

  it('remembers that the server said goodbye until it is heard again', () => {
    const live = follow()
    streams.last().accept()
    streams.last().send(farewellEvent)
    streams.last().breakOff()
    expect(live.farewell.value).toBe(true)
    streams.last().accept()
    expect(live.farewell.value).toBe(false)
  })

  it('knows the server’s clock from the first heartbeat on, and learns it anew after a break', () => {
    const live = follow()
    expect(live.serverNowMs()).toBeNull()
    streams.last().accept()
    streams.last().send(heartbeatEvent, 700_000)
    vi.advanceTimersByTime(2_000)
    expect(live.serverNowMs()).toBe(702_000)
    streams.last().breakOff()
    streams.last().accept()
    streams.last().send(heartbeatEvent, 10_000)
    expect(live.serverNowMs()).toBe(10_000)
  })

  it('follows its address to another meeting and forgets the first one', async () => {
    const meeting = ref('m1')
    const live = follow(() => `/host/events?meeting=${meeting.value}`)
    streams.last().send('view', view(7, 'first meeting'))
    meeting.value = 'm2'
    await nextTick()
    expect(live.view.value).toBeNull()
    expect(streams.last().url).toContain('meeting=m2')
    streams.last().send('view', view(1, 'second meeting'))
    expect(live.view.value?.said).toBe('second meeting')
  })

  it('ends with its component: no stream, no timer, no listener', () => {
    const counts = [browser.window, browser.document].map((target) => ({
      added: vi.spyOn(target, 'addEventListener'),
      removed: vi.spyOn(target, 'removeEventListener'),
    }))
    follow()
    scope.stop()
    for (const { added, removed } of counts) {
      expect(removed.mock.calls.map(([name]) => name).sort()).toEqual(added.mock.calls.map(([name]) => name).sort())
    }
    expect(streams.last().readyState).toBe(2)
    expect(vi.getTimerCount()).toBe(0)
    browser.show()
    browser.window.dispatchEvent(new Event('online'))
    expect(streams.opened).toHaveLength(1)
  })
})
