import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances, type Act } from '../../../src/domain/circumstances.ts'
import { ranking, type RankingMethod, type RankingSettings } from '../../../src/domain/kinds/ranking.ts'
import { noVerdict } from '../../../src/domain/outcome/outcome.ts'
import { bordaByPairs, runoffByCrossingOut, schulzeByWalking } from './rankingOracles.ts'

const asked = (ids: string, settings: Partial<RankingSettings> = {}) =>
  ({
    kind: 'ranking',
    question: 'In which order?',
    options: [...ids].map((id) => ({ id, label: `Label ${id}` })),
    settings: { ...ranking.defaultSettings, ...settings },
  }) as const

/** `{ABC: 4}`: four ballots that rank A, then B, then C. */
function ballotsOf(groups: Record<string, number>) {
  return Object.entries(groups).flatMap(([ids, count]) =>
    Array.from({ length: count }, () => ({ answer: { ranking: [...ids] }, weight: 1 })),
  )
}

function tallyOf(ids: string, groups: Record<string, number>, acts: readonly Act[] = []) {
  return ranking.tally(asked(ids), ballotsOf(groups), { ...noCircumstances, acts })
}

function outcomeOf(ids: string, groups: Record<string, number>, method: RankingMethod, acts: readonly Act[] = []) {
  const given = { ...noCircumstances, acts }
  const question = asked(ids, { method })
  return ranking.outcome(question, ranking.tally(question, ballotsOf(groups), given), given)
}

const bordaScores = (tally: ReturnType<typeof tallyOf>) =>
  Object.fromEntries(tally.borda.doubledScores.map(({ id, doubled }) => [id, doubled / 2]))
const lot = (purpose: 'elect' | 'eliminate', among: string, drawn: string, atMs = 1): Act => ({
  act: 'lot',
  purpose,
  among: [...among],
  drawn,
  atMs,
})

const tennessee = { MNCK: 42, NCKM: 26, CKNM: 15, KCNM: 17 }
const cycle = { ABC: 1, BCA: 1, CAB: 1 }
const tieThatDecides = { ABC: 4, BCA: 3, CAB: 3 }

describe('the capital of Tennessee', () => {
  const tally = tallyOf('MNCK', tennessee)

  it('is Memphis by first places', () => {
    expect(tally.options).toEqual([
      { id: 'M', count: 42, weight: 42 },
      { id: 'N', count: 26, weight: 26 },
      { id: 'C', count: 15, weight: 15 },
      { id: 'K', count: 17, weight: 17 },
    ])
  })

  it('is Knoxville by instant run-off, round by round', () => {
    const votes = (...some: [string, number][]) => some.map(([id, weight]) => ({ id, weight }))
    expect(tally.instantRunoff).toEqual({
      order: [['K'], ['M'], ['N'], ['C']],
      winner: 'K',
      awaitingLot: [],
      rounds: [
        {
          votes: votes(['M', 42], ['N', 26], ['C', 15], ['K', 17]),
          exhausted: 0,
          eliminated: 'C',
          tieBrokenBy: null,
        },
        { votes: votes(['M', 42], ['N', 26], ['K', 32]), exhausted: 0, eliminated: 'N', tieBrokenBy: null },
        { votes: votes(['M', 42], ['K', 58]), exhausted: 0, eliminated: null, tieBrokenBy: null },
      ],
    })
  })

  it('is Nashville by Borda and Schulze', () => {
    expect(bordaScores(tally)).toEqual({ N: 194, C: 173, M: 126, K: 107 })
    expect(tally.borda.order).toEqual([['N'], ['C'], ['M'], ['K']])
    expect(tally.schulze.order).toEqual([['N'], ['C'], ['K'], ['M']])
    expect(tally.schulze.pairs).toHaveLength(12)
    expect(tally.schulze.pairs).toContainEqual({ over: 'N', under: 'M', weight: 58 })
    expect(tally.schulze.pairs).toContainEqual({ over: 'M', under: 'N', weight: 42 })
  })

  it('is elected by the method that the poll names, with the arithmetic of the last round', () => {
    expect(outcomeOf('MNCK', tennessee, 'instantRunoff')).toEqual({
      ...noVerdict,
      status: 'elected',
      method: 'instantRunoff',
      elected: ['K'],
      base: 100,
      needed: 51,
      reached: 58,
    })
    for (const method of ['borda', 'schulze'] as const) {
      expect(outcomeOf('MNCK', tennessee, method)).toEqual({
        ...noVerdict,
        status: 'elected',
        method,
        elected: ['N'],
      })
    }
  })
})

