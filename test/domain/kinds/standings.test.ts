import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { quiz, type QuizAnswer, type QuizSettings } from '../../../src/domain/kinds/quiz.ts'
import { countsInStandings, pointsOf, standings, type QuizRound } from '../../../src/domain/kinds/standings.ts'

const settings = (change: Partial<QuizSettings> = {}): QuizSettings => {
  return { ...quiz.defaultSettings, correct: ['o1'], ...change }
}
const answer = (player: string, right: boolean, more: Partial<QuizAnswer> = {}): QuizAnswer => {
  return { options: [right ? 'o1' : 'o2'], player, tookMs: 0, ...more }
}
const round = (answers: readonly QuizAnswer[], change: Partial<QuizSettings> = {}): QuizRound => ({
  question: { settings: settings(change) },
  ballots: answers.map((given) => ({ answer: given, weight: 1 })),
})

describe('points of a right answer', () => {
  it('are all of them at any speed, unless the host wants speed', () => {
    expect(pointsOf(settings(), 19_999, 5)).toBe(100)
  })

  it.each([
    [0, 1000],
    [1, 1000],
    [40, 999],
    [5000, 875],
    [10_000, 750],
    [20_000, 500],
    // A countdown that was extended, or a pause: never less than half.
    [60_000, 500],
    [undefined, 500],
    [-5, 1000],
  ])('after %s ms of 20 s are %i', (tookMs, points) => {
    expect(pointsOf(settings({ points: 1000, speedPoints: true }), tookMs, 0)).toBe(points)
  })

  it('are half, rounded up, for the slowest', () => {
    expect(pointsOf(settings({ points: 1, speedPoints: true }), 20_000, 0)).toBe(1)
    expect(pointsOf(settings({ points: 25, speedPoints: true }), 20_000, 0)).toBe(13)
  })

  it('are all of them where there is no countdown to measure speed by', () => {
    expect(pointsOf(settings({ speedPoints: true, countdownSeconds: null }), 9999, 0)).toBe(100)
  })

  it.each([
    [0, 100],
    [1, 110],
    [2, 120],
    [5, 150],
    [6, 150],
    [40, 150],
  ])('with %i right answers before in a row are %i', (before, points) => {
    expect(pointsOf(settings({ streaks: true }), 0, before)).toBe(points)
  })

  it('add the series to what speed left', () => {
    expect(pointsOf(settings({ points: 25, speedPoints: true, streaks: true }), 20_000, 2)).toBe(15)
  })

  it('are whole, at least half and at most half as much again', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.nat(90_000), fc.nat(20), (points, tookMs, before) => {
        const earned = pointsOf(settings({ points, speedPoints: true, streaks: true }), tookMs, before)
        expect(Number.isInteger(earned)).toBe(true)
        expect(earned * 2).toBeGreaterThanOrEqual(points)
        expect(earned * 2).toBeLessThanOrEqual(points * 3)
      }),
    )
  })
})

