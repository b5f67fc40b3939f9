import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances } from '../../../src/domain/circumstances.ts'
import { number, type NumberSettings } from '../../../src/domain/kinds/number.ts'
import { mostColumns } from '../../../src/domain/kinds/number/histogram.ts'
import { noVerdict } from '../../../src/domain/outcome/outcome.ts'

const asked = (settings: Partial<NumberSettings> = {}) =>
  ({
    kind: 'number',
    question: 'How many?',
    options: [],
    settings: { ...number.defaultSettings, ...settings },
  }) as const
const tallyOf = (values: readonly number[], settings: Partial<NumberSettings> = {}) =>
  number.tally(
    asked(settings),
    values.map((value) => ({ answer: { value }, weight: 1 })),
    noCircumstances,
  )
const read = (value: unknown, settings: Partial<NumberSettings> = {}) => number.readAnswer({ value }, asked(settings))

describe('an answer in numbers', () => {
  it.each([
    ['42', 0, 42],
    ['42,5', 1, 42.5],
    ['42.5', 1, 42.5],
    [' 42.5 ', 1, 42.5],
    ['-7', 0, -7],
    ['\u22127', 0, -7],
    ['+7', 0, 7],
    ['007', 0, 7],
    [',5', 1, 0.5],
    ['.25', 2, 0.25],
    ['42,50', 2, 42.5],
    ['\uFF14\uFF12\uFF0E\uFF15', 1, 42.5],
    ['1,005', 3, 1.005],
    [1.005, 3, 1.005],
    [0.1, 1, 0.1],
    [999_999_999_999_999, 0, 999_999_999_999_999],
    ['999999999.999999', 6, 999_999_999.999999],
    ['7'.padStart(40, '0'), 0, 7],
  ])('is read from %j with %i decimals', (raw, decimals, value) => {
    expect(read(raw, { decimals })).toEqual({ ok: true, value: { value } })
  })

  it.each([
    ['1.234,5'],
    ['1,234.5'],
    ['1.234.567'],
    ['1 234'],
    ['1\u2009234'],
    ['1\u202F234'],
    ["1'234"],
    ['5.'],
    ['1e5'],
    ['0x10'],
    ['12 kg'],
    ['--5'],
    ['4²'],
    ['٤٢'],
    ['Infinity'],
    ['NaN'],
    ['9'.repeat(41)],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [JSON.parse('1e309')],
  ])('is no number as %j, and no guess is made', (raw) => {
    expect(read(raw, { decimals: 3 })).toEqual({ ok: false, code: 'numberMalformed' })
  })

  it.each([[null], [true], [[42]], [{}], [undefined]])('is of another shape as %j', (raw) => {
    expect(read(raw)).toEqual({ ok: false, code: 'answerMalformed' })
  })

  it('has no members that only the server adds', () => {
    for (const raw of [{ value: 1, name: 'Ada' }, { options: ['o1'] }, [1], 1, null]) {
      expect(number.readAnswer(raw, asked({ privacy: 'named' }))).toEqual({ ok: false, code: 'answerMalformed' })
    }
  })

  it('is refused when it is empty, not counted as 0', () => {
    for (const raw of ['', ' \t']) expect(read(raw)).toEqual({ ok: false, code: 'answerEmpty' })
  })

  it.each([
    [42.5, 0],
    [0.1 + 0.2, 1],
    ['42,55', 1],
    // Somebody means a thousand, and it must not count as 1.
    ['1,000', 0],
    ['0.10000000000000000000001', 1],
  ])('has not more decimals than allowed: %j with %i', (raw, max) => {
    expect(read(raw, { decimals: max })).toEqual({ ok: false, code: 'tooManyDecimals', params: { max } })
  })

  it('never is minus nothing', () => {
    for (const raw of [-0, '-0', '-0,0']) expect(read(raw, { decimals: 1 })).toEqual({ ok: true, value: { value: 0 } })
  })

  it('lies in the range, ends included', () => {
    const range = { min: -1.5, max: 2.5, decimals: 1 }
    for (const value of [-1.5, 2.5]) expect(read(value, range)).toMatchObject({ ok: true })
    for (const value of [-1.6, 2.6, '1000']) {
      expect(read(value, range)).toEqual({ ok: false, code: 'numberOutOfRange', params: { min: -1.5, max: 2.5 } })
    }
    expect(read(-1, { min: 0 })).toEqual({ ok: false, code: 'numberTooLow', params: { min: 0 } })
    expect(read(11, { max: 10 })).toEqual({ ok: false, code: 'numberTooHigh', params: { max: 10 } })
  })

  it('has at most fifteen digits, decimals included: more could not be told apart', () => {
    const tooHigh = { ok: false, code: 'numberTooHigh' }
    expect(read(1e15)).toEqual({ ...tooHigh, params: { max: 999_999_999_999_999 } })
    expect(read('9007199254740993')).toMatchObject(tooHigh)
    expect(read(1e300)).toMatchObject(tooHigh)
    expect(read(-1e300)).toMatchObject({ code: 'numberTooLow' })
    expect(read('1000000000.000000', { decimals: 6 })).toMatchObject(tooHigh)
    expect(read('9007199254.740993', { decimals: 6, min: 0 })).toMatchObject(tooHigh)
  })

  it('is the same number whether it comes as text, with a comma or as JSON', () => {
    const units = fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 })
    fc.assert(
      fc.property(units, fc.integer({ min: 0, max: 6 }), (unit, decimals) => {
        const digits = String(Math.abs(unit)).padStart(decimals + 1, '0')
        const [whole, part] = [digits.slice(0, digits.length - decimals), digits.slice(digits.length - decimals)]
        const text = `${unit < 0 ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`
        const value = Number(text) + 0
        for (const raw of [text, text.replace('.', ','), value]) {
          expect(read(raw, { decimals })).toEqual({ ok: true, value: { value } })
        }
        // Distinct units stay distinct values.
        expect(tallyOf([value], { decimals }).values).toEqual([{ value, count: 1, weight: 1 }])
      }),
    )
  })
})