describe('a tie for last place that decides who wins', () => {
  it('waits for a lot and elects nobody', () => {
    const { instantRunoff } = tallyOf('ABC', tieThatDecides)
    expect(instantRunoff).toMatchObject({ winner: null, awaitingLot: ['B', 'C'], order: [['A', 'B', 'C']] })
    expect(instantRunoff.rounds).toHaveLength(1)
    expect(instantRunoff.rounds[0]).toMatchObject({ eliminated: null, tieBrokenBy: null })
    expect(outcomeOf('ABC', tieThatDecides, 'instantRunoff')).toEqual({
      ...noVerdict,
      status: 'tie',
      method: 'instantRunoff',
      tied: ['B', 'C'],
    })
  })

  it.each([
    ['B', 'C', 6, [['C'], ['A'], ['B']]],
    ['C', 'A', 7, [['A'], ['B'], ['C']]],
  ])('without %s goes to %s with %i votes', (drawn, winner, votes, order) => {
    const acts = [lot('eliminate', 'CB', drawn)]
    const { instantRunoff } = tallyOf('ABC', tieThatDecides, acts)
    expect(instantRunoff).toMatchObject({ winner, order, awaitingLot: [] })
    expect(instantRunoff.rounds[0]).toMatchObject({ eliminated: drawn, tieBrokenBy: 'lot' })
    expect(instantRunoff.rounds[1]?.votes).toContainEqual({ id: winner, weight: votes })
    expect(outcomeOf('ABC', tieThatDecides, 'instantRunoff', acts)).toMatchObject({
      status: 'elected',
      elected: [winner],
      base: 10,
      needed: 6,
      reached: votes,
      decidedBy: acts[0],
    })
  })

  it('takes the first lot among exactly the tied and no other', () => {
    for (const other of [
      lot('eliminate', 'ABC', 'B'),
      lot('eliminate', 'B', 'B'),
      lot('eliminate', 'BB', 'B'),
      lot('eliminate', 'BC', 'A'),
      lot('eliminate', 'AC', 'C'),
      lot('elect', 'BC', 'B'),
      { act: 'castingVote', choice: 'B', atMs: 1 } as const,
    ]) {
      expect(tallyOf('ABC', tieThatDecides, [other]).instantRunoff.awaitingLot).toEqual(['B', 'C'])
    }
    const acts = [lot('eliminate', 'ABC', 'B'), lot('eliminate', 'BC', 'C', 2), lot('eliminate', 'BC', 'B', 3)]
    expect(tallyOf('ABC', tieThatDecides, acts).instantRunoff.winner).toBe('A')
    expect(outcomeOf('ABC', tieThatDecides, 'instantRunoff', acts).decidedBy).toEqual(acts[1])
  })
})

