import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances, type Act } from '../../src/domain/circumstances.ts'
import { choice } from '../../src/domain/kinds/choice.ts'
import {
  electionOutcome,
  isElection,
  secondRound,
  usualMajority,
  type Election,
} from '../../src/domain/outcome/election.ts'
import { candidateBases, simpleMajority } from '../../src/domain/outcome/majority.ts'

const candidates = (counts: readonly number[]) => counts.map((weight, index) => ({ id: `o${index + 1}`, weight }))
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0)

function elect(rule: Election['rule'], seats: number, counts: number[], acts: Act[] = [], voted = sum(counts)) {
  const votes = { candidates: candidates(counts), cast: voted, blank: 0, people: voted }
  return electionOutcome({ seats, rule }, votes, { ...noCircumstances, acts })
}

const lot = (among: string[], drawn: string, atMs = 1): Act => ({ act: 'lot', purpose: 'elect', among, drawn, atMs })

describe('an election by most votes', () => {
  it('fills the seats by votes', () => {
    const outcome = elect('mostVotes', 2, [3, 9, 5])
    expect(outcome).toMatchObject({ status: 'elected', elected: ['o2', 'o3'], tied: [], needed: null, base: 17 })
    expect(outcome.election).toEqual({
      seats: 2,
      rule: 'mostVotes',
      needed: null,
      base: 17,
      votes: [9, 5],
      open: 0,
      secondRound: [],
    })
  })

  it('elects equals in option order while there are seats for all of them', () => {
    expect(elect('mostVotes', 2, [4, 4, 1])).toMatchObject({ status: 'elected', elected: ['o1', 'o2'], tied: [] })
  })

  it('elects nobody of those who are equal at the last seat', () => {
    const outcome = elect('mostVotes', 2, [4, 9, 4, 1])
    expect(outcome).toMatchObject({ status: 'tie', elected: ['o2'], tied: ['o1', 'o3'], election: { open: 1 } })
  })

  it('elects nobody without a vote', () => {
    expect(elect('mostVotes', 2, [4, 0, 0])).toMatchObject({
      status: 'elected',
      elected: ['o1'],
      election: { open: 1 },
    })
    expect(elect('mostVotes', 1, [0, 0])).toMatchObject({ status: 'none', elected: [], tied: [] })
    // The seat stays open: most votes know no second round.
    expect(elect('mostVotes', 2, [4, 0, 0]).election?.secondRound).toEqual([])
  })
})

describe('an election by absolute majority', () => {
  it('takes more than half of those who voted', () => {
    expect(elect('absoluteMajority', 1, [6, 5])).toMatchObject({
      status: 'elected',
      elected: ['o1'],
      needed: 6,
      base: 11,
    })
    // Half is not more than half.
    expect(elect('absoluteMajority', 1, [5, 4, 1])).toMatchObject({
      status: 'none',
      elected: [],
      needed: 6,
      election: { open: 1, secondRound: ['o1', 'o2'] },
    })
  })

  it('counts people, not ticks, where several may be chosen', () => {
    const outcome = elect('absoluteMajority', 2, [6, 5, 7], [], 10)
    expect(outcome).toMatchObject({ status: 'elected', elected: ['o3', 'o1'], needed: 6, base: 10 })
  })

  it('takes the best where more have a majority than there are seats', () => {
    expect(elect('absoluteMajority', 2, [6, 8, 7], [], 10)).toMatchObject({
      elected: ['o2', 'o3'],
      election: { open: 0 },
    })
    expect(elect('absoluteMajority', 2, [7, 8, 7], [], 10)).toMatchObject({
      status: 'tie',
      elected: ['o2'],
      tied: ['o1', 'o3'],
      election: { open: 1, secondRound: [] },
    })
  })

  it('keeps who is elected and asks again for the rest', () => {
    const outcome = elect('absoluteMajority', 2, [8, 4, 1, 3], [], 10)
    expect(outcome).toMatchObject({
      status: 'elected',
      elected: ['o1'],
      election: { open: 1, secondRound: ['o2', 'o4'] },
    })
  })

  it('asks for nothing before anybody has voted', () => {
    const outcome = elect('absoluteMajority', 1, [0, 0, 0])
    expect(outcome).toMatchObject({ status: 'none', needed: null, election: { needed: null, secondRound: [] } })
  })
})

describe('candidates of a second round', () => {
  it.each([
    ['the best two for one seat', [1, 5, 4, 3], [], 1, ['o2', 'o3']],
    ['four for two seats', [1, 5, 4, 3, 2], [], 2, ['o2', 'o3', 'o4', 'o5']],
    ['all who equal the last', [3, 5, 3, 3], [], 1, ['o1', 'o2', 'o3', 'o4']],
    ['nobody who is elected', [9, 5, 4, 3], ['o1'], 1, ['o2', 'o3']],
    ['all where there are fewer', [9, 5, 4], ['o1'], 2, ['o2', 'o3']],
    ['nobody where nothing is left to choose', [9, 5], ['o1'], 1, []],
    ['nobody where no seat is open', [9, 5, 3], ['o1'], 0, []],
  ])('are %s', (_name, counts, elected, open, expected) => {
    expect(secondRound(candidates(counts), elected, open)).toEqual(expected)
  })
})

