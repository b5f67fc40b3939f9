import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isMajorityRule,
  isReached,
  majorityBases,
  needed,
  simpleMajority,
  type MajorityRule,
} from '../../src/domain/outcome/majority.ts'

const half: MajorityRule = simpleMajority
const twoThirds: MajorityRule = { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'yesNo' }
const threeQuarters: MajorityRule = { comparison: 'atLeast', numerator: 3, denominator: 4, base: 'yesNo' }

describe('votes needed', () => {
  it.each([
    [1, 1, 1, 1],
    [2, 2, 2, 2],
    [3, 2, 2, 3],
    [9, 5, 6, 7],
    [10, 6, 7, 8],
    [30, 16, 20, 23],
    [81, 41, 54, 61],
    [100, 51, 67, 75],
    [1000, 501, 667, 750],
  ])('of a base of %i: more than half %i, two thirds %i, three quarters %i', (base, more, thirds, quarters) => {
    expect([needed(half, base), needed(twoThirds, base), needed(threeQuarters, base)]).toEqual([more, thirds, quarters])
  })

  it('does not fall for floating point: 55 % of 100 is 55', () => {
    expect(needed({ comparison: 'atLeast', numerator: 55, denominator: 100 }, 100)).toBe(55)
  })

  it('is the smallest number that reaches the rule', () => {
    const rule = fc.record({
      comparison: fc.constantFrom('moreThan' as const, 'atLeast' as const),
      numerator: fc.integer({ min: 1, max: 40 }),
      denominator: fc.integer({ min: 1, max: 41 }),
      base: fc.constant('yesNo' as const),
    })
    fc.assert(
      fc.property(rule.filter(isMajorityRule), fc.integer({ min: 1, max: 5000 }), (some, base) => {
        const least = needed(some, base)
        expect(isReached(some, least, base)).toBe(true)
        expect(isReached(some, least - 1, base)).toBe(false)
        expect(least).toBeLessThanOrEqual(base)
      }),
    )
  })
})

describe('a majority', () => {
  const rules = fc
    .record({
      comparison: fc.constantFrom('moreThan' as const, 'atLeast' as const),
      numerator: fc.integer({ min: 1, max: 1000 }),
      denominator: fc.integer({ min: 1, max: 1000 }),
      base: fc.constant('yesNo' as const),
    })
    .filter(isMajorityRule)

  it('agrees with cross-multiplying in numbers of any size', () => {
    fc.assert(
      fc.property(rules, fc.maxSafeNat(), fc.maxSafeNat(), (rule, a, b) => {
        const [yes, base] = [Math.min(a, b), Math.max(a, b)]
        const left = BigInt(yes) * BigInt(rule.denominator)
        const right = BigInt(base) * BigInt(rule.numerator)
        expect(isReached(rule, yes, base)).toBe(rule.comparison === 'moreThan' ? left > right : left >= right)
      }),
      { numRuns: 1000 },
    )
  })

  it('agrees on the very edge, where rounding would show', () => {
    fc.assert(
      fc.property(rules, fc.nat(9_000_000_000_000), fc.integer({ min: -1, max: 1 }), (rule, parts, step) => {
        const base = parts * rule.denominator
        const yes = parts * rule.numerator + step
        expect(isReached(rule, yes, base)).toBe(rule.comparison === 'moreThan' ? step > 0 : step >= 0)
      }),
    )
  })
})

describe('a rule that arrives from outside', () => {
  it.each([
    ['no object', 'half'],
    ['null', null],
    ['a foreign member', { ...half, extra: 1 }],
    ['a fraction above one', { ...half, numerator: 3 }],
    ['more than everybody', { ...half, numerator: 2 }],
    ['a broken fraction', { ...half, numerator: 0.5 }],
    ['a denominator of nothing', { ...half, denominator: 0 }],
    ['an unknown base', { ...half, base: 'everybody' }],
    ['an unknown comparison', { ...half, comparison: 'about' }],
    ['no base', { comparison: 'moreThan', numerator: 1, denominator: 2 }],
    ['nothing of it', { ...half, numerator: 0 }],
    ['not a number', { ...half, numerator: NaN }],
    ['a number beyond all numbers', { ...half, denominator: 1e309 }],
    ['a denominator that nobody means', { ...half, numerator: 1, denominator: 1001 }],
    ['a fraction in words', { ...half, numerator: '1' }],
    ['a list', [half]],
    ['a prototype', JSON.parse('{"__proto__":{"base":"yesNo"}}')],
  ])('is refused with %s', (_name, raw) => {
    expect(isMajorityRule(raw)).toBe(false)
  })

  it.each(majorityBases)('may be taken of %s', (base) => {
    expect(isMajorityRule({ ...half, base })).toBe(true)
    expect(isMajorityRule({ ...half, numerator: 999, denominator: 1000, base })).toBe(true)
  })

  it('may ask for everybody', () => {
    expect(isMajorityRule({ comparison: 'atLeast', numerator: 1, denominator: 1, base: 'yesNo' })).toBe(true)
  })
})
