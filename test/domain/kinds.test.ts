import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances } from '../../src/domain/circumstances.ts'
import { kindOf, kinds, pollKinds, type PollKind, type Question } from '../../src/domain/kinds/index.ts'

const ids = ['o1', 'o2', 'o3', 'o4']

/** A complete question of each kind with everything that kind allows switched on. */
const settings: Partial<Record<PollKind, object>> = {
  choice: { max: 3, other: true },
  rating: { noOpinion: true },
  number: { min: -5, max: 50, decimals: 1 },
  quiz: { correct: ['o1', 'o3'], max: 2 },
}

function questionOf(name: PollKind): Question {
  const kind = kindOf(name)
  const read = kind.readSettings(settings[name] ?? {}, kind.defaultSettings)
  if (!read.ok) throw new Error(`${name}: ${read.code}`)
  const options = kind.fixedOptions ?? ids.map((id) => ({ id, label: `Option ${id}` }))
  return { kind: name, question: 'What?', options, settings: read.value } as unknown as Question
}

const someIds = fc.array(fc.constantFrom(...ids, 'yes', 'no', 'abstain', 'o99', '__proto__', ''), { maxLength: 4 })
const someText = fc.oneof(
  fc.constantFrom('Tea', 'tea ', 'the', 'ＴＥＡ', '茶', '\u202Eabc'),
  fc.string({ unit: 'binary' }),
)
const someNumber = fc.oneof(fc.integer({ min: -9, max: 60 }), fc.double(), fc.constantFrom(NaN, 1e309, -0, 2.5))

/** Answers of every kind, right and wrong, and whatever else a phone may send. */
const anything = fc.oneof(
  fc.anything(),
  fc.record({ options: someIds }),
  fc.record({ options: someIds, other: someText }),
  fc.record({ value: fc.oneof(someNumber, someText) }),
  fc.constant({ noOpinion: true }),
  fc.record({ ranking: someIds }),
  fc.record({ points: fc.dictionary(fc.constantFrom(...ids, 'o99'), fc.constantFrom(0, 25, 50, 100, -1, NaN)) }),
  fc.constant({ points: { o1: 60, o4: 40 } }),
  fc.record({ words: fc.array(someText, { maxLength: 4 }) }),
  fc.record({ text: someText }),
  fc.record({
    posts: fc.array(fc.record({ text: someText, anonymous: fc.boolean() }), { maxLength: 2 }),
    upvotes: fc.array(someText, { maxLength: 2 }),
  }),
)