describe('a tie at the last seat', () => {
  it('is decided by a lot among just those, recorded as what decided', () => {
    const drawn = lot(['o3', 'o1'], 'o3')
    const outcome = elect('mostVotes', 2, [4, 9, 4, 1], [drawn])
    expect(outcome).toMatchObject({ status: 'elected', elected: ['o2', 'o3'], tied: [], decidedBy: drawn })
    expect(outcome.election?.open).toBe(0)
  })

  it('takes a lot for each seat', () => {
    const first = lot(['o1', 'o2', 'o3'], 'o2')
    const one = elect('mostVotes', 2, [4, 4, 4], [first])
    expect(one).toMatchObject({
      status: 'tie',
      elected: ['o2'],
      tied: ['o1', 'o3'],
      decidedBy: first,
      election: { open: 1 },
    })
    const second = lot(['o1', 'o3'], 'o3', 2)
    const both = elect('mostVotes', 2, [4, 4, 4], [first, second])
    expect(both).toMatchObject({ status: 'elected', elected: ['o2', 'o3'], tied: [], decidedBy: second })
    expect([one.decisions, both.decisions]).toEqual([[first], [first, second]])
  })

  it('is decided by a casting vote for one of them', () => {
    const chair: Act = { act: 'castingVote', choice: 'o1', atMs: 1 }
    expect(elect('mostVotes', 1, [4, 4, 1], [chair])).toMatchObject({ elected: ['o1'], decidedBy: chair })
    const stray: Act = { act: 'castingVote', choice: 'o3', atMs: 1 }
    expect(elect('mostVotes', 1, [4, 4, 1], [stray])).toMatchObject({ status: 'tie', decidedBy: null })
  })

  it.each<[string, Act]>([
    ['other candidates', lot(['o1', 'o3'], 'o1')],
    ['more than those', lot(['o1', 'o2', 'o3'], 'o1')],
    ['fewer than those', lot(['o1'], 'o1')],
    ['somebody outside', lot(['o1', 'o2'], 'o3')],
    ['who leaves', { act: 'lot', purpose: 'eliminate', among: ['o1', 'o2'], drawn: 'o1', atMs: 1 }],
  ])('is not decided by a lot about %s', (_name, act) => {
    expect(elect('mostVotes', 1, [4, 4, 1], [act])).toMatchObject({
      status: 'tie',
      tied: ['o1', 'o2'],
      decidedBy: null,
    })
  })

  it('needs no lot where the votes decide', () => {
    expect(elect('mostVotes', 1, [5, 4], [lot([], '')])).toMatchObject({ elected: ['o1'], decidedBy: null })
    expect(elect('mostVotes', 1, [5, 4], [lot(['o1', 'o2'], 'o2')])).toMatchObject({ elected: ['o1'], decidedBy: null })
  })
})

describe('any election', () => {
  it('elects the right people: never more than seats, never past somebody with more votes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 1, max: 8 }),
        fc.constantFrom('mostVotes' as const, 'absoluteMajority' as const),
        (counts, seats, rule) => {
          const { elected, tied, election, status } = elect(rule, seats, counts)
          const votesOf = (id: string) => counts[Number(id.slice(1)) - 1] ?? 0
          expect(elected.length + (election?.open ?? 0)).toBe(seats)
          expect(tied.length === 0 || tied.length > (election?.open ?? 0)).toBe(true)
          expect(status === 'tie').toBe(tied.length > 0)
          candidates(counts).forEach(({ id, weight }) => {
            if (elected.includes(id)) expect(rule === 'mostVotes' ? weight > 0 : weight * 2 > sum(counts)).toBe(true)
            else for (const winner of elected) expect(votesOf(winner)).toBeGreaterThanOrEqual(weight)
            if (!elected.includes(id) && !tied.includes(id)) {
              for (const better of [...elected, ...tied]) expect(votesOf(better)).toBeGreaterThan(weight)
            }
          })
        },
      ),
    )
  })

  it('is over after as many lots as seats are open', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 2 }), { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 1, max: 4 }),
        (counts, seats) => {
          const acts: Act[] = []
          let outcome = elect('mostVotes', seats, counts, acts)
          const open = outcome.status === 'tie' ? (outcome.election?.open ?? 0) : 0
          for (let drawn = 0; drawn < open; drawn++) {
            acts.push(lot([...outcome.tied], outcome.tied[drawn % outcome.tied.length] ?? ''))
            outcome = elect('mostVotes', seats, counts, acts)
          }
          expect(outcome).toMatchObject({ status: 'elected', tied: [] })
          expect(new Set(outcome.elected).size).toBe(Math.min(seats, counts.length))
        },
      ),
    )
  })
})

