import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances, unknownRoll, type Act, type Roll } from '../../src/domain/circumstances.ts'
import { choice, type ChoiceAnswer } from '../../src/domain/kinds/choice.ts'
import { electionOutcome, usualMajority, type Election, type ElectionVotes } from '../../src/domain/outcome/election.ts'
import { candidateBases, type CandidateBase, type CandidateRule } from '../../src/domain/outcome/majority.ts'
import type { Quorum } from '../../src/domain/outcome/quorum.ts'
import { secondRoundOf } from '../../src/domain/outcome/tie.ts'
import { tieBreaks } from '../../src/domain/poll.ts'

const half = (base: CandidateBase): CandidateRule => ({ ...usualMajority, base })
const third = (base: CandidateBase): CandidateRule => ({ comparison: 'atLeast', numerator: 1, denominator: 3, base })
const heads = (entitled: number | null, present: number | null): Roll => ({
  ...unknownRoll,
  entitledHeads: entitled,
  presentHeads: present,
})

function votes(counts: readonly number[], { cast, blank = 0 }: { cast?: number; blank?: number } = {}): ElectionVotes {
  const candidates = counts.map((weight, index) => ({ id: `o${index + 1}`, weight }))
  const all = cast ?? counts.reduce((sum, count) => sum + count, 0) + blank
  return { candidates, cast: all, blank, people: all }
}

function elect(election: Partial<Election>, counted: ElectionVotes, roll = unknownRoll, rollAtOpening = roll) {
  const given = { acts: [], roll, rollAtOpening }
  return electionOutcome({ seats: 1, rule: 'absoluteMajority', ...election }, counted, given)
}

describe('a majority of a named base', () => {
  it('leaves blank ballots out of the valid ones: 85 handed in, 4 blank, 10 illegal: base 81, needed 41', () => {
    const counted = (best: number) => votes([best, 71 - best], { cast: 85, blank: 4 })
    expect(elect({}, counted(41))).toMatchObject({ status: 'elected', elected: ['o1'], base: 81, needed: 41 })
    expect(elect({}, counted(40))).toMatchObject({ status: 'none', elected: [], base: 81, needed: 41 })
  })

  it.each([
    ['valid', 24, 13],
    ['cast', 26, 14],
    ['present', 30, 16],
    ['entitled', 50, 26],
  ] as const)(
    '%s: of 50 members, 30 present, 24 valid and 2 blank votes more than half of %i is %i',
    (base, size, least) => {
      const roll = heads(50, 30)
      const enough = elect({ majorities: [half(base)] }, votes([least], { cast: 26, blank: 2 }), roll)
      expect(enough).toMatchObject({ status: 'elected', elected: ['o1'], base: size, needed: least })
      expect(enough.conditions).toEqual([{ rule: half(base), base: size, needed: least, reached: least, holds: true }])
      const short = elect({ majorities: [half(base)] }, votes([least - 1, 1], { cast: 26, blank: 2 }), roll)
      expect(short).toMatchObject({ status: 'none', elected: [], conditions: [{ reached: least - 1, holds: false }] })
    },
  )

  it('must be reached together with every other: the strictest decides', () => {
    const election = { majorities: [half('valid'), third('entitled')] }
    // 21 of 30 valid votes are a majority, and a third of 63 members; not of 66.
    expect(elect(election, votes([21, 9]), heads(63, 30))).toMatchObject({ status: 'elected', needed: 21, base: 63 })
    const few = elect(election, votes([21, 9]), heads(66, 30))
    expect(few).toMatchObject({ status: 'none', needed: 22, base: 66 })
    expect(few.conditions.map(({ needed, holds }) => [needed, holds])).toEqual([
      [16, true],
      [22, false],
    ])
  })

  it('is of the votes there are where the host entered fewer', () => {
    expect(elect({ majorities: [half('present')] }, votes([6, 5]), heads(9, 8))).toMatchObject({ base: 11, needed: 6 })
  })

  it('decides nothing where nobody knows the base, or where there is nothing in it', () => {
    const unknown = elect({ majorities: [half('entitled')] }, votes([6, 5]))
    expect(unknown).toMatchObject({
      status: 'none',
      elected: [],
      needed: null,
      base: null,
      election: { secondRound: [] },
    })
    const blank = elect({}, votes([0, 0], { blank: 3 }))
    expect(blank).toMatchObject({ status: 'none', needed: null, base: 0, election: { secondRound: [] } })
  })

  it('freezes who could vote only where that was asked', () => {
    expect(elect({ majorities: [half('present')] }, votes([3]), heads(null, 4)).roll).toMatchObject({
      presentWeight: 4,
    })
    expect(elect({}, votes([3]), heads(9, 4)).roll).toBeNull()
  })
})

