import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances, unknownRoll, type Act, type Roll } from '../../src/domain/circumstances.ts'
import { motion } from '../../src/domain/kinds/motion.ts'
import {
  majorityBases,
  simpleMajority,
  type MajorityBase,
  type MajorityRule,
} from '../../src/domain/outcome/majority.ts'
import type { Quorum } from '../../src/domain/outcome/quorum.ts'
import { baseOf, motionVerdict, type MotionRules, type MotionVotes } from '../../src/domain/outcome/verdict.ts'

const half = (base: MajorityBase): MajorityRule => ({ ...simpleMajority, base })
const thirds = (base: MajorityBase): MajorityRule => ({ comparison: 'atLeast', numerator: 2, denominator: 3, base })
const all = (base: MajorityBase): MajorityRule => ({ comparison: 'atLeast', numerator: 1, denominator: 1, base })

const roll = (entitled: number | null, present: number | null): Roll => ({
  entitledHeads: entitled,
  entitledWeight: entitled,
  presentHeads: present,
  presentWeight: present,
})

const votes = (yes: number, no: number, abstain: number): MotionVotes => ({ yes, no, abstain })

function verdict(
  rules: Partial<MotionRules>,
  cast: MotionVotes,
  given: { roll?: Roll; rollAtOpening?: Roll; acts?: Act[] } = {},
) {
  const whole: MotionRules = { rule: simpleMajority, alsoRequired: [], quorum: null, tie: 'lost', ...rules }
  return motionVerdict(whole, cast, { ...noCircumstances, ...given })
}

describe('the verdict on a motion', () => {
  it.each([
    ['equal votes are lost', half('yesNo'), votes(5, 5, 3), 'lost', 6, 10],
    ['one more carries', half('yesNo'), votes(6, 5, 9), 'carried', 6, 11],
    ['two thirds of nine is six', thirds('yesNo'), votes(6, 3, 0), 'carried', 6, 9],
    ['five of nine is not', thirds('yesNo'), votes(5, 4, 0), 'lost', 6, 9],
    ['an abstention is not a yes where it is in the base', half('yesNoAbstain'), votes(6, 5, 2), 'lost', 7, 13],
    ['all ballots are yes, no and abstain', half('cast'), votes(7, 5, 1), 'carried', 7, 13],
    // 85 ballots handed in, 4 blank and 10 illegal: of 81 (blank ones do not count) 41 are needed.
    ["Robert's 85 ballots carry with 41", half('yesNo'), votes(41, 40, 4), 'carried', 41, 81],
    ["Robert's 85 ballots are lost with 40", half('yesNo'), votes(40, 41, 4), 'lost', 41, 81],
    ['as many abstentions as votes change nothing', half('yesNo'), votes(3, 0, 3), 'carried', 2, 3],
    ['a unanimous vote bears abstentions outside its base', all('yesNo'), votes(3, 0, 2), 'carried', 3, 3],
    ['a unanimous vote is broken by one no', all('yesNo'), votes(3, 1, 0), 'lost', 4, 4],
    ['a unanimous vote of all ballots is broken by an abstention', all('cast'), votes(3, 0, 1), 'lost', 4, 4],
  ] as const)('%s', (_name, rule, cast, status, needed, base) => {
    const outcome = verdict({ rule }, cast)
    expect(outcome).toMatchObject({ status, needed, reached: cast.yes, base, rule, decidedBy: null, tied: [] })
    const holds = status === 'carried'
    expect(outcome.conditions).toEqual([{ rule, base, needed, reached: cast.yes, holds }])
  })

  // 50 members, 30 present, 24 valid votes.
  it.each([
    ['yesNo', 13, 24],
    ['present', 16, 30],
    ['entitled', 26, 50],
  ] as const)('a majority of %s of 50 members, 30 present and 24 votes is %i', (base, needed, size) => {
    const enough = verdict({ rule: half(base) }, votes(needed, Math.max(0, 24 - needed), 0), { roll: roll(50, 30) })
    expect(enough).toMatchObject({ status: 'carried', needed, base: Math.max(size, needed) })
    const short = verdict({ rule: half(base) }, votes(needed - 1, 24 - needed + 1, 0), { roll: roll(50, 30) })
    expect(short).toMatchObject({ status: 'lost', needed })
  })

  it('decides nothing where nothing in the base was cast, or nobody voted', () => {
    expect(verdict({ rule: thirds('yesNo') }, votes(0, 0, 4))).toMatchObject({ status: 'none', needed: null, base: 0 })
    expect(verdict({ rule: half('entitled') }, votes(0, 0, 0), { roll: roll(9, 9) })).toMatchObject({ status: 'none' })
  })

  it.each(['present', 'entitled'] as const)('is none while nobody knows how many are %s', (base) => {
    const outcome = verdict({ rule: half(base) }, votes(9, 1, 0), { roll: unknownRoll })
    expect(outcome).toMatchObject({ status: 'none', needed: null, reached: 9, base: null, rule: half(base) })
    expect(outcome.conditions).toEqual([])
  })

  it('counts whoever voted as present and entitled, whatever was entered', () => {
    expect(baseOf('present', votes(6, 5, 1), roll(20, 10))).toBe(12)
    expect(baseOf('entitled', votes(6, 5, 1), roll(8, 8))).toBe(12)
    expect(baseOf('entitled', votes(6, 5, 1), roll(20, 10))).toBe(20)
  })

  it('takes heads for votes where only heads were entered, unless votes are weighted', () => {
    const heads: Roll = { ...unknownRoll, entitledHeads: 20, presentHeads: 10 }
    const rules: MotionRules = { rule: half('entitled'), alsoRequired: [half('present')], quorum: null, tie: 'lost' }
    const given = { ...noCircumstances, roll: heads }
    expect(motionVerdict(rules, votes(10, 0, 0), given)).toMatchObject({ status: 'lost', base: 20, needed: 11 })
    expect(motionVerdict(rules, votes(10, 0, 0), given, true)).toMatchObject({ status: 'none', base: null })
    expect(verdict({ rule: half('present') }, votes(5, 0, 0), { roll: heads })).toMatchObject({
      status: 'lost',
      base: 10,
    })
  })
})