describe('a tie for last place', () => {
  it('is broken by the round before', () => {
    // D leaves first, and its vote makes C equal to B: C had fewer before.
    const { instantRunoff } = tallyOf('ABCD', { A: 6, B: 4, C: 3, DC: 1 })
    expect(instantRunoff.rounds.map(({ eliminated, tieBrokenBy }) => [eliminated, tieBrokenBy])).toEqual([
      ['D', null],
      ['C', 'earlierRounds'],
      [null, null],
    ])
    expect(instantRunoff).toMatchObject({ winner: 'A', order: [['A'], ['B'], ['C'], ['D']] })
    // The ballots of D and C name nobody else.
    expect(instantRunoff.rounds.map(({ exhausted }) => exhausted)).toEqual([0, 0, 4])
  })

  it('looks at the previous round before the first', () => {
    // First round B 4, C 5; second B 6, C 5; third 7 and 7. By the second C leaves, by the first it would be B.
    const { instantRunoff } = tallyOf('ABCDE', { A: 9, B: 4, C: 5, DB: 2, EC: 2, EB: 1 })
    expect(instantRunoff.rounds.slice(0, 3).map(({ votes }) => votes.map(({ weight }) => weight))).toEqual([
      [9, 4, 5, 2, 3],
      [9, 6, 5, 3],
      [9, 7, 7],
    ])
    expect(instantRunoff.rounds[2]).toMatchObject({ eliminated: 'C', tieBrokenBy: 'earlierRounds' })
    expect(instantRunoff.order).toEqual([['A'], ['B'], ['C'], ['E'], ['D']])
  })

  it('of three leaves a lot among those that earlier rounds do not tell apart', () => {
    // D's votes lift D's friend C up to A and B, who were equal all the time: C was lowest and leaves. Without the last
    // two, A and B are equal in every round.
    const groups = { A: 3, B: 3, C: 2, DC: 1 }
    const { instantRunoff } = tallyOf('ABCD', groups)
    expect(instantRunoff.rounds.map(({ eliminated, tieBrokenBy }) => [eliminated, tieBrokenBy])).toEqual([
      ['D', null],
      ['C', 'earlierRounds'],
      [null, null],
    ])
    expect(instantRunoff).toMatchObject({ winner: null, awaitingLot: ['A', 'B'], order: [['A', 'B'], ['C'], ['D']] })
    expect(tallyOf('ABCD', groups, [lot('eliminate', 'AB', 'A')]).instantRunoff).toMatchObject({
      winner: 'B',
      order: [['B'], ['A'], ['C'], ['D']],
    })
  })

  it('in the last round of two is a tie as well', () => {
    expect(outcomeOf('AB', { A: 5, B: 5 }, 'instantRunoff')).toMatchObject({ status: 'tie', tied: ['A', 'B'] })
    expect(outcomeOf('AB', { A: 5, B: 5 }, 'instantRunoff', [lot('eliminate', 'AB', 'B')])).toMatchObject({
      status: 'elected',
      elected: ['A'],
      base: 5,
      needed: 3,
      reached: 5,
    })
  })

  it('of options without a vote needs no lot and tells none of them from the others', () => {
    const { instantRunoff } = tallyOf('ABCDE', { A: 3, BA: 2, CBDE: 2 }, [lot('eliminate', 'BC', 'C')])
    expect(instantRunoff.rounds.map(({ eliminated, tieBrokenBy }) => [eliminated, tieBrokenBy])).toEqual([
      ['E', 'noVotes'],
      ['D', null],
      ['C', 'lot'],
      [null, null],
    ])
    expect(instantRunoff).toMatchObject({ winner: 'B', order: [['B'], ['A'], ['C'], ['D', 'E']] })
  })

  it('is decided by the lots that were needed and by no other', () => {
    const acts = [lot('eliminate', 'AB', 'A', 1), lot('eliminate', 'CD', 'D', 2)]
    const groups = { A: 2, B: 2, CA: 1, DB: 1 }
    expect(outcomeOf('ABCD', groups, 'instantRunoff')).toMatchObject({ status: 'tie', tied: ['C', 'D'] })
    const { instantRunoff } = tallyOf('ABCD', groups, acts)
    // Without D, B has 3; without C, A has 3 as well, and had 2 in the round before.
    expect(instantRunoff.rounds.map(({ eliminated, tieBrokenBy }) => [eliminated, tieBrokenBy])).toEqual([
      ['D', 'lot'],
      ['C', null],
      ['A', 'earlierRounds'],
      [null, null],
    ])
    expect(outcomeOf('ABCD', groups, 'instantRunoff', acts)).toMatchObject({ elected: ['B'], decidedBy: acts[1] })
  })
})

