import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances } from '../../../src/domain/circumstances.ts'
import { isRight, quiz, type QuizAnswer, type QuizSettings } from '../../../src/domain/kinds/quiz.ts'
import { noVerdict } from '../../../src/domain/outcome/outcome.ts'

const ids = ['o1', 'o2', 'o3']
const options = ids.map((id) => ({ id, label: `Option ${id}` }))
const question = (settings: Partial<QuizSettings> = {}) =>
  ({
    kind: 'quiz',
    question: 'Which?',
    options,
    settings: { ...quiz.defaultSettings, correct: ['o1'], ...settings },
  }) as const

describe('the right answer of a quiz', () => {
  it.each([
    [['o1'], ['o1'], true],
    [['o2'], ['o1'], false],
    [['o1', 'o3'], ['o3', 'o1'], true],
    [['o1'], ['o3', 'o1'], false],
    [['o1', 'o2'], ['o1'], false],
    [['o1', 'o2'], ['o1', 'o3'], false],
    [[], [], false],
    [['o1'], [], false],
  ])('chosen %j, right %j: %s', (chosen, correct, expected) => {
    expect(isRight({ options: chosen }, correct)).toBe(expected)
  })

  it('is on no phone before the result is shown', () => {
    const asked = question({ correct: ['o2', 'o3'], max: 2 })
    const concealed = quiz.conceal?.(asked)
    expect(concealed).toEqual({ ...asked, settings: { ...asked.settings, correct: [] } })
    expect(asked.settings.correct).toEqual(['o2', 'o3'])
  })

  it('is never given away by a result that grows', () => {
    expect(quiz.mayShowLive).toBe(false)
    expect(quiz.defaultSettings.liveResults).toBe(false)
    expect(quiz.readSettings({ liveResults: true }, quiz.defaultSettings)).toMatchObject({ code: 'settingsMalformed' })
    expect(quiz.readSettings({ liveResults: false }, quiz.defaultSettings)).toMatchObject({ ok: true })
  })
})

describe('a quiz question', () => {
  it('counts the first answer and closes by itself, unless the host says otherwise', () => {
    expect(quiz.defaultSettings).toMatchObject({ allowChange: false, allowWithdraw: false, countdownSeconds: 20 })
    expect(quiz.readSettings({ allowChange: true, countdownSeconds: null }, quiz.defaultSettings)).toMatchObject({
      value: { allowChange: true, countdownSeconds: null },
    })
  })

  it.each([
    ['no right answer', { correct: [] }, 'quizWithoutAnswer'],
    ['a right answer that is not there', { correct: ['o9'] }, 'quizWithoutAnswer'],
    ['one of two right answers not there', { correct: ['o1', 'o9'], max: 2 }, 'quizWithoutAnswer'],
    ['more right answers than may be chosen', { correct: ['o1', 'o2'] }, 'maxBelowCorrect'],
    ['more choices than options', { max: 4 }, 'maxAboveOptions'],
    ['points for speed and no countdown', { speedPoints: true, countdownSeconds: null }, 'speedNeedsCountdown'],
  ])('cannot be opened with %s', (_name, settings, code) => {
    expect(quiz.checkComplete(question(settings))).toMatchObject({ ok: false, code })
  })

  it('says by how much it does not fit', () => {
    expect(quiz.checkComplete(question({ max: 4 }))).toMatchObject({ params: { max: 4, options: 3 } })
    expect(quiz.checkComplete(question({ correct: ['o1', 'o2'] }))).toMatchObject({ params: { max: 1, correct: 2 } })
  })

  it.each([
    ['one right answer', {}],
    ['as many right answers as may be chosen', { correct: ['o1', 'o2', 'o3'], max: 3 }],
    ['speed with a countdown', { speedPoints: true }],
    ['neither speed nor countdown', { countdownSeconds: null }],
  ])('can be opened with %s', (_name, settings) => {
    expect(quiz.checkComplete(question(settings))).toEqual({ ok: true, value: null })
  })

  it.each([
    ['right answers in words', { correct: 'o1' }],
    ['a right answer twice', { correct: ['o1', 'o1'] }],
    ['numbers', { correct: [1] }],
    ['a right answer without a name', { correct: [''] }],
    ['a name without end', { correct: ['o'.repeat(65)] }],
    ['a thousand right answers', { correct: Array.from({ length: 31 }, (_, i) => `o${i}`) }],
    ['no points', { points: 0 }],
    ['too many points', { points: 10_001 }],
    ['half a point', { points: 0.5 }],
    ['points beyond all numbers', { points: 1e309 }],
    ['no choices', { max: 0 }],
    ['choices beyond a screen', { max: 31 }],
    ['speed in words', { speedPoints: 'yes' }],
    ['a series in numbers', { streaks: 1 }],
    ['an election', { election: null }],
  ])('refuses settings with %s', (_name, change) => {
    expect(quiz.readSettings(change, quiz.defaultSettings)).toEqual({ ok: false, code: 'settingsMalformed' })
  })

  it('reads its settings', () => {
    const change = { correct: ['o2', 'o1'], max: 2, points: 10_000, speedPoints: true, streaks: true }
    expect(quiz.readSettings(change, quiz.defaultSettings)).toEqual({
      ok: true,
      value: { ...quiz.defaultSettings, ...change },
    })
  })
})