describe('settings of a number', () => {
  const settingsOf = (change: unknown) => number.readSettings(change, number.defaultSettings)

  it.each([
    [{ min: '0' }],
    [{ min: Number.NaN }],
    [{ max: 1e15 }],
    [JSON.parse('{"max":1e309}')],
    [{ correct: [] }],
    [{ decimals: 7 }],
    [{ decimals: -1 }],
    [{ decimals: 0.5 }],
    [{ unit: 3 }],
    [{ privacy: 'open' }],
    [{ points: 3 }],
  ])('refuses %j', (change) => {
    expect(settingsOf(change)).toMatchObject({ ok: false, code: 'settingsMalformed' })
  })

  it('are of a kind without options that may be shown live', () => {
    expect(number).toMatchObject({ name: 'number', fixedOptions: [], minOptions: 0, mayShowLive: true })
  })

  it('takes limits of fifteen digits', () => {
    const change = { min: -999_999_999_999_999, max: 999_999_999_999_999 }
    expect(settingsOf(change)).toMatchObject({ ok: true, value: change })
  })

  it('takes limits one by one and takes them away again', () => {
    const change = { unit: ' kg ', min: -0, max: 10.5, decimals: 1, correct: -0, privacy: 'named' }
    expect(settingsOf(change)).toEqual({
      ok: true,
      value: { ...number.defaultSettings, unit: 'kg', min: 0, max: 10.5, decimals: 1, correct: 0, privacy: 'named' },
    })
    expect(number.readSettings({ max: null }, { ...number.defaultSettings, max: 3 })).toMatchObject({
      value: { max: null },
    })
    expect(settingsOf({ unit: 'x'.repeat(21) })).toEqual({ ok: false, code: 'textTooLong', params: { limit: 20 } })
    expect(settingsOf({ unit: 'x'.repeat(20) })).toMatchObject({ ok: true })
  })
})