describe('an instant run-off', () => {
  it('ends with a majority of the ballots that still count, and ranks the rest by that round', () => {
    const { instantRunoff } = tallyOf('ABCD', { A: 6, B: 1, C: 2, D: 1 })
    expect(instantRunoff.rounds).toHaveLength(1)
    expect(instantRunoff).toMatchObject({ winner: 'A', order: [['A'], ['C'], ['B', 'D']] })
  })

  it('needs more than half of them, not half', () => {
    // 3 of 6 is half, in both rounds; B had fewer in the first.
    const { rounds, winner } = tallyOf('ABC', { A: 3, B: 2, CB: 1 }).instantRunoff
    expect(rounds.map(({ eliminated, tieBrokenBy }) => [eliminated, tieBrokenBy])).toEqual([
      ['C', null],
      ['B', 'earlierRounds'],
      [null, null],
    ])
    expect(winner).toBe('A')
  })

  it('counts weights, not heads', () => {
    const given = [
      { answer: { ranking: ['A'] }, weight: 1 },
      { answer: { ranking: ['A'] }, weight: 1 },
      { answer: { ranking: ['B'] }, weight: 3 },
    ]
    const tally = ranking.tally(asked('AB'), given, noCircumstances)
    expect(tally).toMatchObject({ people: 3, ballots: 3, weight: 5 })
    expect(tally.options).toEqual([
      { id: 'A', count: 2, weight: 2 },
      { id: 'B', count: 1, weight: 3 },
    ])
    expect([tally.instantRunoff.winner, tally.borda.order, tally.schulze.order]).toEqual([
      'B',
      [['B'], ['A']],
      [['B'], ['A']],
    ])
    expect(ranking.outcome(asked('AB'), tally, noCircumstances)).toMatchObject({
      weighted: true,
      elected: ['B'],
      base: 5,
      needed: 3,
      reached: 3,
    })
  })
})

describe('short ballots', () => {
  it('share the average of the leftover points in Borda', () => {
    expect(bordaScores(tallyOf('ABC', { A: 4, BC: 3, CB: 2 }))).toEqual({ A: 8, B: 10, C: 9 })
  })

  it('put the ranked before the unranked, and the unranked equal, in Schulze', () => {
    const { pairs } = tallyOf('ABC', { A: 4, BC: 3, CB: 2 }).schulze
    const weight = (over: string, under: string) =>
      pairs.find((pair) => pair.over === over && pair.under === under)?.weight
    expect([weight('A', 'B'), weight('B', 'A'), weight('B', 'C'), weight('C', 'B')]).toEqual([4, 5, 3, 2])
  })

  it('have a mean rank with the average of the places left over', () => {
    const means = (groups: Record<string, number>) => tallyOf('ABC', groups).meanRanks.map(({ mean }) => mean)
    expect(means({ A: 1 })).toEqual([1, 2.5, 2.5])
    expect(means({ ABC: 1, CBA: 1 })).toEqual([2, 2, 2])
    expect(means({})).toEqual([null, null, null])
  })
})