describe('several majorities at once', () => {
  // McClintock: a majority of those present, and two thirds of the votes cast.
  const rules = { rule: half('present'), alsoRequired: [thirds('yesNo')] }

  it.each([
    ['the first alone', votes(7, 4, 2), [true, false], thirds('yesNo'), 8, 11],
    ['the second alone', votes(2, 1, 10), [false, true], half('present'), 7, 13],
    ['neither', votes(4, 4, 5), [false, false], half('present'), 7, 13],
  ])('are lost with %s', (_name, cast, holds, rule, needed, base) => {
    const outcome = verdict(rules, cast, { roll: roll(20, 13) })
    expect(outcome).toMatchObject({ status: 'lost', rule, needed, base })
    expect(outcome.conditions.map((condition) => condition.holds)).toEqual(holds)
  })

  it('carry when all hold, and tell the first', () => {
    const outcome = verdict(rules, votes(8, 4, 1), { roll: roll(20, 13) })
    expect(outcome).toMatchObject({ status: 'carried', rule: half('present'), needed: 7, reached: 8, base: 13 })
    expect(outcome.conditions).toHaveLength(2)
  })

  it('are lost as soon as one fails, though another cannot be judged', () => {
    expect(verdict(rules, votes(0, 0, 5), { roll: roll(20, 13) })).toMatchObject({ status: 'lost', needed: 7 })
    expect(verdict(rules, votes(1, 5, 0))).toMatchObject({ status: 'lost', rule: thirds('yesNo'), needed: 4 })
  })

  it('decide nothing where one holds and another cannot be judged', () => {
    const outcome = verdict(rules, votes(5, 1, 0))
    expect(outcome).toMatchObject({ status: 'none', rule: half('present'), needed: null, base: null })
    expect(outcome.conditions).toHaveLength(1)
    const second = verdict({ alsoRequired: [half('present')] }, votes(5, 1, 0))
    expect(second).toMatchObject({ status: 'none', rule: half('present'), needed: null, base: null })
  })
})