describe('a number poll can be opened', () => {
  const check = (settings: Partial<NumberSettings>) => number.checkComplete(asked(settings))

  it('when some number fits between its limits', () => {
    expect(check({})).toMatchObject({ ok: true })
    expect(check({ min: 3, max: 3 })).toMatchObject({ ok: true })
    expect(check({ min: 4, max: 3 })).toMatchObject({ code: 'rangeEmpty' })
    expect(check({ min: 0.2, max: 0.8 })).toMatchObject({ code: 'rangeEmpty' })
    expect(check({ min: 0.2, max: 0.8, decimals: 1 })).toMatchObject({ ok: true })
    expect(check({ min: -0.8, max: -0.2 })).toMatchObject({ code: 'rangeEmpty' })
    expect(check({ min: 0.25, max: 0.29, decimals: 1 })).toMatchObject({ code: 'rangeEmpty' })
    expect(check({ min: 0.25, max: 0.31, decimals: 1 })).toMatchObject({ ok: true })
  })

  it('when its right answer is one that people can give', () => {
    expect(check({ correct: 5, min: 5, max: 5 })).toMatchObject({ ok: true })
    expect(check({ correct: 3.14, decimals: 2 })).toMatchObject({ ok: true })
    expect(check({ correct: 3.14, decimals: 1 })).toMatchObject({ code: 'correctImpossible' })
    expect(check({ correct: 11, max: 10 })).toMatchObject({ code: 'correctImpossible' })
    expect(check({ correct: -1, min: 0 })).toMatchObject({ code: 'correctImpossible' })
  })
})

describe('the tally of numbers', () => {
  it('has no noise: 0.1, 0.2 and 0.3 are themselves', () => {
    const tally = tallyOf([0.3, 0.1, 0.2, 0.1], { decimals: 1 })
    expect(tally.values).toEqual([
      { value: 0.1, count: 2, weight: 2 },
      { value: 0.2, count: 1, weight: 1 },
      { value: 0.3, count: 1, weight: 1 },
    ])
    expect(tally).toMatchObject({ lowest: 0.1, highest: 0.3, median: [0.1, 0.2], mean: 0.175, middleHalf: [0.1, 0.25] })
    expect(tallyOf([0.1, 0.2], { decimals: 1 }).mean).toBe(0.15)
  })

  it('has no figures of nothing', () => {
    expect(tallyOf([], { correct: 3 })).toEqual({
      people: 0,
      ballots: 0,
      weight: 0,
      values: [],
      mean: null,
      median: null,
      middleHalf: null,
      lowest: null,
      highest: null,
      histogram: [],
      nearest: null,
    })
  })

  it('equals a recount in any order', () => {
    const ballot = fc.record({
      answer: fc.record(
        { value: fc.integer({ min: -300, max: 300 }).map((units) => units / 100), name: fc.constantFrom('Ada', 'Bo') },
        { requiredKeys: ['value'] },
      ),
      weight: fc.integer({ min: 0, max: 9 }),
    })
    const question = asked({ decimals: 2, correct: 0.5, privacy: 'named' })
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 50 }), (ballots) => {
        const tally = number.tally(question, ballots, noCircumstances)
        expect(number.tally(question, [...ballots].reverse(), noCircumstances)).toEqual(tally)
        expect(tally.people).toBe(ballots.length)
        expect(tally.weight).toBe(ballots.reduce((sum, { weight }) => sum + weight, 0))
        for (const { value, count, weight } of tally.values) {
          const same = ballots.filter(({ answer }) => answer.value === value)
          expect([count, weight]).toEqual([same.length, same.reduce((sum, some) => sum + some.weight, 0)])
        }
        expect(tally.values.reduce((sum, { count }) => sum + count, 0)).toBe(ballots.length)
        expect(tally.histogram.reduce((sum, { count }) => sum + count, 0)).toBe(ballots.length)
        const values = ballots.map(({ answer }) => answer.value).sort((a, b) => a - b)
        expect([tally.lowest, tally.highest]).toEqual([values[0] ?? null, values[values.length - 1] ?? null])
        if (tally.mean !== null) expect(tally.mean).toBeCloseTo(values.reduce((a, b) => a + b, 0) / values.length, 9)
      }),
    )
  })
})

