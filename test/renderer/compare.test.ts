import { describe, expect, it } from 'vitest'
import { compareSides, mostRows, signed, type Side } from '../../src/renderer/console/compare/compare.ts'
import { pollKinds } from '../../src/domain/kinds/index.ts'
import { sampleOf, samples } from '../web/pictureSamples.ts'

const asked = { question: 'Where?', options: ['Pond', 'Tree'] }
const chosen = (id: string): object => ({ options: [id] })

/** Rows as a reader sees them: label, then for each side count, share and change. */
function told(sides: readonly Side[]): string[] {
  return compareSides(sides).rows.map(({ label, word, cells }) =>
    [
      word ?? label,
      ...cells.map((cell) =>
        cell === null
          ? '–'
          : [
              cell.count,
              ...(cell.share === null ? [] : [cell.share.value]),
              ...(cell.change === null ? [] : [signed(cell.change)]),
            ].join(' '),
      ),
    ].join(' | '),
  )
}

describe('two rounds', () => {
  it('have the same options in one row, with the change of their shares', () => {
    const before = sampleOf('choice', asked, [
      [1, chosen('o1')],
      [4, chosen('o2')],
    ])
    const now = sampleOf('choice', asked, [
      [6, chosen('o1')],
      [4, chosen('o2')],
    ])
    expect(told([before, now])).toEqual(['Pond | 1 20 | 6 60 +40', 'Tree | 4 80 | 4 40 −40'])
  })

  it('have the same words in one row, whatever their letters', () => {
    const before = sampleOf('words', { question: 'How?' }, [
      [3, { words: ['Calm'] }],
      [1, { words: ['cold'] }],
    ])
    const now = sampleOf('words', { question: 'How?' }, [
      [2, { words: ['calm'] }],
      [1, { words: ['warm'] }],
    ])
    expect(told([before, now])).toEqual(['calm | 3 | 2', 'warm | – | 1', 'cold | 1 | –'])
  })

  it('compare means and medians of a rating', () => {
    const before = sampleOf('rating', { question: 'How?' }, [
      [2, { value: 2 }],
      [2, { value: 4 }],
    ])
    const now = sampleOf('rating', { question: 'How?' }, [[4, { value: 4 }]])
    const [mean, median] = compareSides([before, now]).figures
    expect(mean).toMatchObject({ name: 'mean', cells: [{ change: null }, { figure: { values: [4] } }] })
    expect(signed(mean?.cells[1]?.change ?? { by: 0, decimals: 0 })).toBe('+1.0')
    // Between two values: there is no one number that it went up from.
    expect(median?.cells[1]?.change).toBeNull()
  })
})

describe('another meeting', () => {
  it('has options where their words are the same, in any order', () => {
    const before = sampleOf('choice', { ...asked, options: ['tree', 'House'] }, [
      [1, chosen('o1')],
      [3, chosen('o2')],
    ])
    const now = sampleOf('choice', asked, [
      [1, chosen('o1')],
      [1, chosen('o2')],
    ])
    expect(told([before, now])).toEqual(['Pond | – | 1 50', 'Tree | 1 25 | 1 50 +25', 'House | 3 75 | –'])
    expect(compareSides([before, now]).alike).toBe(true)
    expect(compareSides([{ ...before, question: { ...before.question, question: 'Who?' } }, now]).alike).toBe(false)
  })

  it('is not compared by shares of something else', () => {
    const before = sampleOf('choice', { ...asked, settings: { max: 2, base: 'ticks' } }, [
      [2, { options: ['o1', 'o2'] }],
    ])
    const now = sampleOf('choice', { ...asked, settings: { max: 2 } }, [[2, { options: ['o1', 'o2'] }]])
    expect(told([before, now])).toEqual(['Pond | 2 50 | 2 100', 'Tree | 2 50 | 2 100'])
  })
})

it('every kind can be compared with itself, and nothing has changed', () => {
  for (const kind of pollKinds) {
    const { rows, figures, alike } = compareSides([samples('en')[kind], samples('en')[kind]])
    expect(alike).toBe(true)
    expect(rows.length + figures.length, kind).toBeGreaterThan(0)
    for (const { cells } of [...rows, ...figures]) {
      expect(cells.every((cell) => cell !== null)).toBe(true)
      expect(cells[1]?.change?.by ?? 0).toBe(0)
    }
  }
})

it('options of the same words stay two', () => {
  const twice = sampleOf('choice', { ...asked, options: ['Pond', 'Pond'] }, [
    [1, chosen('o1')],
    [3, chosen('o2')],
  ])
  expect(told([twice])).toEqual(['Pond | 1 25', 'Pond | 3 75'])
})

it('what the host removed is not compared', () => {
  const hidden = sampleOf('text', { question: 'Ideas?', settings: { moderated: true } }, [[1, { text: 'rude' }]])
  expect(told([hidden])).toEqual([])
})

it('thousands of words are cut', () => {
  const many = sampleOf(
    'words',
    { question: 'How?' },
    Array.from({ length: 100 }, (_, index) => [1, { words: [`word ${String(index)}`] }] as const),
  )
  const { rows, more } = compareSides([many])
  expect([rows.length, more]).toEqual([mostRows, 100 - mostRows])
})

describe('a change', () => {
  it.each([
    [17, 0, '+17'],
    [-3.5, 1, '−3.5'],
    [0, 0, '±0'],
    [-0.04, 1, '±0'],
  ])('%d with %d decimals is %s', (by, decimals, text) => {
    expect(signed({ by, decimals })).toBe(text)
  })

  it('of a share that is only bounded is about right', () => {
    const before = sampleOf('choice', asked, [
      [1, chosen('o1')],
      [499, chosen('o2')],
    ])
    const now = sampleOf('choice', asked, [
      [1, chosen('o1')],
      [1, chosen('o2')],
    ])
    const [pond] = compareSides([before, now]).rows
    expect(pond?.cells[1]?.change).toEqual({ by: 49, decimals: 0, about: true })
  })
})
