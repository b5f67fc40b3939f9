import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  isMajorityRule,
  isReached,
  needed,
  simpleMajority,
  type MajorityRule,
} from '../../src/domain/outcome/majority.ts'
import { motionVerdict } from '../../src/domain/outcome/outcome.ts'

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
    expect(needed({ comparison: 'atLeast', numerator: 55, denominator: 100, base: 'yesNo' }, 100)).toBe(55)
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

describe('the verdict on a motion', () => {
  it.each([
    ['equal votes are lost', half, { yes: 5, no: 5, abstain: 3 }, 'lost', 6, 10],
    ['one more carries', half, { yes: 6, no: 5, abstain: 9 }, 'carried', 6, 11],
    ['two thirds of nine is six', twoThirds, { yes: 6, no: 3, abstain: 0 }, 'carried', 6, 9],
    ['five of nine is not', twoThirds, { yes: 5, no: 4, abstain: 0 }, 'lost', 6, 9],
  ] as const)('%s', (_name, rule, votes, status, least, base) => {
    expect(motionVerdict(rule, votes)).toEqual({ status, needed: least, reached: votes.yes, base, rule })
  })

  it('counts abstentions as "not yes" when they are in the base', () => {
    const all: MajorityRule = { ...half, base: 'yesNoAbstain' }
    expect(motionVerdict(all, { yes: 6, no: 5, abstain: 2 })).toMatchObject({ status: 'lost', needed: 7, base: 13 })
  })

  it('decides nothing where nothing in the base was cast', () => {
    expect(motionVerdict(twoThirds, { yes: 0, no: 0, abstain: 4 })).toMatchObject({
      status: 'none',
      needed: null,
      base: 0,
    })
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
  ])('is refused with %s', (_name, raw) => {
    expect(isMajorityRule(raw)).toBe(false)
  })

  it('may ask for everybody', () => {
    expect(isMajorityRule({ comparison: 'atLeast', numerator: 1, denominator: 1, base: 'yesNo' })).toBe(true)
  })
})
