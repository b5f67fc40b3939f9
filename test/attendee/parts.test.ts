import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fetchPart, isPageReplaced, type PartsOptions } from '../../src/attendee/parts.ts'
import { fakeKeep } from './fakeRoom.ts'

const rests: number[] = []
const options = {
  rest: async (failures: number) => void rests.push(failures),
  isReplaced: vi.fn<PartsOptions['isReplaced']>(),
  reload: vi.fn<PartsOptions['reload']>(),
}
const onTrouble = vi.fn()

/** Fails this often, then brings the part. */
function after(failures: number): () => Promise<string> {
  let left = failures
  return async () => {
    if (left-- > 0) throw new TypeError('Failed to fetch dynamically imported module')
    return 'part'
  }
}

beforeEach(() => {
  rests.length = 0
  vi.clearAllMocks()
  options.isReplaced.mockResolvedValue(false)
})

describe('a part of the page', () => {
  test('is there at the first asking', async () => {
    expect(await fetchPart(after(0), options, onTrouble)).toBe('part')
    expect([rests, onTrouble.mock.calls.length, options.isReplaced.mock.calls.length]).toEqual([[], 0, 0])
  })

  test('is asked for until it is there, more and more calmly, and the page says so', async () => {
    expect(await fetchPart(after(3), options, onTrouble)).toBe('part')
    expect(rests).toEqual([1, 2, 3])
    expect(onTrouble).toHaveBeenCalledTimes(3)
    expect(options.reload).not.toHaveBeenCalled()
  })

  test('that a new version of the page has replaced comes with that version', async () => {
    options.isReplaced.mockResolvedValueOnce(false).mockResolvedValueOnce(true)
    await fetchPart(after(2), options, onTrouble)
    expect(options.reload).toHaveBeenCalledOnce()
  })
})

describe('another version of the page', () => {
  const shown = 'http://192.168.1.5:8080/assets/attendee-OLD12345.js'
  const serves = (name: string) => async () => `<script type="module" src="/assets/${name}.js"></script>`

  test('is one whose script has another address', async () => {
    expect(await isPageReplaced(shown, serves('attendee-NEW12345'), fakeKeep())).toBe(true)
    expect(await isPageReplaced(shown, serves('attendee-OLD12345'), fakeKeep())).toBe(false)
  })

  test('is reloaded for once, however often it is seen', async () => {
    const keep = fakeKeep()
    expect(await isPageReplaced(shown, serves('attendee-NEW12345'), keep)).toBe(true)
    expect(await isPageReplaced(shown, serves('attendee-NEW12345'), keep)).toBe(false)
    expect(await isPageReplaced(shown, serves('attendee-NEWER123'), keep)).toBe(true)
  })

  test('is not what a captive portal answers, nor silence', async () => {
    expect(await isPageReplaced(shown, async () => '<h1>Sign in to this Wi-Fi</h1>', fakeKeep())).toBe(false)
    expect(await isPageReplaced(shown, () => Promise.reject(new TypeError('offline')), fakeKeep())).toBe(false)
  })
})
