import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances } from '../../../src/domain/circumstances.ts'
import { noVerdict } from '../../../src/domain/outcome/outcome.ts'
import { pointLabel, rating, type RatingAnswer, type RatingSettings } from '../../../src/domain/kinds/rating.ts'

const asked = (settings: Partial<RatingSettings> = {}) =>
  ({
    kind: 'rating',
    question: 'How was it?',
    options: [],
    settings: { ...rating.defaultSettings, ...settings },
  }) as const

const none: RatingAnswer = { noOpinion: true }
const tallyOf = (answers: readonly (number | RatingAnswer)[], settings: Partial<RatingSettings> = {}) =>
  rating.tally(
    asked(settings),
    answers.map((answer) => ({ answer: typeof answer === 'number' ? { value: answer } : answer, weight: 1 })),
    noCircumstances,
  )
const described = (answers: readonly (number | RatingAnswer)[], settings: Partial<RatingSettings> = {}) =>
  rating.describe(asked(settings), tallyOf(answers, settings), noVerdict)

describe('an answer to a rating', () => {
  it.each([
    ['below the scale', { value: 0 }, 'optionUnknown'],
    ['above the scale', { value: 6 }, 'optionUnknown'],
    ['between two points', { value: 2.5 }, 'answerMalformed'],
    ['NaN', { value: Number.NaN }, 'answerMalformed'],
    ['1e309', JSON.parse('{"value":1e309}'), 'answerMalformed'],
    ['a text', { value: '3' }, 'answerMalformed'],
    ['a list', { value: [3] }, 'answerMalformed'],
    ['no opinion where that is not offered', { noOpinion: true }, 'optionUnknown'],
    ['both', { value: 3, noOpinion: true }, 'answerMalformed'],
    ['a weight of its own', { value: 3, weight: 9 }, 'answerMalformed'],
    ['another kind’s answer', { options: ['o1'] }, 'answerMalformed'],
    ['nothing', {}, 'answerMalformed'],
    ['null', null, 'answerMalformed'],
    ['a bare number', 3, 'answerMalformed'],
  ])('is refused with %s', (_name, raw, code) => {
    expect(rating.readAnswer(raw, asked())).toMatchObject({ ok: false, code })
  })

  it('is a point of the scale, ends included', () => {
    for (const value of [1, 5]) expect(rating.readAnswer({ value }, asked())).toEqual({ ok: true, value: { value } })
    const zeroToTen = asked({ from: 0, points: 11 })
    for (const value of [0, 10]) expect(rating.readAnswer({ value }, zeroToTen)).toMatchObject({ ok: true })
    expect(rating.readAnswer({ value: 11 }, zeroToTen)).toMatchObject({ code: 'optionUnknown' })
    expect(rating.readAnswer({ value: -0 }, zeroToTen)).toEqual({ ok: true, value: { value: 0 } })
  })

  it('is no opinion where that is offered, and only as true', () => {
    expect(rating.readAnswer(none, asked({ noOpinion: true }))).toEqual({ ok: true, value: none })
    expect(rating.readAnswer({ noOpinion: false }, asked({ noOpinion: true }))).toMatchObject({ ok: false })
  })
})