describe('a perfect cycle', () => {
  it('is a tie in all three methods', () => {
    for (const method of ['instantRunoff', 'borda', 'schulze'] as const) {
      expect(outcomeOf('ABC', cycle, method)).toEqual({ ...noVerdict, status: 'tie', method, tied: ['A', 'B', 'C'] })
    }
    const tally = tallyOf('ABC', cycle)
    for (const { order } of [tally.borda, tally.schulze, tally.instantRunoff]) expect(order).toEqual([['A', 'B', 'C']])
  })

  it.each(['borda', 'schulze'] as const)(
    'by %s is decided by a lot among exactly the tied, or by the chair',
    (method) => {
      for (const act of [lot('elect', 'CBA', 'B'), { act: 'castingVote', choice: 'B', atMs: 3 } as const]) {
        expect(outcomeOf('ABC', cycle, method, [act])).toEqual({
          ...noVerdict,
          status: 'elected',
          method,
          elected: ['B'],
          decidedBy: act,
          decisions: [act],
        })
      }
      for (const act of [
        lot('elect', 'AB', 'B'),
        lot('eliminate', 'ABC', 'B'),
        lot('elect', 'ABC', 'D'),
        { act: 'castingVote', choice: 'yes', atMs: 3 } as const,
      ]) {
        expect(outcomeOf('ABC', cycle, method, [act])).toMatchObject({ status: 'tie', decidedBy: null })
      }
      // A lot that was drawn stays drawn.
      const twice = [lot('elect', 'ABC', 'C', 1), lot('elect', 'ABC', 'A', 2)]
      expect(outcomeOf('ABC', cycle, method, twice).elected).toEqual(['C'])
    },
  )

  it('needs no act where one stands first alone', () => {
    expect(outcomeOf('MNCK', tennessee, 'borda', [{ act: 'castingVote', choice: 'N', atMs: 1 }]).decidedBy).toBeNull()
  })
})

describe('a ranking without votes', () => {
  it('decides nothing, names the method and has all options equal', () => {
    const tally = tallyOf('ABC', {})
    expect(tally.instantRunoff).toEqual({ order: [['A', 'B', 'C']], rounds: [], winner: null, awaitingLot: [] })
    expect([tally.borda.order, tally.schulze.order]).toEqual([[['A', 'B', 'C']], [['A', 'B', 'C']]])
    for (const method of ['instantRunoff', 'borda', 'schulze'] as const) {
      expect(outcomeOf('ABC', {}, method)).toEqual({ ...noVerdict, method })
    }
  })

  it('is what ballots of options it does not have amount to', () => {
    const tally = tallyOf('ABC', { XY: 2 })
    expect(tally).toMatchObject({ people: 2, weight: 2, instantRunoff: { winner: null, rounds: [] } })
    expect(outcomeOf('ABC', { XY: 2 }, 'instantRunoff')).toEqual({ ...noVerdict, method: 'instantRunoff' })
  })
})

describe('stored ballots', () => {
  it('count without options that the poll does not have, and an option that stands twice where it stands first', () => {
    const odd = tallyOf('ABC', { XAB: 2, BXA: 1, AAB: 1, ABCA: 1 })
    expect(odd).toEqual(tallyOf('ABC', { AB: 3, BA: 1, ABC: 1 }))
  })
})