describe('the histogram', () => {
  const columns = (values: readonly number[], settings: Partial<NumberSettings> = {}) =>
    tallyOf(values, settings).histogram.map(({ from, to, count }) => [from, to, count])

  it('has one column for each value where they are few', () => {
    expect(columns([1, 3, 3])).toEqual([
      [1, 2, 1],
      [2, 3, 0],
      [3, 4, 2],
    ])
    expect(columns([7])).toEqual([[7, 8, 1]])
    expect(columns([1, 12])).toHaveLength(12)
    expect(columns([0.1, 0.2], { decimals: 1 })).toEqual([
      [0.1, 0.2, 1],
      [0.2, 0.3, 1],
    ])
  })

  it('has wider ones of 2, 5 or 10 where they are many, the last with its end', () => {
    expect(columns([0, 9, 10, 50, 99, 100])).toEqual([
      [0, 10, 2],
      [10, 20, 1],
      [20, 30, 0],
      [30, 40, 0],
      [40, 50, 0],
      [50, 60, 1],
      [60, 70, 0],
      [70, 80, 0],
      [80, 90, 0],
      [90, 100, 2],
    ])
    expect(columns([1, 13]).map(([from]) => from)).toEqual([0, 2, 4, 6, 8, 10, 12])
    expect(columns([-13, 40])[0]).toEqual([-15, -10, 1])
    expect(columns([-10, 3])[0]).toEqual([-10, -8, 1])
  })

  it('has at most twelve nice columns without gaps, and every answer in its own', () => {
    const values = fc.array(fc.integer({ min: -999_999_999_999_999, max: 999_999_999_999_999 }), {
      minLength: 1,
      maxLength: 30,
    })
    const near = fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(fc.oneof(values, near), (given) => {
        const { histogram } = tallyOf(given)
        expect(histogram.length).toBeLessThanOrEqual(mostColumns)
        const width = (histogram[0]?.to ?? 0) - (histogram[0]?.from ?? 0)
        expect(String(width)).toMatch(/^[125]0*$/)
        histogram.forEach(({ from, to, count }, index) => {
          const last = index === histogram.length - 1
          expect(to - from).toBe(width)
          expect(Math.abs(from % width)).toBe(0)
          if (index > 0) expect(from).toBe(histogram[index - 1]?.to)
          expect(count).toBe(given.filter((v) => v >= from && (v < to || (last && v === to))).length)
        })
        // No narrower nice width would do: neither end column is empty, and a step down has too many.
        expect(histogram[0]?.count).toBeGreaterThan(0)
        expect(histogram[histogram.length - 1]?.count).toBeGreaterThan(0)
        if (width > 1) expect(histogram.length).toBeGreaterThanOrEqual(4)
      }),
    )
  })
})

describe('the nearest', () => {
  const given = (answers: readonly (readonly [number, string?])[], settings: Partial<NumberSettings>) =>
    number.tally(
      asked(settings),
      answers.map(([value, name]) => ({ answer: name === undefined ? { value } : { value, name }, weight: 1 })),
      noCircumstances,
    ).nearest

  it('share the place, from both sides, with the names they gave', () => {
    expect(given([[12, 'Zoe'], [8, 'Ada'], [8], [13, 'Far']], { correct: 10, privacy: 'named' })).toEqual({
      values: [8, 12],
      distance: 2,
      count: 3,
      names: ['Ada', 'Zoe'],
    })
  })

  it('are those who have it exactly', () => {
    expect(given([[10], [9]], { correct: 10 })).toEqual({ values: [10], distance: 0, count: 1, names: [] })
  })

  it('are not told apart by noise: 0.1 and 0.3 are equally far from 0.2', () => {
    expect(given([[0.1], [0.3]], { correct: 0.2, decimals: 1 })).toMatchObject({ values: [0.1, 0.3], distance: 0.1 })
  })

  it('are nobody without a right answer', () => {
    expect(given([[10]], {})).toBeNull()
  })

  it('are not in the room while voting is open, nor is the right answer', () => {
    const question = asked({ correct: 4711, decimals: 0 })
    const tally = tallyOf([4700], { correct: 4711 })
    const shown = JSON.stringify([number.conceal?.(question), number.concealTally?.(tally)])
    expect(shown).not.toMatch(/4711|"distance"/)
    expect(number.concealTally?.(tally)).toEqual({ ...tally, nearest: null })
    expect(number.conceal?.(question)).toEqual(asked())
  })

  it('lose their names where names are not shown', () => {
    const tally = number.tally(
      asked({ correct: 1, privacy: 'named' }),
      [{ answer: { value: 1, name: 'Ada' }, weight: 1 }],
      noCircumstances,
    )
    expect(number.forRoom?.(tally, 10, true)).toEqual(tally)
    expect(number.forRoom?.(tally, 10, false).nearest).toEqual({ values: [1], distance: 0, count: 1, names: [] })
    expect(number.forRoom?.(tallyOf([1]), 10, false)).toEqual(tallyOf([1]))
  })
})

