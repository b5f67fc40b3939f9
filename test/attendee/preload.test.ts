import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { __vitePreload } from '../../src/attendee/preload.ts'

interface FakeLink {
  rel: string
  href: string
  onload: () => void
  onerror: () => void
  remove: () => void
}

let links: FakeLink[]
let preload: typeof __vitePreload

/** The head of a document; it fetches nothing, a test says what becomes of each style. */
beforeEach(async () => {
  links = []
  vi.stubGlobal('document', {
    querySelector: (selector: string) => links.find(({ href }) => selector === `link[href="${href}"]`) ?? null,
    createElement: () => {
      const link = { remove: () => void (links = links.filter((other) => other !== link)) } as FakeLink
      return link
    },
    head: { append: (link: FakeLink) => void links.push(link) },
  })
  vi.resetModules()
  preload = (await import('../../src/attendee/preload.ts')).__vitePreload
})
afterEach(() => {
  vi.unstubAllGlobals()
})

describe('a lazy script', () => {
  test('is asked for at its own address, and after a failure at one that no browser remembers as failed', async () => {
    const asked: string[] = []
    let works = false
    const load = async (suffix: string): Promise<string> => {
      asked.push(suffix)
      if (!works) throw new TypeError('offline')
      return 'module'
    }
    await expect(preload(load)).rejects.toThrow('offline')
    await expect(preload(load)).rejects.toThrow('offline')
    works = true
    expect(await preload(load)).toBe('module')
    expect(asked).toEqual(['', '?1', '?2'])
  })

  test('is there when its style applies', async () => {
    let done = false
    const load = async (): Promise<string> => 'module'
    const loading = preload(load, ['assets/rating.css']).then(() => (done = true))
    expect(links).toMatchObject([{ rel: 'stylesheet', href: '/assets/rating.css' }])
    await Promise.resolve()
    expect(done).toBe(false)
    links[0]?.onload()
    await loading
    // The same style is not fetched twice.
    await preload(load, ['assets/rating.css'])
    expect(links).toHaveLength(1)
  })

  test('without its style has failed, and the style is asked for again', async () => {
    const loading = preload(async () => 'module', ['assets/rating.css'])
    links[0]?.onerror()
    await expect(loading).rejects.toThrow('/assets/rating.css')
    expect(links).toEqual([])
    const again = preload(async () => 'module', ['assets/rating.css'])
    links[0]?.onload()
    expect(await again).toBe('module')
  })
})