describe('a tie', () => {
  const cast = (choice: string, atMs = 1): Act => ({ act: 'castingVote', choice, atMs })
  const chair = { tie: 'castingVote' } as const

  it('waits for the casting vote, which decides without being counted', () => {
    expect(verdict(chair, votes(5, 5, 1))).toMatchObject({ status: 'tie', tied: ['yes', 'no'], decidedBy: null })
    const yes = verdict(chair, votes(5, 5, 1), { acts: [cast('yes')] })
    expect(yes).toMatchObject({ status: 'carried', tied: [], reached: 5, needed: 6, decidedBy: cast('yes') })
    const no = verdict(chair, votes(5, 5, 1), { acts: [cast('no')] })
    expect(no).toMatchObject({ status: 'lost', tied: [], decidedBy: cast('no') })
  })

  it('is lost where the chair has no casting vote, even if one was recorded', () => {
    expect(verdict({}, votes(5, 5, 1), { acts: [cast('yes')] })).toMatchObject({ status: 'lost', decidedBy: null })
  })

  it('is decided by the first casting vote that fits', () => {
    const lot: Act = { act: 'lot', purpose: 'elect', among: ['yes', 'no'], drawn: 'yes', atMs: 1 }
    const acts = [lot, cast('abstain'), cast('no', 2), cast('yes', 3)]
    expect(verdict(chair, votes(2, 2, 0), { acts })).toMatchObject({ status: 'lost', decidedBy: cast('no', 2) })
  })

  it('is none where yes and no differ: no casting vote overrules the votes', () => {
    expect(verdict(chair, votes(6, 5, 0), { acts: [cast('no')] })).toMatchObject({ status: 'carried', decidedBy: null })
    expect(verdict(chair, votes(5, 6, 0), { acts: [cast('yes')] })).toMatchObject({ status: 'lost', decidedBy: null })
  })

  it('is none where one more yes would carry and yes and no differ', () => {
    const outcome = verdict({ ...chair, rule: thirds('yesNo') }, votes(3, 2, 0), { acts: [cast('yes')] })
    expect(outcome).toMatchObject({ status: 'lost', needed: 4, tied: [], decidedBy: null })
  })

  it('is none where one more yes would not carry', () => {
    expect(verdict({ ...chair, rule: thirds('yesNo') }, votes(5, 5, 0))).toMatchObject({ status: 'lost', tied: [] })
    expect(verdict({ ...chair, rule: half('entitled') }, votes(5, 5, 0), { roll: roll(30, 30) }).status).toBe('lost')
    expect(verdict({ ...chair, rule: half('entitled') }, votes(5, 5, 0), { roll: roll(10, 10) }).status).toBe('tie')
  })

  it('is none where equal votes are enough', () => {
    const rule: MajorityRule = { comparison: 'atLeast', numerator: 1, denominator: 2, base: 'yesNo' }
    expect(verdict({ ...chair, rule }, votes(5, 5, 0))).toMatchObject({ status: 'carried', decidedBy: null })
  })

  it('is none where nobody said yes or no', () => {
    expect(verdict(chair, votes(0, 0, 3), { acts: [cast('yes')] })).toMatchObject({ status: 'none', decidedBy: null })
  })
})

describe('a motion without its quorum', () => {
  const quorum: Quorum = { form: 'fraction', by: 'heads', comparison: 'moreThan', numerator: 1, denominator: 2 }

  it('is not decided, whatever the votes say', () => {
    const outcome = verdict({ quorum }, votes(15, 2, 0), { roll: roll(39, 19), rollAtOpening: roll(39, 25) })
    expect(outcome).toMatchObject({ status: 'noQuorum', needed: 9, reached: 15 })
    expect(outcome.quorum).toMatchObject({ needed: 20, present: 19, holds: false, heldAtOpening: true })
  })

  it('is not decided by a casting vote either', () => {
    const acts: Act[] = [{ act: 'castingVote', choice: 'yes', atMs: 1 }]
    const outcome = verdict({ quorum, tie: 'castingVote' }, votes(5, 5, 0), { roll: roll(39, 19), acts })
    expect(outcome).toMatchObject({ status: 'noQuorum', decidedBy: null, tied: [] })
  })

  it('is decided where the quorum came together during the vote, and says so', () => {
    const outcome = verdict({ quorum }, votes(15, 2, 0), { roll: roll(39, 20), rollAtOpening: roll(39, 12) })
    expect(outcome).toMatchObject({ status: 'carried', quorum: { holds: true, heldAtOpening: false } })
  })

  it('is none where nobody knows who is there', () => {
    expect(verdict({ quorum }, votes(15, 2, 0))).toMatchObject({ status: 'none', quorum: { holds: false } })
    const twelve: Quorum = { form: 'number', by: 'heads', atLeast: 12 }
    expect(verdict({ quorum: twelve }, votes(15, 2, 0))).toMatchObject({ status: 'none', quorum: { needed: 12 } })
    const unlisted = verdict({ quorum }, votes(15, 2, 0), { roll: roll(null, 30) })
    expect(unlisted).toMatchObject({ status: 'none', quorum: { needed: null, present: 30 } })
  })

  it('keeps the roll it was judged with', () => {
    expect(verdict({ quorum }, votes(15, 2, 0), { roll: roll(39, 20) }).roll).toEqual(roll(39, 20))
  })
})