describe('the names of the nearest', () => {
  it('are sorted as names, whatever was answered', () => {
    const answers = [
      { answer: { value: 8, name: 'Zoe' }, weight: 1 },
      { answer: { value: 12, name: 'Ada' }, weight: 1 },
    ]
    const { nearest } = number.tally(asked({ correct: 10, privacy: 'named' }), answers, noCircumstances)
    expect(nearest?.names).toEqual(['Ada', 'Zoe'])
  })
})

describe('the table of numbers', () => {
  const described = (values: readonly number[], settings: Partial<NumberSettings> = {}) =>
    number.describe(asked(settings), tallyOf(values, settings), noVerdict)

  it('has a row for every value, with its unit', () => {
    const { rows, base } = described([2.5, 2.5, 100, 0.01], { decimals: 2, unit: 'kg' })
    expect(rows.map(({ id, label, count, share }) => [id, label, count, share?.value])).toEqual([
      ['0.01', '0.01 kg', 1, 25],
      ['2.5', '2.5 kg', 2, 50],
      ['100', '100 kg', 1, 25],
    ])
    expect(base).toEqual({ what: 'peopleAnswered', size: 4 })
    expect(described([0.000001], { decimals: 6 }).rows[0]?.id).toBe('0.000001')
    expect(described([100, 9_999_999_999_999.99], { decimals: 2 }).rows.map(({ id }) => id)).toEqual([
      '100',
      '9999999999999.99',
    ])
  })

  it('marks the row of the right answer, where there is one', () => {
    const rights = (values: readonly number[], settings: Partial<NumberSettings>): (boolean | undefined)[] =>
      described(values, settings).rows.map(({ right }) => right)
    expect(rights([1, 2.5, 3], { correct: 2.5, decimals: 1 })).toEqual([false, true, false])
    expect(rights([1, 2], { correct: 4 })).toEqual([false, false])
    expect(rights([1, 2], {})).toEqual([undefined, undefined])
  })

  it('has a row for every column where there are too many values for a screen', () => {
    const values = Array.from({ length: 31 }, (_, index) => index)
    const { rows } = described(values)
    expect(rows.map(({ id, label, count, weight }) => [id, label, count, weight])).toEqual([
      ['0..5', '0 – 5', 5, 5],
      ['5..10', '5 – 10', 5, 5],
      ['10..15', '10 – 15', 5, 5],
      ['15..20', '15 – 20', 5, 5],
      ['20..25', '20 – 25', 5, 5],
      ['25..30', '25 – 30', 6, 6],
    ])
    expect(described(values.slice(0, 30)).rows).toHaveLength(30)
  })

  it('tells median and middle half first, with the decimals they need', () => {
    expect(described([1, 2, 3, 5], { correct: 4 }).figures).toEqual([
      { name: 'median', values: [2, 3], decimals: 0 },
      { name: 'middleHalf', values: [1.5, 4], decimals: 1 },
      { name: 'mean', values: [2.8], decimals: 1 },
      { name: 'lowest', values: [1], decimals: 0 },
      { name: 'highest', values: [5], decimals: 0 },
      { name: 'correct', values: [4], decimals: 0 },
      { name: 'nearest', values: [3, 5], decimals: 0 },
    ])
    expect(described([1, 2, 3], {}).figures.slice(0, 2)).toEqual([
      { name: 'median', values: [2], decimals: 0 },
      { name: 'middleHalf', values: [1.5, 2.5], decimals: 1 },
    ])
    expect(described([1, 1, 4]).figures).toContainEqual({ name: 'mean', values: [2], decimals: 1 })
    expect(described([4]).figures[1]).toEqual({ name: 'middleHalf', values: [4, 4], decimals: 0 })
    expect(described([-0.5, -0.4], { decimals: 1 }).figures).toContainEqual({
      name: 'mean',
      values: [-0.45],
      decimals: 2,
    })
  })

  it('has nothing of nothing, and no verdict', () => {
    expect(described([])).toEqual({ rows: [], base: null, rounded: false, figures: [] })
    expect(number.outcome(asked(), tallyOf([1]), noCircumstances)).toEqual(noVerdict)
  })
})
