import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances } from '../../../src/domain/circumstances.ts'
import { maxBudget, points, type PointsSettings } from '../../../src/domain/kinds/points.ts'
import { noVerdict } from '../../../src/domain/outcome/outcome.ts'

const options = ['o1', 'o2', 'o3'].map((id) => ({ id, label: `Label ${id}` }))
const asked = (settings: Partial<PointsSettings> = {}) =>
  ({ kind: 'points', question: 'What for?', options, settings: { ...points.defaultSettings, ...settings } }) as const

describe('an answer in points', () => {
  it.each([
    ['one too many', { points: { o1: 60, o2: 41 } }, 'pointsOver', { budget: 100, given: 101 }],
    ['one too few', { points: { o1: 60, o2: 39 } }, 'pointsUnder', { budget: 100, given: 99 }],
    ['nothing', { points: {} }, 'answerEmpty', undefined],
    ['zeros only', { points: { o1: 0, o2: 0 } }, 'answerEmpty', undefined],
    ['less than nothing', { points: { o1: 101, o2: -1 } }, 'answerMalformed', undefined],
    ['half points', { points: { o1: 50.5, o2: 49.5 } }, 'answerMalformed', undefined],
    ['NaN', { points: { o1: Number.NaN } }, 'answerMalformed', undefined],
    ['1e309', JSON.parse('{"points":{"o1":1e309}}'), 'answerMalformed', undefined],
    ['1e20', { points: { o1: 1e20 } }, 'answerMalformed', undefined],
    ['a text', { points: { o1: '100' } }, 'answerMalformed', undefined],
    ['a list', { points: [100] }, 'answerMalformed', undefined],
    ['a foreign option', { points: { o9: 100 } }, 'optionUnknown', undefined],
    ['a foreign option without points', { points: { o1: 100, o9: 0 } }, 'optionUnknown', undefined],
    ['a prototype for an option', JSON.parse('{"points":{"__proto__":100}}'), 'optionUnknown', undefined],
    [
      'a prototype beside options',
      JSON.parse('{"points":{"o1":100,"__proto__":{"o2":1}}}'),
      'optionUnknown',
      undefined,
    ],
    ['a constructor for an option', { points: { constructor: 100 } }, 'optionUnknown', undefined],
    ['a member too many', { points: { o1: 100 }, weight: 3 }, 'answerMalformed', undefined],
    ['another kind’s answer', { options: ['o1'] }, 'answerMalformed', undefined],
    ['no points', { points: null }, 'answerMalformed', undefined],
    ['null', null, 'answerMalformed', undefined],
  ])('is refused with %s', (_name, raw, code, params) => {
    const refusal = params === undefined ? { ok: false, code } : { ok: false, code, params }
    expect(points.readAnswer(raw, asked())).toEqual(refusal)
  })

  it('spends the budget exactly, is kept in option order and without zeros', () => {
    const read = points.readAnswer({ points: { o3: 40, o2: 0, o1: 60 } }, asked())
    expect(read).toEqual({ ok: true, value: { points: { o1: 60, o3: 40 } } })
    expect(JSON.stringify(read.ok && read.value)).toBe('{"points":{"o1":60,"o3":40}}')
  })

  it('may leave some over where that is allowed, but gives at least one', () => {
    const loose = asked({ allowUnder: true })
    expect(points.readAnswer({ points: { o2: 1 } }, loose)).toEqual({ ok: true, value: { points: { o2: 1 } } })
    expect(points.readAnswer({ points: { o2: 101 } }, loose)).toMatchObject({ code: 'pointsOver' })
    expect(points.readAnswer({ points: { o2: 0 } }, loose)).toMatchObject({ code: 'answerEmpty' })
  })

  it('is found under an option whose id is the name of a prototype', () => {
    const odd = { ...asked(), options: [{ id: '__proto__', label: 'a' }, ...options] }
    const read = points.readAnswer(JSON.parse('{"points":{"__proto__":100}}'), odd)
    expect(JSON.stringify(read)).toBe('{"ok":true,"value":{"points":{"__proto__":100}}}')
  })
})