describe('the leaderboard', () => {
  it('adds points over the questions, and equal points share a place', () => {
    const rounds = [
      round([answer('p1', true), answer('p2', true), answer('p3', false), answer('p4', true)]),
      round([answer('p1', true), answer('p2', true), answer('p3', true), answer('p4', false)]),
    ]
    expect(standings(rounds).map(({ player, place, points, right }) => [player, place, points, right])).toEqual([
      ['p1', 1, 200, 2],
      ['p2', 1, 200, 2],
      ['p3', 3, 100, 1],
      ['p4', 3, 100, 1],
    ])
  })

  it('tells what the newest question brought', () => {
    const rounds = [
      round([answer('p1', true), answer('p2', true), answer('p3', true)]),
      round([answer('p2', true), answer('p3', false)]),
    ]
    const last = Object.fromEntries(standings(rounds).map(({ player, lastPoints }) => [player, lastPoints]))
    expect(last).toEqual({ p1: 0, p2: 100, p3: 0 })
  })

  it('breaks a series at a wrong answer and at none', () => {
    const streaks = { streaks: true }
    const all = standings([
      round([answer('on', true), answer('wrong', true), answer('away', true)], streaks),
      round([answer('on', true), answer('wrong', false)], streaks),
      round([answer('on', true), answer('wrong', true), answer('away', true)], streaks),
    ])
    expect(Object.fromEntries(all.map(({ player, points }) => [player, points]))).toEqual({
      on: 100 + 110 + 120,
      wrong: 200,
      away: 200,
    })
  })

  it('counts a series over questions that reward none', () => {
    const all = standings([round([answer('p1', true)]), round([answer('p1', true)], { streaks: true })])
    expect(all).toMatchObject([{ points: 210, lastPoints: 110 }])
  })

  it('lets people come late, and keeps the newest name', () => {
    const all = standings([
      round([answer('p1', true, { name: 'Ada' })]),
      round([answer('p1', true, { name: 'Ada L.' }), answer('p2', true)]),
      round([answer('p1', false)]),
    ])
    expect(all).toEqual([
      { player: 'p1', name: 'Ada L.', sign: null, place: 1, points: 200, right: 2, lastPoints: 0 },
      {
        player: 'p2',
        name: null,
        sign: expect.stringMatching(/^\d{3}$/) as string,
        place: 2,
        points: 100,
        right: 1,
        lastPoints: 0,
      },
    ])
  })

  it('tells apart who gave no name or the same one, by a sign that stays as others come', () => {
    const asked = (...names: (string | undefined)[]): QuizRound =>
      round(names.map((name, index) => answer(`p${index}`, true, name === undefined ? {} : { name })))
    const signs = (...names: (string | undefined)[]): (string | null)[] =>
      standings([asked(...names)]).map(({ sign }) => sign)
    const [first, second, none] = signs(undefined, undefined, 'Ada')
    expect([first, second, none]).toEqual([expect.stringMatching(/^\d{3}$/), expect.stringMatching(/^\d{3}$/), null])
    expect(first).not.toBe(second)
    expect(signs(undefined, undefined, undefined)).toEqual([first, second, expect.stringMatching(/^\d{3}$/)])
    expect(signs('Ada', 'ada', 'Ben')).toEqual([first, second, null])
  })

  it('gives a whole room different signs', () => {
    const room = Array.from({ length: 2000 }, (_, index) => answer(`player-${index}`, true))
    const all = standings([round(room)])
    expect(new Set(all.map(({ sign }) => sign)).size).toBe(2000)
    for (const { sign } of all) expect(sign).toMatch(/^[1-9]\d{2,8}$/)
  })

  it('counts closed quiz questions whose result was shown, and no other', () => {
    const shown = { kind: 'quiz', status: 'closed', revealed: true }
    expect(countsInStandings(shown)).toBe(true)
    for (const other of [{ kind: 'choice' }, { status: 'open' }, { revealed: false }]) {
      expect(countsInStandings({ ...shown, ...other })).toBe(false)
    }
  })

  it('leaves out answers that name no player', () => {
    expect(standings([round([{ options: ['o1'] }])])).toEqual([])
    expect(standings([])).toEqual([])
  })

  const players = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'))
  const answers = players.chain((some) =>
    fc.tuple(
      ...some.map((player) =>
        fc.tuple(fc.boolean(), fc.nat(25_000)).map(([right, tookMs]) => answer(player, right, { tookMs })),
      ),
    ),
  )
  const games = fc.array(answers, { maxLength: 6 })
  const change = { speedPoints: true, streaks: true }

  it('does not depend on the order of the ballots', () => {
    fc.assert(
      fc.property(games, (game) => {
        const forward = standings(game.map((some) => round(some, change)))
        expect(standings(game.map((some) => round([...some].reverse(), change)))).toEqual(forward)
      }),
    )
  })

  it('gives everybody the place after all who have more, and lists the best first', () => {
    fc.assert(
      fc.property(games, (game) => {
        const all = standings(game.map((some) => round(some, change)))
        all.forEach((one, index) => {
          expect(one.place).toBe(1 + all.filter(({ points }) => points > one.points).length)
          expect(one.points).toBeLessThanOrEqual(all[index - 1]?.points ?? Infinity)
          expect(one.right).toBe(
            game.flat().filter(({ player, options }) => player === one.player && options[0] === 'o1').length,
          )
        })
        expect(new Set(all.map(({ player }) => player))).toEqual(new Set(game.flat().map(({ player }) => player)))
      }),
    )
  })
})
