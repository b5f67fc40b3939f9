import { beforeEach, describe, expect, test, vi } from 'vitest'
import { fetchPart, isWorthReloading, type PartsOptions } from '../../src/attendee/parts.ts'
import { fakeKeep } from './fakeRoom.ts'

const rests: number[] = []
const options = {
  rest: async (failures: number) => void rests.push(failures),
  isWorthReloading: vi.fn<PartsOptions['isWorthReloading']>(),
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
  options.isWorthReloading.mockResolvedValue(false)
})

describe('a part of the page', () => {
  test('is there at the first asking', async () => {
    expect(await fetchPart(after(0), options, onTrouble)).toBe('part')
    expect([rests, onTrouble.mock.calls.length, options.isWorthReloading.mock.calls.length]).toEqual([[], 0, 0])
  })

  test('is asked for until it is there, more and more calmly, and the page says so', async () => {
    expect(await fetchPart(after(3), options, onTrouble)).toBe('part')
    expect(rests).toEqual([1, 2, 3])
    expect(onTrouble).toHaveBeenCalledTimes(3)
    expect(options.reload).not.toHaveBeenCalled()
  })

  test('that a new version of the page has replaced comes with that version', async () => {
    options.isWorthReloading.mockResolvedValueOnce(false).mockResolvedValueOnce(true)
    await fetchPart(after(2), options, onTrouble)
    expect(options.reload).toHaveBeenCalledOnce()
  })
})

describe('the page is loaded anew', () => {
  const shown = 'http://192.168.1.5:8080/assets/attendee-OLD12345.js'
  const serves = (name: string) => async () => `<script type="module" src="/assets/${name}.js"></script>`

  test('where the host serves another version, whose script has another address', async () => {
    expect(await isWorthReloading(shown, 1, serves('attendee-NEW12345'), fakeKeep())).toBe(true)
    expect(await isWorthReloading(shown, 1, serves('attendee-OLD12345'), fakeKeep())).toBe(false)
  })

  test('once for each version, however often it is seen', async () => {
    const keep = fakeKeep()
    expect(await isWorthReloading(shown, 1, serves('attendee-NEW12345'), keep)).toBe(true)
    expect(await isWorthReloading(shown, 1, serves('attendee-NEW12345'), keep)).toBe(false)
    expect(await isWorthReloading(shown, 1, serves('attendee-NEWER123'), keep)).toBe(true)
  })

  test('once where the host answers and a browser still fails: it remembers a failure and asks nobody', async () => {
    const keep = fakeKeep()
    expect(await isWorthReloading(shown, 3, serves('attendee-OLD12345'), keep)).toBe(false)
    expect(await isWorthReloading(shown, 4, serves('attendee-OLD12345'), keep)).toBe(true)
    expect(await isWorthReloading(shown, 5, serves('attendee-OLD12345'), keep)).toBe(false)
  })

  test('never while the host does not answer', async () => {
    expect(await isWorthReloading(shown, 99, () => Promise.reject(new TypeError('offline')), fakeKeep())).toBe(false)
  })

  test('not for what a captive portal answers, nor for silence', async () => {
    expect(await isWorthReloading(shown, 1, async () => '<h1>Sign in to this Wi-Fi</h1>', fakeKeep())).toBe(false)
    expect(await isWorthReloading(shown, 1, () => Promise.reject(new TypeError('offline')), fakeKeep())).toBe(false)
  })
})