describe('every kind', () => {
  it('stands under its own name', () => {
    expect(pollKinds.map((name) => kinds[name].name)).toEqual(pollKinds)
    expect(pollKinds).toHaveLength(10)
  })

  it.each(pollKinds)('%s never throws, and reads back what it accepted unchanged', (name) => {
    const [kind, asked] = [kindOf(name), questionOf(name)]
    let accepted = 0
    fc.assert(
      fc.property(anything, (raw) => {
        const answer = kind.readAnswer(raw, asked)
        if (!answer.ok) return
        accepted += 1
        expect(kind.readAnswer(JSON.parse(JSON.stringify(answer.value)), asked)).toEqual(answer)
      }),
      { numRuns: 1000 },
    )
    expect(accepted).toBeGreaterThan(0)
  })

  it.each(pollKinds)('%s counts each ballot once, the same in any order', (name) => {
    const [kind, asked] = [kindOf(name), questionOf(name)]
    const ballots = fc.array(fc.record({ raw: anything, weight: fc.integer({ min: 1, max: 9 }) }), { maxLength: 60 })
    fc.assert(
      fc.property(ballots, (some) => {
        const counted = some.flatMap(({ raw, weight }) => {
          const read = kind.readAnswer(raw, asked)
          return read.ok ? [{ answer: read.value, weight }] : []
        })
        const tally = kind.tally(asked, counted, noCircumstances)
        expect(kind.tally(asked, [...counted].reverse(), noCircumstances)).toEqual(tally)
        expect(tally).toMatchObject({
          people: counted.length,
          ballots: counted.length,
          weight: counted.reduce((sum, { weight }) => sum + weight, 0),
        })
        // What the tally says can be sent and told.
        expect(JSON.parse(JSON.stringify(tally))).toEqual(tally)
        const outcome = kind.outcome(asked, tally, noCircumstances)
        const { rows, figures } = kind.describe(asked, tally, outcome)
        for (const { count } of rows) expect(count).toBeLessThanOrEqual(counted.length)
        for (const { values } of figures) expect(values.every(Number.isFinite)).toBe(true)
      }),
    )
  })

  it.each(pollKinds)('%s refuses settings that are not its own', (name) => {
    const { readSettings, defaultSettings, mayShowLive } = kindOf(name)
    for (const bad of [
      null,
      1,
      [],
      { surprise: true },
      { allowChange: 'yes' },
      { countdownSeconds: 4 },
      { countdownSeconds: 1e309 },
      { countdownSeconds: 7.5 },
      JSON.parse('{"__proto__":{"max":2}}'),
    ]) {
      expect(readSettings(bad, defaultSettings)).toMatchObject({ ok: false, code: 'settingsMalformed' })
    }
    const change = { liveResults: mayShowLive, shuffle: true, countdownSeconds: 90, allowWithdraw: false }
    expect(readSettings(change, defaultSettings)).toEqual({ ok: true, value: { ...defaultSettings, ...change } })
  })

  it.each(pollKinds)('%s reads its own settings back', (name) => {
    const asked = questionOf(name)
    const { readSettings, defaultSettings } = kindOf(name)
    expect(readSettings(JSON.parse(JSON.stringify(asked.settings)), defaultSettings)).toEqual({
      ok: true,
      value: asked.settings,
    })
    expect(kindOf(name).checkComplete(asked)).toEqual({ ok: true, value: null })
  })
})

describe('a motion', () => {
  const { readAnswer, readSettings, defaultSettings } = kinds.motion
  const asked = { ...questionOf('motion'), settings: defaultSettings } as Parameters<typeof readAnswer>[1]

  it('takes one of yes, no and abstain', () => {
    expect(readAnswer({ options: ['yes'] }, asked)).toEqual({ ok: true, value: { options: ['yes'] } })
    expect(readAnswer({ options: ['yes', 'no'] }, asked)).toMatchObject({ code: 'tooManyOptions' })
    expect(readAnswer({ options: ['maybe'] }, asked)).toMatchObject({ code: 'optionUnknown' })
    expect(readAnswer({ options: ['yes'], other: 'But' }, asked)).toMatchObject({ code: 'answerMalformed' })
  })

  const rule = { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'present' } as const
  const quorum = { form: 'number', by: 'heads', atLeast: 12 } as const

  it.each([
    ['a broken rule', { rule: { ...rule, denominator: 0 } }],
    ['no rule', { rule: null }],
    ['one broken rule among several', { alsoRequired: [rule, { ...rule, base: 'all' }] }],
    ['rules that are no list', { alsoRequired: rule }],
    ['more conditions than can be read', { alsoRequired: [rule, rule, rule, rule] }],
    ['a broken quorum', { quorum: { ...quorum, atLeast: 0 } }],
    ['a tie that nobody knows', { tie: 'lot' }],
    ['the choices of a choice', { max: 2 }],
  ])('refuses settings with %s', (_name, change) => {
    expect(readSettings(change, defaultSettings)).toEqual({ ok: false, code: 'settingsMalformed' })
  })

  it('reads its rules', () => {
    const change = { rule, alsoRequired: [rule, rule, rule], quorum, tie: 'castingVote' }
    const read = readSettings(change, defaultSettings)
    expect(read).toEqual({ ok: true, value: { ...defaultSettings, ...change } })
    if (read.ok) expect(readSettings({ quorum: null }, read.value)).toMatchObject({ value: { quorum: null, rule } })
  })
})