describe('the quorum of an election', () => {
  const quorum: Quorum = { form: 'fraction', by: 'heads', comparison: 'moreThan', numerator: 1, denominator: 2 }

  it.each(['mostVotes', 'absoluteMajority'] as const)('elects nobody where it is not there: %s', (rule) => {
    const outcome = elect({ rule, quorum }, votes([5, 5]), heads(39, 19))
    expect(outcome).toMatchObject({ status: 'noQuorum', elected: [], tied: [], quorum: { needed: 20, present: 19 } })
    expect(outcome.election).toMatchObject({ open: 1, votes: [], secondRound: [] })
    expect(secondRoundOf(outcome)).toBeNull()
    expect(elect({ rule, quorum }, votes([6, 5]), heads(39, 20))).toMatchObject({ status: 'elected', elected: ['o1'] })
  })

  it('is judged at opening too', () => {
    const late = elect({ quorum }, votes([6, 5]), heads(39, 20), heads(39, 12))
    expect(late).toMatchObject({ status: 'elected', quorum: { holds: true, heldAtOpening: false } })
    const gone = elect({ quorum }, votes([6, 5]), heads(39, 12), heads(39, 20))
    expect(gone).toMatchObject({ status: 'noQuorum', quorum: { holds: false, heldAtOpening: true } })
  })

  it('decides nothing where nobody knows the numbers', () => {
    expect(elect({ quorum }, votes([6, 5]))).toMatchObject({ status: 'none', elected: [], quorum: { needed: null } })
  })

  it('leaves no tie to break', () => {
    const settings = { ...choice.defaultSettings, election: { seats: 1, rule: 'mostVotes', quorum } as const }
    const options = ['o1', 'o2'].map((id) => ({ id, label: id }))
    const question = { kind: 'choice', question: 'Chair?', options, settings } as const
    const ballots = [{ options: ['o1'] }, { options: ['o2'] }].map((answer) => ({ answer, weight: 1 }))
    const acts: Act[] = [{ act: 'castingVote', choice: 'o1', atMs: 1 }]
    const given = { ...noCircumstances, acts, roll: heads(39, 19) }
    const tally = choice.tally(question, ballots, given)
    const outcome = choice.outcome(question, tally, given)
    expect(outcome).toMatchObject({ status: 'noQuorum', elected: [], decisions: [] })
    expect(tieBreaks(question, tally, outcome)).toBeNull()
    expect(choice.rollNeeded?.(question)).toEqual(['entitledHeads', 'presentHeads'])
  })
})

describe('any election', () => {
  const part = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  const rule: fc.Arbitrary<CandidateRule> = fc
    .record({
      part,
      comparison: fc.constantFrom('moreThan' as const, 'atLeast' as const),
      base: fc.constantFrom(...candidateBases),
    })
    .map(({ part: [one, other], comparison, base }) => ({
      comparison,
      numerator: Math.min(one, other),
      denominator: Math.max(one, other) + (comparison === 'moreThan' && one === other ? 1 : 0),
      base,
    }))
  const ballot = fc.subarray(['o1', 'o2', 'o3'], { maxLength: 2 }).map((options): ChoiceAnswer => ({ options }))

  it('elects exactly whom a naive recount of its ballots elects', () => {
    fc.assert(
      fc.property(
        fc.array(ballot, { maxLength: 14 }),
        fc.array(rule, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 14, max: 40 }),
        fc.nat(20),
        (answers, majorities, entitled, atLeast) => {
          const quorum: Quorum | null = atLeast === 0 ? null : { form: 'number', by: 'heads', atLeast }
          const election: Election = { seats: 3, rule: 'absoluteMajority', majorities, quorum }
          const settings = { ...choice.defaultSettings, max: 2, blank: true, election }
          const options = ['o1', 'o2', 'o3'].map((id) => ({ id, label: id }))
          const question = { kind: 'choice', question: '?', options, settings } as const
          const given = { ...noCircumstances, roll: heads(entitled, 14) }
          const read = answers.map((answer) => choice.readAnswer(answer, question))
          expect(read.every(({ ok }) => ok)).toBe(true)
          const tally = choice.tally(
            question,
            answers.map((answer) => ({ answer, weight: 1 })),
            given,
          )
          const outcome = choice.outcome(question, tally, given)
          const named = (id: string) => answers.filter((answer) => answer.options.includes(id)).length
          const blank = answers.filter((answer) => answer.options.length === 0).length
          const sizes = { valid: answers.length - blank, cast: answers.length, present: 14, entitled }
          const reaches = (count: number, { comparison, numerator, denominator, base }: CandidateRule) =>
            comparison === 'atLeast'
              ? count * denominator >= numerator * sizes[base]
              : count * denominator > numerator * sizes[base]
          const there = quorum === null || 14 >= atLeast
          const expected = options
            .map(({ id }) => id)
            .filter((id) => there && named(id) > 0 && majorities.every((one) => reaches(named(id), one)))
          expect(tally.blank).toEqual({ count: blank, weight: blank })
          expect([...outcome.elected].sort()).toEqual(expected)
          expect(outcome.status).toBe(!there ? 'noQuorum' : expected.length > 0 ? 'elected' : 'none')
        },
      ),
    )
  })
})

describe('who could vote, in an election', () => {
  const weighed = { entitledHeads: 20, entitledWeight: 90, presentHeads: 4, presentWeight: 29 }
  const counted = { ...votes([20, 10]), people: 5 }
  const quorumOf = (by: Quorum['by'], atLeast: number) => {
    const given = { acts: [], roll: weighed, rollAtOpening: null }
    const quorum: Quorum = { form: 'number', by, atLeast }
    return electionOutcome({ seats: 1, rule: 'mostVotes', quorum }, counted, given, true).quorum
  }

  it('holds at least those who voted, as people for a quorum of people and as votes for one of votes', () => {
    expect(quorumOf('heads', 5)).toMatchObject({ present: 5, holds: true })
    expect(quorumOf('heads', 6)).toMatchObject({ present: 5, holds: false })
    expect(quorumOf('weight', 30)).toMatchObject({ present: 30, holds: true })
  })

  it('is told with the outcome where a majority or a quorum is taken of it, and only there', () => {
    const roll = heads(50, 30)
    const told = (election: Partial<Election>) => elect(election, votes([26, 1]), roll).roll
    expect(told({ majorities: [half('entitled')] })).toMatchObject({ entitledWeight: 50 })
    expect(told({ majorities: [half('valid'), half('present')] })).toMatchObject({ presentWeight: 30 })
    expect(told({ quorum: { form: 'number', by: 'heads', atLeast: 3 } })).toMatchObject({ presentHeads: 30 })
    expect(told({})).toBeNull()
  })
})
