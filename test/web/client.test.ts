import { afterEach, describe, expect, it, vi } from 'vitest'
import { createClient, requestTimeoutMs } from '../../src/web/client.ts'

const client = createClient(() => ({ Authorization: 'Bearer t' }))

/** Answers every request with `response` and tells what was asked. */
function answering(response: () => Response): { readonly asked: { url: string; init: RequestInit }[] } {
  const asked: { url: string; init: RequestInit }[] = []
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, init })
    return Promise.resolve(response())
  })
  return { asked }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('a request', () => {
  it('carries JSON, who asks, and the header that no foreign page can send', async () => {
    vi.useFakeTimers()
    const { asked } = answering(() => Response.json({ receipt: 'R' }))
    const reply = await client.request<{ receipt: string }>('PUT', '/api/polls/p/ballot', { key: 'k' })
    expect(reply).toEqual({ ok: true, value: { receipt: 'R' } })
    expect(asked[0]?.init.headers).toEqual({
      Authorization: 'Bearer t',
      'Content-Type': 'application/json',
      'X-Requested-With': 'show-of-hands',
    })
    expect(asked[0]?.init.body).toBe('{"key":"k"}')
    expect(vi.getTimerCount()).toBe(0)
  })

  it('has no body and no content type when there is nothing to send', async () => {
    const { asked } = answering(() => new Response(null, { status: 204 }))
    expect(await client.request('GET', '/api/me')).toEqual({ ok: true, value: undefined })
    expect(asked[0]?.init).not.toHaveProperty('body')
    expect(asked[0]?.init.headers).not.toHaveProperty('Content-Type')
  })

  it('gives the problem that the server names', async () => {
    const problem = { type: 'about:blank', title: 't', status: 409, detail: 'd', code: 'pollNotOpen' }
    answering(() => Response.json(problem, { status: 409 }))
    expect(await client.request('POST', '/x', {})).toEqual({ ok: false, problem, status: 409 })
  })

  it('takes nothing for a problem of ours that is not one', async () => {
    answering(() => new Response('<h1>Bad gateway</h1>', { status: 502 }))
    expect(await client.request('GET', '/x')).toEqual({ ok: false, problem: null, status: 502 })
    answering(() => Response.json(['?'], { status: 500 }))
    expect(await client.request('GET', '/x')).toEqual({ ok: false, problem: null, status: 500 })
  })

  it('does not believe a page of a captive portal, though it says 200', async () => {
    answering(() => new Response('<title>Welcome to our Wi-Fi</title>', { status: 200 }))
    expect(await client.request('POST', '/x', {})).toEqual({ ok: false, problem: null, status: 200 })
  })

  it('says unreachable instead of throwing', async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no network')))
    expect(await client.request('GET', '/x')).toEqual({ ok: false, problem: null, status: 0 })
  })

  it('gives up on a server that never answers', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('fetch', (_url: string, init: RequestInit) => {
      return new Promise((_resolve, reject) => {
        init.signal?.addEventListener('abort', () => {
          reject(new DOMException('aborted', 'AbortError'))
        })
      })
    })
    const reply = client.request('GET', '/x')
    await vi.advanceTimersByTimeAsync(requestTimeoutMs)
    expect(await reply).toEqual({ ok: false, problem: null, status: 0 })
    expect(vi.getTimerCount()).toBe(0)
  })
})
