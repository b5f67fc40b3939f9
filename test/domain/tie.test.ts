import { describe, expect, it } from 'vitest'
import { noCircumstances } from '../../src/domain/circumstances.ts'
import { kindOf, type Answer, type PollKind, type Question } from '../../src/domain/kinds/index.ts'
import { noVerdict, type ElectionReport } from '../../src/domain/outcome/outcome.ts'
import { secondRoundOf, type TieBreaks } from '../../src/domain/outcome/tie.ts'
import { tieBreaks } from '../../src/domain/poll.ts'

const three = ['o1', 'o2', 'o3'].map((id) => ({ id, label: id }))

/** What may break the tie that these answers end in; each answer is one ballot. */
function breaksOf(kind: PollKind, settings: object, answers: readonly unknown[]): TieBreaks | null {
  const { defaultSettings, fixedOptions, tally, outcome } = kindOf(kind)
  const options = fixedOptions ?? three
  const question = { kind, question: 'Who?', options, settings: { ...defaultSettings, ...settings } } as Question
  const ballots = answers.map((answer) => ({ answer: answer as Answer, weight: 1 }))
  const counted = tally(question, ballots, noCircumstances)
  return tieBreaks(question, counted, outcome(question, counted, noCircumstances))
}

const chosen = (id: string) => ({ options: [id] })
const ranked = (...ranking: string[]) => ({ ranking })
const oneSeat = { election: { seats: 1, rule: 'mostVotes' } }

describe('what may break a tie', () => {
  it('is nothing where the votes decide, and nothing where nobody wins anything', () => {
    expect(breaksOf('motion', {}, [chosen('yes')])).toBeNull()
    expect(breaksOf('choice', oneSeat, [chosen('o1'), chosen('o1'), chosen('o2')])).toBeNull()
    expect(breaksOf('choice', {}, [chosen('o1'), chosen('o2')])).toBeNull()
    expect(breaksOf('ranking', {}, [ranked('o1', 'o2', 'o3')])).toBeNull()
  })

  it('is the chair alone for a motion', () => {
    const answers = [chosen('yes'), chosen('no')]
    expect(breaksOf('motion', { tie: 'castingVote' }, answers)).toEqual({ castingVotes: ['yes', 'no'], lot: null })
    expect(breaksOf('motion', { tie: 'lost' }, answers)).toBeNull()
  })

  it('is the chair or a lot for the last seat, among those who are equal there', () => {
    expect(breaksOf('choice', oneSeat, [chosen('o1'), chosen('o3')])).toEqual({
      castingVotes: ['o1', 'o3'],
      lot: { purpose: 'elect', among: ['o1', 'o3'] },
    })
  })

  it('is a lot alone for who leaves an instant run-off', () => {
    // Nobody has more than half, and two are equal at the end with no earlier round to tell them apart.
    const answers = [ranked('o1'), ranked('o1'), ranked('o2', 'o1'), ranked('o3', 'o2')]
    expect(breaksOf('ranking', {}, answers)).toEqual({
      castingVotes: [],
      lot: { purpose: 'eliminate', among: ['o2', 'o3'] },
    })
  })

  it.each(['borda', 'schulze'])('is the chair or a lot among the first of %s', (method) => {
    expect(breaksOf('ranking', { method }, [ranked('o1', 'o2', 'o3'), ranked('o2', 'o1', 'o3')])).toEqual({
      castingVotes: ['o1', 'o2'],
      lot: { purpose: 'elect', among: ['o1', 'o2'] },
    })
  })
})

describe('a second round', () => {
  const of = (election: Partial<ElectionReport> | null, tied: readonly string[] = []) =>
    secondRoundOf({ ...noVerdict, tied, election: election as ElectionReport | null })

  it('is for the seats that are open, between those whom the rule names', () => {
    expect(of({ open: 2, secondRound: ['o1', 'o4', 'o5'] }, [])).toEqual({ open: 2, among: ['o1', 'o4', 'o5'] })
    expect(of({ open: 1, secondRound: ['o1', 'o4'] }, ['o2', 'o3'])).toEqual({ open: 1, among: ['o1', 'o4'] })
  })

  it('is between those who are equal where the rule names nobody', () => {
    expect(of({ open: 1, secondRound: [] }, ['o2', 'o3'])).toEqual({ open: 1, among: ['o2', 'o3'] })
  })

  it('is none without an election, without an open seat, or without two to choose from', () => {
    expect(of(null, ['o1', 'o2'])).toBeNull()
    expect(of({ open: 0, secondRound: ['o1', 'o2'] })).toBeNull()
    expect(of({ open: 1, secondRound: [] }, ['o2'])).toBeNull()
    expect(of({ open: 1, secondRound: [] })).toBeNull()
  })
})
