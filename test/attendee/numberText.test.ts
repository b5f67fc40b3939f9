import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasSeparator, inThousands, readNumber } from '../../src/attendee/voting/kinds/numberText.ts'
import { number } from '../../src/domain/kinds/number.ts'

const free = { min: null, max: null, decimals: 2 }

describe('a number that is typed', () => {
  test.each([
    ['12', 12],
    [' 12,5 ', 12.5],
    ['12.50', 12.5],
    ['-3', -3],
    ['−3', -3],
    ['+3', 3],
    ['.5', 0.5],
    ['１２．５', 12.5],
    ['-0', 0],
  ])('%s is %d', (typed, value) => {
    expect(readNumber(typed, free)).toBe(value)
  })

  test.each(['', ' ', '-', '+'])('“%s” is nothing yet', (typed) => {
    expect(readNumber(typed, free)).toBeUndefined()
  })

  test.each(['1.000,5', '1 000', '12 kg', 'NaN', 'Infinity', '1e3', '5.', '--5'])('“%s” is none', (typed) => {
    expect(readNumber(typed, free)).toBe('malformed')
  })

  test('has as many decimals as it may, and stands in its range', () => {
    const settings = { min: 0, max: 10, decimals: 1 }
    expect(readNumber('5,55', settings)).toBe('tooManyDecimals')
    expect(readNumber('-0,1', settings)).toBe('tooLow')
    expect(readNumber('10,1', settings)).toBe('tooHigh')
    expect(readNumber('10,0', settings)).toBe(10)
  })
})

describe('a sign that is read in more than one way', () => {
  test.each([
    ['1,000', '1000'],
    ['1.000', '1000'],
    [' 12,500 ', '12500'],
    ['-999.999', '-999999'],
    ['１，０００', '1000'],
  ])('%s may be %s', (typed, whole) => {
    expect(inThousands(typed)).toBe(whole)
    expect(hasSeparator(typed)).toBe(true)
  })

  // Nobody writes thousands like this.
  test.each(['1,00', '0,500', '0.125', '1,0000', '1000', '1000.000', '1,000,000', 'x', ''])('%s is not', (typed) => {
    expect(inThousands(typed)).toBeNull()
  })

  test('is none where there is no sign', () => {
    expect(['1000', '', '-5'].map(hasSeparator)).toEqual([false, false, false])
  })
})

test('what a phone lets through is what the server counts, and what it stops would be refused', () => {
  const typed = fc.oneof(
    fc.stringMatching(/^[-+−]?\d{0,4}[.,]?\d{0,3}$/),
    fc.stringMatching(/^[-+ ]?[０-９\d]{1,5}[．，.,]?[0-9]{0,2} ?$/),
    fc.string({ maxLength: 6 }),
  )
  fc.assert(
    fc.property(
      typed,
      fc.constantFrom(null, -5, 0),
      fc.constantFrom(null, 10, 500),
      fc.integer({ min: 0, max: 3 }),
      (text, min, max, decimals) => {
        const settings = { ...number.defaultSettings, min, max, decimals }
        const read = readNumber(text, settings)
        const question = { kind: 'number' as const, question: '', options: [], settings }
        const counted = number.readAnswer({ value: text }, question)
        if (typeof read === 'number') expect(counted).toEqual({ ok: true, value: { value: read } })
        else expect(counted.ok).toBe(false)
      },
    ),
    { numRuns: 500 },
  )
})
