import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isRightToLeft, isolated, shorten, textWidth, wrap, wrapEvenly } from '../../src/web/picture/textWidth.ts'

describe('lines of text', () => {
  it('break between words, and keep all of them', () => {
    expect(wrap('Where shall the new bench stand?', 10)).toEqual(['Where shall the', 'new bench stand?'])
  })

  it('break anywhere in Chinese, but not before a full stop', () => {
    expect(wrap('长椅放在池塘边。', 7.5)).toEqual(['长椅放在池塘', '边。'])
  })

  it('break a word that is longer than the line', () => {
    expect(wrap('x'.repeat(10), 3).join('')).toBe('x'.repeat(10))
  })

  it('are never wider than they may be, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 2, max: 20 }), (text, width) => {
        const lines = wrap(text, width)
        for (const line of lines) expect(textWidth(line)).toBeLessThanOrEqual(width + 0.5)
        const letters = (some: string): string => some.replace(/\s+/g, '')
        expect(letters(lines.join(''))).toBe(letters(text))
      }),
    )
  })

  it('leave no single word behind where they are even', () => {
    const text = 'The association buys a shared wood chipper for the garden'
    const even = wrapEvenly(text, 20)
    expect(even).toHaveLength(wrap(text, 20).length)
    const widths = even.map(textWidth)
    expect(Math.min(...widths) / Math.max(...widths)).toBeGreaterThan(0.7)
  })

  it('end with three dots where there is no room', () => {
    expect(shorten('Parish council', 20)).toBe('Parish council')
    const short = shorten('Parish council of the town', 6)
    expect(short).toMatch(/^Parish .*…$/)
    expect(textWidth(short)).toBeLessThanOrEqual(6)
  })
})

describe('direction', () => {
  it('is that of the first letter', () => {
    expect(isRightToLeft('123 שלום')).toBe(true)
    expect(isRightToLeft('a שלום')).toBe(false)
    expect(isRightToLeft('42')).toBe(false)
  })

  it('does not turn what stands around', () => {
    expect(isolated('a שלום')).toBe('\u2068a שלום\u2069')
    expect(isolated('hello')).toBe('hello')
  })
})