describe('any motion', () => {
  const rule = fc.record({
    comparison: fc.constantFrom('moreThan' as const, 'atLeast' as const),
    numerator: fc.integer({ min: 1, max: 3 }),
    denominator: fc.integer({ min: 4, max: 5 }),
    base: fc.constantFrom(...majorityBases),
  })
  const count = fc.nat(12)

  it('carries exactly when every majority holds by cross-multiplying', () => {
    fc.assert(
      fc.property(rule, fc.array(rule, { maxLength: 3 }), count, count, count, (first, others, yes, no, abstain) => {
        const given = roll(60, 40)
        const outcome = verdict({ rule: first, alsoRequired: others }, votes(yes, no, abstain), { roll: given })
        const holds = [first, ...others].map((one) => {
          const base = {
            yesNo: yes + no,
            yesNoAbstain: yes + no + abstain,
            cast: yes + no + abstain,
            present: 40,
            entitled: 60,
          }
          const [left, right] = [BigInt(yes * one.denominator), BigInt(base[one.base] * one.numerator)]
          return base[one.base] > 0 && (one.comparison === 'moreThan' ? left > right : left >= right)
        })
        expect(outcome.status === 'carried').toBe(holds.every(Boolean))
        expect(outcome.conditions.map((condition) => condition.holds)).toEqual(holds)
      }),
    )
  })

  it('never carries with fewer yes votes where it was lost with more', () => {
    fc.assert(
      fc.property(rule, fc.integer({ min: 1, max: 12 }), count, count, (one, yes, no, abstain) => {
        const status = (more: number) => verdict({ rule: one }, votes(more, no, abstain), { roll: roll(60, 40) }).status
        if (status(yes) === 'lost') expect(status(yes - 1)).not.toBe('carried')
      }),
    )
  })
})

describe('a weighted motion', () => {
  const question = {
    kind: 'motion',
    question: 'Adopt?',
    options: motion.fixedOptions ?? [],
    settings: motion.defaultSettings,
  } as const
  const ballot = (id: string, weight: number) => ({ answer: { options: [id] }, weight })

  it('is decided by weight, with heads told apart', () => {
    const tally = motion.tally(question, [ballot('yes', 5), ballot('no', 1), ballot('no', 1)], noCircumstances)
    expect(tally.options).toMatchObject([{ count: 1, weight: 5 }, { count: 2, weight: 2 }, { count: 0 }])
    expect(motion.outcome(question, tally, noCircumstances)).toMatchObject({
      status: 'carried',
      needed: 4,
      reached: 5,
      base: 7,
      weighted: true,
    })
  })

  it('takes all three answers into the base', () => {
    const asked = { ...question, settings: { ...motion.defaultSettings, rule: half('cast') } }
    const tally = motion.tally(asked, [ballot('yes', 2), ballot('no', 1), ballot('abstain', 4)], noCircumstances)
    expect(motion.outcome(asked, tally, noCircumstances)).toMatchObject({
      status: 'lost',
      base: 7,
      needed: 4,
      reached: 2,
    })
  })

  it('is weighted even where only those who stayed away have several votes', () => {
    const tally = motion.tally(question, [ballot('yes', 1)], noCircumstances)
    const given = { ...noCircumstances, roll: { ...roll(10, 5), entitledWeight: 14 } }
    expect(motion.outcome(question, tally, given).weighted).toBe(true)
    expect(motion.outcome(question, tally, { ...noCircumstances, roll: roll(10, 5) }).weighted).toBe(false)
    const halfKnown = { ...unknownRoll, entitledHeads: 10, presentWeight: 5 }
    expect(motion.outcome(question, tally, { ...noCircumstances, roll: halfKnown }).weighted).toBe(false)
  })

  it('is weighted though heads and votes add up to the same', () => {
    const tally = motion.tally(question, [ballot('yes', 2), ballot('no', 0)], noCircumstances)
    expect(motion.outcome(question, tally, noCircumstances).weighted).toBe(true)
  })
})
