import { describe, expect, it } from 'vitest'
import type { HostPoll } from '../../src/contract/views.ts'
import { noVerdict, type Outcome } from '../../src/domain/outcome/outcome.ts'
import { readDuration } from '../../src/renderer/console/poll/duration.ts'
import { lacksNumbers, readHeads } from '../../src/renderer/console/poll/rollFields.ts'
import { tieChoices } from '../../src/renderer/console/poll/tieChoices.ts'

describe('a countdown of one’s own', () => {
  it.each([
    ['90', 90],
    ['1:30', 90],
    [' 0:05 ', 5],
    ['2：00', 120],
    ['1:00:00', 3600],
    ['24:00:00', 86_400],
  ])('%j is %i s', (typed, seconds) => {
    expect(readDuration(typed)).toBe(seconds)
  })

  it.each(['', 'soon', '4', '0:04', '1:75', '1:60:00', '24:00:01', '-5', '1.5', '1::3', '1:2:3:4', '999999'])(
    '%j is none',
    (typed) => {
      expect(readDuration(typed)).toBeNull()
    },
  )
})

describe('a number of people', () => {
  it('is a whole one, with or without marks between thousands', () => {
    expect(['18', ' 1 200', '1,200', '1.200', '1’200', '0'].map(readHeads)).toEqual([18, 1200, 1200, 1200, 1200, 0])
    expect(['１２', '12,345,678'].map(readHeads)).toEqual([12, 12_345_678])
    // Whoever types a fraction is asked again, and not taken for somebody with ten times as many people.
    const none = ['', 'some', '-3', '1e3', '12345678901', '1.5', '10,00', '1,2345', '1,,000', '1,000,000,000']
    expect(none.map(readHeads)).toEqual(none.map(() => null))
  })
})

describe('a verdict that waits for a number', () => {
  const rule = { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'present' } as const
  const quorum = { form: 'number', atLeast: 9, by: 'votes', needed: 9, present: null, holds: false } as const
  const lacks = (outcome: object, people = 3): boolean =>
    lacksNumbers({ result: { tally: { people }, outcome: { ...noVerdict, ...outcome } } } as unknown as HostPoll)

  it('is told from one that is there, from one of nobody, and from a kind that has none', () => {
    expect(lacks({ rule, base: null })).toBe(true)
    expect(lacks({ rule, base: 7, quorum })).toBe(true)
    expect(lacks({ rule, base: null, status: 'lost' })).toBe(false)
    expect(lacks({ rule, base: null }, 0)).toBe(false)
    expect(lacks({ rule, base: 0 })).toBe(false)
    expect(lacks({})).toBe(false)
  })
})

describe('what the rules allow about a tie', () => {
  const poll = (kind: string, outcome: Partial<Outcome>, settings: object = {}, status = 'closed'): HostPoll => {
    const tally = { instantRunoff: { awaitingLot: outcome.tied ?? [] } }
    return { kind, status, settings, result: { tally, outcome: { ...noVerdict, ...outcome } } } as unknown as HostPoll
  }
  const seats = { seats: 1, rule: 'mostVotes', needed: null, base: 4, votes: [], open: 1, secondRound: [] } as const

  it('is nothing while people vote, or where nothing is tied', () => {
    expect(tieChoices(poll('motion', { status: 'tie' }, {}, 'open'))).toBeNull()
    expect(tieChoices(poll('motion', { status: 'carried' }))).toBeNull()
    expect(tieChoices(poll('choice', {}))).toBeNull()
  })

  it('is the chair’s vote for a motion, never a lot', () => {
    expect(tieChoices(poll('motion', { status: 'tie' }))).toMatchObject({ castingVotes: ['yes', 'no'], lot: null })
  })

  it('is the chair, a lot or a second round for an election', () => {
    expect(tieChoices(poll('choice', { status: 'tie', tied: ['o1', 'o2'], election: seats }))).toEqual({
      tied: ['o1', 'o2'],
      motion: false,
      castingVotes: ['o1', 'o2'],
      lot: 'elect',
      secondRound: { open: 1, names: ['o1', 'o2'] },
    })
  })

  it('is a lot alone for who leaves an instant run-off', () => {
    const method = { method: 'instantRunoff' }
    expect(tieChoices(poll('ranking', { status: 'tie', tied: ['o2', 'o3'] }, method))).toMatchObject({
      castingVotes: [],
      lot: 'eliminate',
      secondRound: null,
    })
    expect(tieChoices(poll('ranking', { status: 'tie', tied: ['o1', 'o2'] }, { method: 'borda' }))).toMatchObject({
      castingVotes: ['o1', 'o2'],
      lot: 'elect',
    })
  })

  it('is a second round where an absolute majority leaves seats open without any tie', () => {
    const open = { ...seats, rule: 'absoluteMajority', secondRound: ['o1', 'o3'] } as const
    const choices = tieChoices(poll('choice', { status: 'none', election: open }))
    expect(choices).toMatchObject({ tied: [], castingVotes: [], lot: null, secondRound: { names: ['o1', 'o3'] } })
    expect(tieChoices(poll('choice', { status: 'elected', election: { ...open, open: 0 } }))).toBeNull()
  })
})