describe('settings of a rating', () => {
  const read = (change: unknown, current: RatingSettings = rating.defaultSettings) =>
    rating.readSettings(change, current)

  it.each([
    [{ points: 1 }],
    [{ points: 12 }],
    [{ points: 4.5 }],
    [{ from: 2 }],
    [{ from: '1' }],
    [{ scale: 'smileys' }],
    [{ noOpinion: 1 }],
    [{ labels: 'low' }],
    [{ labels: ['a', 'b'] }],
    [{ points: 2, labels: ['a', 7] }],
    [{ lowLabel: null }],
    [{ max: 3 }],
  ])('refuses %j', (change) => {
    expect(read(change)).toMatchObject({ ok: false, code: 'settingsMalformed' })
  })

  it('takes both starts and all three scales', () => {
    for (const from of [0, 1] as const) expect(read({ from })).toMatchObject({ ok: true, value: { from } })
    expect(read({ from: -0 })).toMatchObject({ value: { from: 0 } })
    for (const scale of ['labels', 'numbers', 'stars'] as const)
      expect(read({ scale })).toMatchObject({ value: { scale } })
    for (const points of [2, 11]) expect(read({ points })).toMatchObject({ value: { points } })
  })

  it('are of a kind without options that may be opened as it stands and shown live', () => {
    expect(rating).toMatchObject({ name: 'rating', fixedOptions: [], minOptions: 0, mayShowLive: true })
    expect(rating.checkComplete(asked())).toEqual({ ok: true, value: null })
  })

  it('takes one label per point or none, and cleans them', () => {
    expect(read({ points: 2, labels: [' no\u202E', ''] })).toMatchObject({ value: { labels: ['no', ''] } })
    const two = { ...rating.defaultSettings, points: 2, labels: ['a', 'b'] }
    expect(read({ points: 3 }, two)).toMatchObject({ code: 'settingsMalformed' })
    expect(read({ points: 3, labels: [] }, two)).toMatchObject({ ok: true, value: { points: 3, labels: [] } })
  })

  it('takes labels of 40 characters and not of 41', () => {
    expect(read({ lowLabel: 'é'.repeat(40), highLabel: 'top' })).toMatchObject({
      value: { lowLabel: 'é'.repeat(40), highLabel: 'top' },
    })
    for (const change of [{ highLabel: 'x'.repeat(41) }, { points: 2, labels: ['', 'x'.repeat(41)] }]) {
      expect(read(change)).toEqual({ ok: false, code: 'textTooLong', params: { limit: 40 } })
    }
  })
})

describe('the tally of a rating', () => {
  it('tells [1, 1, 5, 5] and [3, 3, 3, 3] apart, whose means and medians do not', () => {
    expect(tallyOf([1, 1, 5, 5])).toMatchObject({ mean: 3, median: [1, 5], deviation: 2, lowest: 1, highest: 5 })
    expect(tallyOf([3, 3, 3, 3])).toMatchObject({ mean: 3, median: [3, 3], deviation: 0, lowest: 3, highest: 3 })
  })

  it('has both middle values of an even count', () => {
    expect(tallyOf([1, 2, 4, 5]).median).toEqual([2, 4])
  })

  it('leaves "no opinion" out of every figure and counts it apart', () => {
    const tally = tallyOf([none, 2, none, 4], { noOpinion: true })
    expect(tally).toMatchObject({ people: 4, ballots: 4, rated: 2, mean: 3, noOpinion: { count: 2, weight: 2 } })
    expect(tally.points.map(({ count }) => count)).toEqual([0, 1, 0, 1, 0])
  })

  it('has no figures of nothing', () => {
    const nothing = { mean: null, median: null, deviation: null, lowest: null, highest: null, rated: 0 }
    expect(tallyOf([])).toMatchObject({ ...nothing, people: 0 })
    expect(tallyOf([none])).toMatchObject({ ...nothing, people: 1 })
  })

  it('leaves a value that the scale does not have out of its figures', () => {
    expect(tallyOf([9, 2])).toMatchObject({ people: 2, rated: 1, mean: 2 })
  })

  it('equals a recount in any order, heads and weight apart', () => {
    const answer: fc.Arbitrary<RatingAnswer> = fc.oneof(
      fc.record({ value: fc.integer({ min: 0, max: 10 }) }),
      fc.constant(none),
    )
    const ballot = fc.record({ answer, weight: fc.integer({ min: 0, max: 9 }) })
    const question = asked({ from: 0, points: 11, noOpinion: true })
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 60 }), (ballots) => {
        const tally = rating.tally(question, ballots, noCircumstances)
        expect(rating.tally(question, [...ballots].reverse(), noCircumstances)).toEqual(tally)
        const chose = (value: number | null) =>
          ballots.filter(({ answer }) => ('value' in answer ? answer.value : null) === value)
        const weightOf = (some: typeof ballots) => some.reduce((sum, { weight }) => sum + weight, 0)
        expect(tally.points).toEqual(
          Array.from({ length: 11 }, (_, value) => {
            const some = chose(value)
            return { value, count: some.length, weight: weightOf(some) }
          }),
        )
        expect(tally.noOpinion).toEqual({ count: chose(null).length, weight: weightOf(chose(null)) })
        expect(tally).toMatchObject({ people: ballots.length, ballots: ballots.length, weight: weightOf(ballots) })
        const values = ballots.flatMap(({ answer }) => ('value' in answer ? [answer.value] : []))
        expect(tally.rated).toBe(values.length)
        expect(tally.lowest).toBe(values.length === 0 ? null : Math.min(...values))
        expect(tally.highest).toBe(values.length === 0 ? null : Math.max(...values))
        expect(tally.mean).toBe(values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length)
      }),
    )
  })
})