describe('an answer to a quiz', () => {
  it.each([
    ['somebody else for a player', { options: ['o1'], player: 'p1' }, 'answerMalformed'],
    ['a time of its own', { options: ['o1'], tookMs: 1 }, 'answerMalformed'],
    ['a name', { options: ['o1'], name: 'Ada' }, 'answerMalformed'],
    ['own words', { options: [], other: 'o1' }, 'answerMalformed'],
    ['nothing', { options: [] }, 'answerEmpty'],
    ['too many', { options: ['o1', 'o2'] }, 'tooManyOptions'],
    ['a foreign option', { options: ['o9'] }, 'optionUnknown'],
  ])('is refused with %s', (_name, raw, code) => {
    expect(quiz.readAnswer(raw, question())).toMatchObject({ ok: false, code })
  })

  it('carries who gave it and how long it took, and a name only where there is one', () => {
    const stamp = { previous: null, nowMs: 5, tookMs: 1234.6, name: 'Ada', player: 'p1' }
    expect(quiz.stamp?.({ options: ['o1'] }, question(), stamp)).toEqual({
      options: ['o1'],
      player: 'p1',
      name: 'Ada',
      tookMs: 1235,
    })
    expect(quiz.stamp?.({ options: ['o1'] }, question(), { ...stamp, name: null, tookMs: -3 })).toEqual({
      options: ['o1'],
      player: 'p1',
      tookMs: 0,
    })
  })
})

describe('the tally of a quiz', () => {
  it('counts what was chosen and how many heads were right', () => {
    const answers: QuizAnswer[] = [{ options: ['o1', 'o2'] }, { options: ['o2', 'o1'] }, { options: ['o1'] }]
    const asked = question({ correct: ['o1', 'o2'], max: 2 })
    const ballots = answers.map((answer) => ({ answer, weight: 5 }))
    const tally = quiz.tally(asked, ballots, noCircumstances)
    expect(tally).toMatchObject({ people: 3, right: 2, ticks: 5, correct: ['o1', 'o2'] })
    expect(quiz.outcome(asked, tally, noCircumstances)).toBe(noVerdict)
    const described = quiz.describe(asked, tally, noVerdict)
    expect(described.figures).toEqual([{ name: 'right', values: [2], decimals: 0 }])
    expect(described.rows.map(({ id, count, right }) => [id, count, right])).toEqual([
      ['o1', 3, true],
      ['o2', 2, true],
      ['o3', 0, false],
    ])
    // Of people, whatever their votes weigh elsewhere.
    expect(described.base).toEqual({ what: 'peopleAnswered', size: 3 })
    expect(described.rows[1]?.share).toEqual({ value: 67, decimals: 0, bound: 'exact' })
  })

  it('is the same in any order and agrees with a recount', () => {
    const answers = fc.array(fc.record({ options: fc.subarray(ids, { minLength: 1 }) }), { maxLength: 30 })
    fc.assert(
      fc.property(answers, fc.subarray(ids, { minLength: 1 }), (some, correct) => {
        const asked = question({ correct, max: 3 })
        const ballots = some.map((answer) => ({ answer, weight: 1 }))
        const tally = quiz.tally(asked, ballots, noCircumstances)
        expect(quiz.tally(asked, [...ballots].reverse(), noCircumstances)).toEqual(tally)
        const same = some.filter((answer) => [...answer.options].sort().join() === [...correct].sort().join())
        expect(tally.right).toBe(same.length)
      }),
    )
  })
})
