import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanLine, graphemeLength, lineUpTo, requiredLine } from '../../src/domain/text.ts'
import { normaliseCode } from '../../src/domain/meeting.ts'

describe('a line of text', () => {
  it.each([
    ['control characters', 'a\u0000b\u0007c\u009fd', 'abcd'],
    ['bidi overrides', 'invoice\u202Egnp.exe\u2066x\u2069', 'invoicegnp.exex'],
    ['line breaks and tabs', ' a\r\n\tb\u2028c ', 'a b c'],
    ['decomposed letters', 'Cafe\u0301', 'Café'],
    ['a tower of marks', `a${'\u0336'.repeat(40)}b`, `a${'\u0336'.repeat(4)}b`],
    ['half an emoji', 'x\ud83d', 'x'],
    ['a whole family', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['right-to-left letters', 'שלום', 'שלום'],
    ['markup, as text', '<b>&amp;</b>', '<b>&amp;</b>'],
  ])('is clean of %s', (_name, raw, clean) => {
    expect(cleanLine(raw)).toBe(clean)
  })

  it('is counted as read: a flag is one character', () => {
    expect(graphemeLength('🇨🇳投票')).toBe(3)
    expect(lineUpTo('🇨🇳'.repeat(5), 5).ok).toBe(true)
    expect(lineUpTo('🇨🇳'.repeat(6), 5)).toEqual({ ok: false, code: 'textTooLong', params: { limit: 5 } })
  })

  it('may be required', () => {
    expect(requiredLine(' \u200E ', 5)).toEqual({ ok: false, code: 'textEmpty' })
    expect(requiredLine('x'.repeat(100_000), 5)).toMatchObject({ code: 'textTooLong' })
  })

  it('is cleaned once and for all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => {
        const once = cleanLine(raw)
        expect(cleanLine(once)).toBe(once)
        expect(Buffer.from(once, 'utf8').toString('utf8')).toBe(once)
      }),
    )
  })
})

describe('a typed code', () => {
  it.each(['k7qf', ' K7 QF ', 'K7-QF'])('%j means K7QF', (typed) => {
    expect(normaliseCode(typed)).toBe('K7QF')
  })

  it('takes O for 0, I and L for 1', () => {
    expect(normaliseCode('oil0')).toBe('0110')
  })
})
