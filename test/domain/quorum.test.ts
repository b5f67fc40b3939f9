import { describe, expect, it } from 'vitest'
import { unknownRoll, type Roll } from '../../src/domain/circumstances.ts'
import { choice } from '../../src/domain/kinds/choice.ts'
import type { Question } from '../../src/domain/kinds/index.ts'
import { motion } from '../../src/domain/kinds/motion.ts'
import { simpleMajority } from '../../src/domain/outcome/majority.ts'
import { isQuorum, quorumReport, type Quorum } from '../../src/domain/outcome/quorum.ts'
import { lacksOfRoll } from '../../src/domain/poll.ts'

const moreThanHalf: Quorum = { form: 'fraction', by: 'heads', comparison: 'moreThan', numerator: 1, denominator: 2 }
const aThird: Quorum = { form: 'fraction', by: 'weight', comparison: 'atLeast', numerator: 1, denominator: 3 }
const twelve: Quorum = { form: 'number', by: 'heads', atLeast: 12 }

const roll = (entitledHeads: number, presentHeads: number, entitledWeight = 0, presentWeight = 0): Roll => {
  return { entitledHeads, entitledWeight, presentHeads, presentWeight }
}

describe('a quorum', () => {
  it('of more than half of 39 members is 20', () => {
    expect(quorumReport(moreThanHalf, roll(39, 20), null)).toEqual({
      quorum: moreThanHalf,
      needed: 20,
      present: 20,
      entitled: 39,
      holds: true,
      heldAtOpening: null,
    })
    expect(quorumReport(moreThanHalf, roll(39, 19), null).holds).toBe(false)
  })

  it('is taken of heads or of weight, never of both', () => {
    expect(quorumReport(aThird, roll(30, 1, 90, 30), null)).toMatchObject({ needed: 30, present: 30, holds: true })
    expect(quorumReport(aThird, roll(30, 29, 90, 29), null)).toMatchObject({ needed: 30, present: 29, holds: false })
  })

  it('may be a number, for which nobody has to know how many are entitled', () => {
    const known = { ...unknownRoll, presentHeads: 12 }
    expect(quorumReport(twelve, known, null)).toMatchObject({ needed: 12, entitled: null, holds: true })
    expect(quorumReport(twelve, { ...known, presentHeads: 11 }, null).holds).toBe(false)
  })

  it('does not hold where nobody knows who is there', () => {
    expect(quorumReport(twelve, unknownRoll, null)).toMatchObject({ present: null, holds: false })
    expect(quorumReport(moreThanHalf, { ...unknownRoll, presentHeads: 40 }, null)).toMatchObject({
      needed: null,
      holds: false,
    })
  })

  it('takes whoever has voted for present, whatever number was entered', () => {
    const entered = { entitledHeads: 39, entitledWeight: 90, presentHeads: 19, presentWeight: 29 }
    expect(quorumReport(moreThanHalf, entered, null, 20)).toMatchObject({ present: 20, holds: true })
    expect(quorumReport(moreThanHalf, entered, null, 18)).toMatchObject({ present: 19, holds: false })
    expect(quorumReport(aThird, entered, null, 30)).toMatchObject({ present: 30, holds: true })
    expect(quorumReport(twelve, unknownRoll, null, 12)).toMatchObject({ present: null, holds: false })
  })

  it('does not hold in an empty room', () => {
    expect(quorumReport({ ...aThird, by: 'heads' }, roll(0, 0), null)).toMatchObject({ needed: 1, holds: false })
  })

  it.each([
    [roll(39, 25), roll(39, 20), true, true],
    [roll(39, 12), roll(39, 20), false, true],
    [roll(39, 25), roll(39, 12), true, false],
  ])('is asked at opening and at closing', (opening, closing, heldAtOpening, holds) => {
    expect(quorumReport(moreThanHalf, closing, opening)).toMatchObject({ heldAtOpening, holds })
  })
})

describe('a quorum that arrives from outside', () => {
  it.each([moreThanHalf, aThird, twelve, { ...twelve, atLeast: 1 }, { ...aThird, numerator: 1, denominator: 1 }])(
    'is read: %j',
    (quorum) => {
      expect(isQuorum(quorum)).toBe(true)
    },
  )

  it.each([
    ['null', null],
    ['a number', 12],
    ['a list', [twelve]],
    ['no form', { by: 'heads', atLeast: 12 }],
    ['nobody', { ...twelve, atLeast: 0 }],
    ['half a person', { ...twelve, atLeast: 1.5 }],
    ['not a number', { ...twelve, atLeast: NaN }],
    ['a number beyond all numbers', { ...twelve, atLeast: 1e309 }],
    ['a member too many', { ...twelve, numerator: 1 }],
    ['a fraction with a number', { ...moreThanHalf, atLeast: 3 }],
    ['an unknown form', { ...moreThanHalf, form: 'share' }],
    ['more than everybody', { ...moreThanHalf, numerator: 2 }],
    ['no comparison', { form: 'fraction', by: 'heads', numerator: 1, denominator: 2 }],
    ['an unknown way of counting', { ...twelve, by: 'feet' }],
  ])('is refused: %s', (_name, raw) => {
    expect(isQuorum(raw)).toBe(false)
  })
})

describe('numbers that the meeting must know', () => {
  const asked = (settings: Partial<typeof motion.defaultSettings>): Question => ({
    kind: 'motion',
    question: 'Do we?',
    options: motion.fixedOptions ?? [],
    settings: { ...motion.defaultSettings, ...settings },
  })
  const which: Question = { kind: 'choice', question: 'Which?', options: [], settings: choice.defaultSettings }
  const of = (base: 'present' | 'entitled') => ({ ...simpleMajority, base })

  it.each([
    ['none for votes cast', asked({}), []],
    ['none for a choice', which, []],
    ['those of the base', asked({ rule: of('present') }), ['present']],
    ['those of a further majority', asked({ alsoRequired: [of('entitled')] }), ['entitled']],
    ['who is there for a number', asked({ quorum: twelve }), ['present']],
    ['both for a fraction', asked({ quorum: aThird }), ['entitled', 'present']],
    [
      'each once',
      asked({ quorum: moreThanHalf, rule: of('present'), alsoRequired: [of('entitled')] }),
      ['entitled', 'present'],
    ],
  ])('are %s', (_name, question, needed) => {
    expect(lacksOfRoll(question, unknownRoll)).toEqual(needed)
    expect(lacksOfRoll(question, roll(1, 1, 1, 1))).toEqual([])
  })

  it('are weights for a base, and what the quorum counts for a quorum', () => {
    const heads = { ...unknownRoll, entitledHeads: 9, presentHeads: 8 }
    expect(lacksOfRoll(asked({ quorum: moreThanHalf }), heads)).toEqual([])
    expect(lacksOfRoll(asked({ quorum: moreThanHalf }), { ...roll(1, 1, 1, 1), entitledHeads: null })).toEqual([
      'entitled',
    ])
    expect(lacksOfRoll(asked({ quorum: aThird }), heads)).toEqual(['entitled', 'present'])
    expect(lacksOfRoll(asked({ rule: of('present') }), heads)).toEqual(['present'])
  })
})