describe('the three methods', () => {
  const ids = ['A', 'B', 'C', 'D', 'E']
  const ballot = fc.record({
    ranking: fc.shuffledSubarray(ids, { minLength: 1 }),
    weight: fc.integer({ min: 1, max: 3 }),
  })
  const ballots = fc.array(ballot, { maxLength: 14 })
  const asGiven = (some: readonly { ranking: string[]; weight: number }[]) =>
    some.map(({ ranking, weight }) => ({ answer: { ranking }, weight }))

  it('count the same in any order of ballots, heads and weight apart', () => {
    fc.assert(
      fc.property(ballots, (given) => {
        const tally = ranking.tally(asked('ABCDE'), asGiven(given), noCircumstances)
        expect(ranking.tally(asked('ABCDE'), asGiven([...given].reverse()), noCircumstances)).toEqual(tally)
        expect(tally.people).toBe(given.length)
        expect(tally.weight).toBe(given.reduce((sum, { weight }) => sum + weight, 0))
        for (const { id, count, weight } of tally.options) {
          const first = given.filter(({ ranking }) => ranking[0] === id)
          expect([count, weight]).toEqual([first.length, first.reduce((sum, some) => sum + some.weight, 0)])
        }
        for (const { order } of [tally.borda, tally.schulze, tally.instantRunoff]) {
          expect(order.flat().sort()).toEqual(ids)
        }
        for (const { votes, exhausted } of tally.instantRunoff.rounds) {
          expect(votes.reduce((sum, { weight }) => sum + weight, exhausted)).toBe(tally.weight)
        }
      }),
    )
  })

  it('agree with a recount from their definitions', () => {
    fc.assert(
      fc.property(ballots, (given) => {
        const tally = ranking.tally(asked('ABCDE'), asGiven(given), noCircumstances)
        const scores = bordaByPairs(ids, given)
        expect(tally.borda.doubledScores).toEqual(ids.map((id, index) => ({ id, doubled: scores[index] })))
        expect(tally.borda.order.map((group) => group.map((id) => scores[ids.indexOf(id)]))).toEqual(
          [...new Set(scores)].sort((a, b) => b - a).map((score) => scores.filter((other) => other === score)),
        )
        expect(tally.schulze.order).toEqual(schulzeByWalking(ids, given))
        const { winner, tied } = runoffByCrossingOut(ids, given, () => null)
        expect([tally.instantRunoff.winner, tally.instantRunoff.awaitingLot]).toEqual([winner, tied])
      }),
      { numRuns: 400 },
    )
  })

  it('agree on who wins an instant run-off when every tie is drawn', () => {
    const unlucky = fc.shuffledSubarray(ids, { minLength: ids.length })
    fc.assert(
      fc.property(ballots, unlucky, (given, order) => {
        const draw = (tied: readonly string[]) => order.find((id) => tied.includes(id)) ?? null
        const acts: Act[] = []
        const question = asked('ABCDE')
        const count = () => ranking.tally(question, asGiven(given), { ...noCircumstances, acts }).instantRunoff
        while (count().awaitingLot.length > 0) {
          const among = count().awaitingLot
          acts.push({ act: 'lot', purpose: 'eliminate', among, drawn: draw(among) ?? '', atMs: acts.length })
          expect(acts.length).toBeLessThan(ids.length)
        }
        expect(count().winner).toBe(runoffByCrossingOut(ids, given, draw).winner)
        const lots = count().rounds.filter(({ tieBrokenBy }) => tieBrokenBy === 'lot')
        expect(lots.map(({ eliminated }) => eliminated)).toEqual(acts.map((act) => act.act === 'lot' && act.drawn))
        const tally = ranking.tally(question, asGiven(given), { ...noCircumstances, acts })
        const { decidedBy } = ranking.outcome(question, tally, { ...noCircumstances, acts })
        expect(decidedBy).toEqual(acts[acts.length - 1] ?? null)
      }),
      { numRuns: 300 },
    )
  })
})