describe('the table of a rating', () => {
  it('has a row for every point, whose shares divide those who rated', () => {
    const { rows, base, rounded } = described([5, 5, 5, 1, none], { noOpinion: true })
    expect(rows.map(({ id, label, count }) => [id, label, count])).toEqual([
      ['1', '1', 1],
      ['2', '2', 0],
      ['3', '3', 0],
      ['4', '4', 0],
      ['5', '5', 3],
    ])
    expect(rows.map(({ share }) => share?.value)).toEqual([25, 0, 0, 0, 75])
    expect(base).toEqual({ what: 'peopleRated', size: 4 })
    expect(rounded).toBe(false)
  })

  it('has the median first for words and the mean first for numbers and stars', () => {
    const names = (settings: Partial<RatingSettings>) => described([1, 2], settings).figures.map(({ name }) => name)
    expect(names({ scale: 'labels' })).toEqual(['median', 'mean', 'deviation', 'lowest', 'highest'])
    expect(names({ scale: 'numbers' })).toEqual(['mean', 'median', 'deviation', 'lowest', 'highest'])
    expect(names({ scale: 'stars', noOpinion: true })).toEqual([
      'mean',
      'median',
      'deviation',
      'lowest',
      'highest',
      'noOpinion',
    ])
  })

  it('says figures with the decimals they are shown with, half up', () => {
    // 29 / 20 is 1.45, and less than that in floating point.
    const { figures } = described([...new Array<number>(11).fill(1), ...new Array<number>(9).fill(2)])
    expect(figures).toContainEqual({ name: 'mean', values: [1.5], decimals: 1 })
    expect(figures).toContainEqual({ name: 'median', values: [1], decimals: 0 })
    expect(figures).toContainEqual({ name: 'deviation', values: [0.5], decimals: 1 })
    const spread = described([2, 2, 4, 5]).figures
    expect(spread).toContainEqual({ name: 'median', values: [2, 4], decimals: 0 })
    expect(spread).toContainEqual({ name: 'lowest', values: [2], decimals: 0 })
    expect(spread).toContainEqual({ name: 'highest', values: [5], decimals: 0 })
  })

  it('has no shares and no figures of nothing, and still says who had no opinion', () => {
    const { rows, base, figures } = described([none], { noOpinion: true })
    expect(rows.every(({ share }) => share === null)).toBe(true)
    expect(base).toBeNull()
    expect(figures).toEqual([{ name: 'noOpinion', values: [1], decimals: 0 }])
  })

  it('calls a point by its label, else by its end of the scale, else by its number', () => {
    const settings = { ...rating.defaultSettings, points: 3, lowLabel: 'bad', highLabel: 'good' }
    const labelled = { ...settings, labels: ['', 'so so', 'great'] }
    expect([1, 2, 3].map((value) => pointLabel(settings, value))).toEqual(['bad', '2', 'good'])
    expect([1, 2, 3].map((value) => pointLabel(labelled, value))).toEqual(['bad', 'so so', 'great'])
    expect([0, 1, 2].map((value) => pointLabel({ ...labelled, from: 0 }, value))).toEqual(['bad', 'so so', 'great'])
  })

  it('gives no verdict', () => {
    expect(rating.outcome(asked(), tallyOf([5]), noCircumstances)).toEqual(noVerdict)
  })
})