describe('an election that arrives from outside', () => {
  const five = Array.from({ length: 5 }, () => usualMajority)
  const holed = [usualMajority]
  holed[2] = usualMajority

  it.each([
    ['seats for nobody', { seats: 0, rule: 'mostVotes' }],
    ['half a seat', { seats: 1.5, rule: 'mostVotes' }],
    ['seats beyond all numbers', { seats: 1e309, rule: 'mostVotes' }],
    ['more seats than a screen shows', { seats: 31, rule: 'mostVotes' }],
    ['an unknown rule', { seats: 1, rule: 'acclamation' }],
    ['no rule', { seats: 1 }],
    ['a member too many', { seats: 1, rule: 'mostVotes', quota: 3 }],
    ['majorities where most votes win', { seats: 1, rule: 'mostVotes', majorities: [usualMajority] }],
    ['no majority at all', { seats: 1, rule: 'absoluteMajority', majorities: [] }],
    ['more majorities than one can read', { seats: 1, rule: 'absoluteMajority', majorities: five }],
    ['a hole among them', { seats: 1, rule: 'absoluteMajority', majorities: holed }],
    ['a majority of yes and no', { seats: 1, rule: 'absoluteMajority', majorities: [simpleMajority] }],
    ['a quorum of nobody', { seats: 1, rule: 'mostVotes', quorum: { form: 'number', by: 'heads', atLeast: 0 } }],
    ['a list', [1]],
    ['null', null],
  ])('is refused with %s', (_name, raw) => {
    expect(isElection(raw)).toBe(false)
  })

  it('is read', () => {
    expect(isElection({ seats: 30, rule: 'absoluteMajority' })).toBe(true)
    const majorities = candidateBases.map((base) => ({ ...usualMajority, base }))
    const quorum = { form: 'number', by: 'heads', atLeast: 10 }
    expect(isElection({ seats: 1, rule: 'absoluteMajority', majorities, quorum })).toBe(true)
    expect(isElection({ seats: 1, rule: 'mostVotes', quorum: null })).toBe(true)
  })
})

describe('a choice that fills seats', () => {
  const election = { seats: 2, rule: 'mostVotes' } as const
  const options = ['o1', 'o2', 'o3'].map((id) => ({ id, label: id }))
  const settings = { ...choice.defaultSettings, max: 2, election }
  const question = { kind: 'choice', question: 'Board?', options, settings } as const

  it('is decided by weight', () => {
    const ballots = [
      { answer: { options: ['o1', 'o2'] }, weight: 1 },
      { answer: { options: ['o1'] }, weight: 1 },
      { answer: { options: ['o3'] }, weight: 5 },
    ]
    const tally = choice.tally(question, ballots, noCircumstances)
    expect(choice.outcome(question, tally, noCircumstances)).toMatchObject({
      status: 'elected',
      elected: ['o3', 'o1'],
      weighted: true,
      base: 7,
    })
  })

  it('gives everybody as many votes as there are seats, or fewer if the host says so', () => {
    const read = (change: unknown, current = choice.defaultSettings) => choice.readSettings(change, current)
    expect(read({ election })).toMatchObject({ ok: true, value: { max: 2, election } })
    expect(read({ election, max: 1 })).toMatchObject({ ok: true, value: { max: 1 } })
    expect(read({ election: { ...election, rule: 'absoluteMajority' } }, { ...settings, max: 1 })).toMatchObject({
      value: { max: 1 },
    })
    expect(read({ election, max: 3 })).toMatchObject({ code: 'maxAboveSeats', params: { max: 3, seats: 2 } })
    expect(read({ max: 3 }, settings)).toMatchObject({ code: 'maxAboveSeats' })
    expect(read({ election: null }, settings)).toMatchObject({ ok: true, value: { max: 2, election: null } })
    expect(read({ election: { seats: 0 } })).toMatchObject({ code: 'settingsMalformed' })
    expect(read({ other: true }, settings)).toMatchObject({ code: 'otherInElection' })
  })

  it('cannot be opened with more seats than candidates', () => {
    const with4 = { ...question, settings: { ...settings, election: { ...election, seats: 4 } } }
    expect(choice.checkComplete(with4)).toMatchObject({ code: 'seatsAboveOptions', params: { seats: 4, options: 3 } })
    const with3 = { ...question, settings: { ...settings, election: { ...election, seats: 3 } } }
    expect(choice.checkComplete(with3)).toMatchObject({ ok: true })
  })
})
