import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { choice } from '../../src/domain/kinds/choice.ts'
import { kindOf, kinds, pollKinds, type Question } from '../../src/domain/kinds/index.ts'
import { motion } from '../../src/domain/kinds/motion.ts'
import { leaders, selectionShares } from '../../src/domain/kinds/selection.ts'

const options = ['o1', 'o2', 'o3', 'o4'].map((id) => ({ id, label: `Option ${id}` }))
const question = (max: number) =>
  ({ kind: 'choice', question: 'Which?', options, settings: { ...choice.defaultSettings, max } }) as const
const asked = {
  kind: 'motion',
  question: 'Adopt?',
  options: motion.fixedOptions ?? [],
  settings: motion.defaultSettings,
} as const

describe('every kind', () => {
  it('stands under its own name', () => {
    expect(pollKinds.map((name) => kinds[name].name)).toEqual(pollKinds)
  })

  const anything = fc.oneof(
    fc.anything(),
    fc.record({ options: fc.anything() }),
    fc.record({ options: fc.array(fc.constantFrom('o1', 'o2', 'yes', 'no', 'o99', '__proto__', '')) }),
  )

  it.each(pollKinds)('%s never throws, and reads back what it accepted unchanged', (name) => {
    const some: Question = name === 'motion' ? asked : question(2)
    fc.assert(
      fc.property(anything, (raw) => {
        const answer = kindOf(name).readAnswer(raw, some)
        if (!answer.ok) return
        expect(kindOf(name).readAnswer(JSON.parse(JSON.stringify(answer.value)), some)).toEqual(answer)
      }),
    )
  })

  it.each(pollKinds)('%s counts the same in any order, and people never exceed ballots', (name) => {
    const some: Question = name === 'motion' ? asked : question(3)
    const ids = some.options.map((option) => option.id)
    const ballot = fc.record({
      answer: fc.record({ options: fc.subarray(ids, { minLength: 1, maxLength: name === 'motion' ? 1 : 3 }) }),
      weight: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 60 }), (ballots) => {
        const tally = kindOf(name).tally(some, ballots)
        expect(kindOf(name).tally(some, [...ballots].reverse())).toEqual(tally)
        expect(tally.people).toBe(ballots.length)
        expect(tally.weight).toBe(ballots.reduce((sum, { weight }) => sum + weight, 0))
        for (const option of tally.options) {
          const chose = ballots.filter(({ answer }) => answer.options.includes(option.id))
          expect(option.count).toBe(chose.length)
          expect(option.weight).toBe(chose.reduce((sum, { weight }) => sum + weight, 0))
        }
        expect(tally.ticks).toBe(ballots.reduce((sum, { answer }) => sum + answer.options.length, 0))
      }),
    )
  })

  it.each(pollKinds)('%s refuses settings that are not its own', (name) => {
    const { readSettings, defaultSettings } = kindOf(name)
    for (const bad of [
      null,
      1,
      [],
      { surprise: true },
      { allowChange: 'yes' },
      JSON.parse('{"__proto__":{"max":2}}'),
    ]) {
      expect(readSettings(bad, defaultSettings)).toMatchObject({ ok: false, code: 'settingsMalformed' })
    }
    expect(readSettings({ liveResults: true }, defaultSettings)).toEqual({
      ok: true,
      value: { ...defaultSettings, liveResults: true },
    })
  })
})

describe('an answer to a choice', () => {
  it.each([
    ['nothing', { options: [] }, 1, 'answerEmpty'],
    ['a foreign option', { options: ['o9'] }, 1, 'optionUnknown'],
    ['a prototype for an option', { options: ['__proto__'] }, 1, 'optionUnknown'],
    ['the same twice', { options: ['o1', 'o1'] }, 2, 'optionRepeated'],
    ['too many', { options: ['o1', 'o2', 'o3'] }, 2, 'tooManyOptions'],
    ['numbers', { options: [1] }, 1, 'answerMalformed'],
    ['a bare list', ['o1'], 1, 'answerMalformed'],
    ['no object', 'o1', 1, 'answerMalformed'],
    ['null', null, 1, 'answerMalformed'],
    ['a member too many', { options: ['o1'], weight: 9 }, 1, 'answerMalformed'],
  ])('is refused with %s', (_name, raw, max, code) => {
    expect(choice.readAnswer(raw, question(max))).toMatchObject({ ok: false, code })
  })

  it('is kept in option order, whatever order it was tapped in', () => {
    expect(choice.readAnswer({ options: ['o3', 'o1'] }, question(2))).toEqual({
      ok: true,
      value: { options: ['o1', 'o3'] },
    })
  })

  it('cannot allow more than there are options', () => {
    expect(choice.checkComplete(question(5))).toMatchObject({ ok: false, code: 'maxAboveOptions' })
    expect(choice.checkComplete(question(4))).toEqual({ ok: true, value: null })
  })
})

describe('a motion', () => {
  it('takes one of yes, no and abstain', () => {
    expect(motion.readAnswer({ options: ['yes'] }, asked)).toEqual({ ok: true, value: { options: ['yes'] } })
    expect(motion.readAnswer({ options: ['yes', 'no'] }, asked)).toMatchObject({ code: 'tooManyOptions' })
    expect(motion.readAnswer({ options: ['maybe'] }, asked)).toMatchObject({ code: 'optionUnknown' })
  })

  it('is decided by its rule', () => {
    const ballots = ['yes', 'yes', 'no', 'abstain'].map((id) => ({ answer: { options: [id] }, weight: 1 }))
    const tally = motion.tally(asked, ballots)
    expect(motion.outcome(asked, tally)).toMatchObject({ status: 'carried', needed: 2, reached: 2, base: 3 })
  })
})

describe('shares', () => {
  const shown = (question: Question, counts: Record<string, number>, people: number) => {
    const options = question.options.map(({ id }) => ({ id, count: counts[id] ?? 0, weight: counts[id] ?? 0 }))
    const { shares } = selectionShares(question, { people, ballots: people, weight: people, ticks: 0, options })
    return shares?.map((share) => share?.value ?? null)
  }

  it('of a motion are of what its majority is taken of, so that they cannot contradict the verdict', () => {
    expect(shown(asked, { yes: 18, no: 4, abstain: 3 }, 25)).toEqual([82, 18, null])
    const all = {
      ...asked,
      settings: { ...asked.settings, rule: { ...asked.settings.rule, base: 'yesNoAbstain' } },
    } as const
    expect(shown(all, { yes: 18, no: 4, abstain: 3 }, 25)).toEqual([72, 16, 12])
    expect(shown(asked, { yes: 0, no: 0, abstain: 3 }, 3)).toBeUndefined()
  })

  it('of one choice divide the votes, of several choices they are parts of the people', () => {
    expect(shown(question(1), { o1: 3, o2: 1 }, 4)).toEqual([75, 25, 0, 0])
    expect(shown(question(2), { o1: 3, o2: 4 }, 4)).toEqual([75, 100, 0, 0])
  })
})

describe('leaders', () => {
  const tally = (counts: number[]) => ({
    people: 9,
    ballots: 9,
    weight: 9,
    ticks: 9,
    options: counts.map((count, i) => ({ id: `o${i + 1}`, count, weight: count })),
  })

  it('are all who share the most, in option order, and nobody before the first vote', () => {
    expect(leaders(tally([2, 5, 5]))).toEqual(['o2', 'o3'])
    expect(leaders(tally([0, 0]))).toEqual([])
  })
})