describe('an answer in ranks', () => {
  it.each([
    ['nothing', { ranking: [] }, 'answerEmpty'],
    ['a foreign option', { ranking: ['A', 'X'] }, 'optionUnknown'],
    ['a prototype for an option', { ranking: ['__proto__'] }, 'optionUnknown'],
    ['the same twice', { ranking: ['A', 'B', 'A'] }, 'optionRepeated'],
    ['numbers', { ranking: [1, 2] }, 'answerMalformed'],
    ['a list with holes', { ranking: Object.assign(new Array<string>(2), { 1: 'A' }) }, 'answerMalformed'],
    ['lists in lists', { ranking: [['A'], ['B']] }, 'answerMalformed'],
    ['a text', { ranking: 'AB' }, 'answerMalformed'],
    ['a list that is none', { ranking: { 0: 'A', length: 1 } }, 'answerMalformed'],
    ['another kind’s answer', { options: ['A'] }, 'answerMalformed'],
    ['a weight of its own', { ranking: ['A'], weight: 3 }, 'answerMalformed'],
    ['null', null, 'answerMalformed'],
    ['a bare list', ['A'], 'answerMalformed'],
  ])('is refused with %s', (_name, raw, code) => {
    expect(ranking.readAnswer(raw, asked('ABC'))).toEqual({ ok: false, code })
  })

  it('keeps its order', () => {
    expect(ranking.readAnswer({ ranking: ['C', 'A'] }, asked('ABC'))).toEqual({
      ok: true,
      value: { ranking: ['C', 'A'] },
    })
  })

  it('ranks at most so many, and all of them where that is asked', () => {
    const read = (ids: string, settings: Partial<RankingSettings>) =>
      ranking.readAnswer({ ranking: [...ids] }, asked('ABC', settings))
    expect(read('ABC', { atMost: 2 })).toEqual({ ok: false, code: 'tooManyOptions', params: { max: 2 } })
    expect(read('A', { atMost: 2 })).toMatchObject({ ok: true })
    expect(read('A', { atMost: 2, complete: true })).toEqual({
      ok: false,
      code: 'rankingIncomplete',
      params: { min: 2 },
    })
    expect(read('BA', { atMost: 2, complete: true })).toMatchObject({ ok: true })
    expect(read('AB', { complete: true })).toEqual({ ok: false, code: 'rankingIncomplete', params: { min: 3 } })
    expect(read('BCA', { complete: true })).toMatchObject({ ok: true })
    expect(read('BCA', { atMost: 9, complete: true })).toMatchObject({ ok: true })
  })
})

describe('settings of a ranking', () => {
  it.each([
    [{ method: 'plurality' }],
    [{ method: null }],
    [{ atMost: 0 }],
    [{ atMost: 31 }],
    [{ atMost: 1.5 }],
    [{ atMost: '2' }],
    [{ complete: 1 }],
    [{ max: 2 }],
  ])('refuse %j', (change) => {
    expect(ranking.readSettings(change, ranking.defaultSettings)).toMatchObject({ code: 'settingsMalformed' })
  })

  it('are of a kind that needs two options and may be shown live', () => {
    expect(ranking).toMatchObject({ name: 'ranking', fixedOptions: null, minOptions: 2, mayShowLive: true })
  })

  it('are an instant run-off over all options, unless they say otherwise', () => {
    expect(ranking.defaultSettings).toMatchObject({ method: 'instantRunoff', atMost: null, complete: false })
    const change = { method: 'schulze', atMost: 3, complete: true } as const
    const read = ranking.readSettings(change, ranking.defaultSettings)
    expect(read).toEqual({ ok: true, value: { ...ranking.defaultSettings, ...change } })
    const back = ranking.readSettings({ atMost: null }, { ...ranking.defaultSettings, atMost: 3 })
    expect(back).toMatchObject({ value: { atMost: null } })
  })

  it('cannot ask for more ranks than there are options', () => {
    expect(ranking.checkComplete(asked('ABC', { atMost: 4 }))).toEqual({
      ok: false,
      code: 'maxAboveOptions',
      params: { max: 4, options: 3 },
    })
    expect(ranking.checkComplete(asked('ABC', { atMost: 3 }))).toMatchObject({ ok: true })
    expect(ranking.checkComplete(asked('ABC'))).toMatchObject({ ok: true })
  })
})

describe('the table of a ranking', () => {
  it('has first places with their shares, and the Borda score', () => {
    const tally = tallyOf('ABC', { A: 4, BC: 3, CB: 2 })
    const { rows, base, figures } = ranking.describe(asked('ABC'), tally, noVerdict)
    expect(
      rows.map(({ id, label, count, weight, share, score }) => [id, label, count, weight, share?.value, score]),
    ).toEqual([
      ['A', 'Label A', 4, 4, 45, 8],
      ['B', 'Label B', 3, 3, 33, 10],
      ['C', 'Label C', 2, 2, 22, 9],
    ])
    expect(base).toEqual({ what: 'peopleAnswered', size: 9 })
    expect(figures).toEqual([])
    expect(ranking.describe(asked('ABC'), tallyOf('ABC', {}), noVerdict).base).toBeNull()
  })
})