describe('settings of points', () => {
  it.each([
    [{ budget: 0 }],
    [{ budget: maxBudget + 1 }],
    [{ budget: 1.5 }],
    [{ budget: '100' }],
    [{ allowUnder: 'no' }],
    [{ max: 1 }],
  ])('refuses %j', (change) => {
    expect(points.readSettings(change, points.defaultSettings)).toMatchObject({ code: 'settingsMalformed' })
  })

  it('are of a kind that needs two options, may be opened as it stands and shown live', () => {
    expect(points).toMatchObject({ name: 'points', fixedOptions: null, minOptions: 2, mayShowLive: true })
    expect(points.checkComplete(asked())).toEqual({ ok: true, value: null })
  })

  it('takes budgets from 1 up', () => {
    for (const budget of [1, maxBudget]) {
      expect(points.readSettings({ budget, allowUnder: true }, points.defaultSettings)).toEqual({
        ok: true,
        value: { ...points.defaultSettings, budget, allowUnder: true },
      })
    }
  })
})

describe('the tally of points', () => {
  const given = fc.dictionary(fc.constantFrom('o1', 'o2', 'o3'), fc.integer({ min: 1, max: 50 }), { minKeys: 1 })
  const ballot = fc.record({ answer: fc.record({ points: given }), weight: fc.integer({ min: 0, max: 9 }) })

  it('equals a recount in any order, heads and weight apart', () => {
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 40 }), (ballots) => {
        const tally = points.tally(asked(), ballots, noCircumstances)
        expect(points.tally(asked(), [...ballots].reverse(), noCircumstances)).toEqual(tally)
        const weightOf = (some: typeof ballots) => some.reduce((sum, { weight }) => sum + weight, 0)
        const recount = options.map(({ id }) => {
          const gave = ballots.filter(({ answer }) => id in answer.points)
          const given = gave.reduce((sum, { answer, weight }) => sum + (answer.points[id] ?? 0) * weight, 0)
          return { id, count: gave.length, weight: weightOf(gave), points: given }
        })
        expect(tally).toEqual({
          people: ballots.length,
          ballots: ballots.length,
          weight: weightOf(ballots),
          options: recount,
          total: recount.reduce((sum, option) => sum + option.points, 0),
        })
      }),
    )
  })

  it('ignores options that the poll does not have', () => {
    const tally = points.tally(asked(), [{ answer: { points: { o9: 100 } }, weight: 1 }], noCircumstances)
    expect(tally).toMatchObject({ people: 1, total: 0 })
  })
})

describe('the table of points', () => {
  it('shares out all points, and says how many they are', () => {
    const ballots = [
      { answer: { points: { o1: 50, o2: 50 } }, weight: 1 },
      { answer: { points: { o1: 100 } }, weight: 2 },
    ]
    const tally = points.tally(asked(), ballots, noCircumstances)
    const { rows, base, figures } = points.describe(asked(), tally, noVerdict)
    expect(rows.map(({ id, label, count, weight, score }) => [id, label, count, weight, score])).toEqual([
      ['o1', 'Label o1', 2, 3, 250],
      ['o2', 'Label o2', 1, 1, 50],
      ['o3', 'Label o3', 0, 0, 0],
    ])
    expect(rows.map(({ share }) => share?.value)).toEqual([83, 17, 0])
    expect(base).toEqual({ what: 'points', size: 300 })
    expect(figures).toEqual([{ name: 'points', values: [300], decimals: 0 }])
  })

  it('has no shares of nothing, and no verdict', () => {
    const tally = points.tally(asked(), [], noCircumstances)
    const { rows, base } = points.describe(asked(), tally, noVerdict)
    expect([base, ...rows.map(({ share }) => share)]).toEqual([null, null, null, null])
    expect(points.outcome(asked(), tally, noCircumstances)).toEqual(noVerdict)
  })
})
