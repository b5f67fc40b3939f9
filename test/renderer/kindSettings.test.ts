import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { unknownRoll } from '../../src/domain/circumstances.ts'
import { choice, type ChoiceSettings } from '../../src/domain/kinds/choice.ts'
import { kindOf, pollKinds, type PollKind, type Question } from '../../src/domain/kinds/index.ts'
import { quiz } from '../../src/domain/kinds/quiz.ts'
import { rating } from '../../src/domain/kinds/rating.ts'
import { usualMajority, type Election } from '../../src/domain/outcome/election.ts'
import { isMajorityRule, majorityBases, type MajorityRule } from '../../src/domain/outcome/majority.ts'
import { kindGroups, kindsOf } from '../../src/renderer/console/agenda/kindGroups.ts'
import { readTypedNumber } from '../../src/renderer/console/editor/fields/readNumber.ts'
import {
  basesFor,
  mostChoosable,
  withElection,
  withMajorities,
  withQuorum,
  withRule,
  withSeats,
} from '../../src/renderer/console/editor/kinds/choiceSettings.ts'
import { withLabel, withPoints } from '../../src/renderer/console/editor/kinds/ratingSettings.ts'
import { markedRight, withoutRight } from '../../src/renderer/console/editor/kinds/rightOptions.ts'
import {
  candidateBasesFor,
  candidateRuleInSentences,
  exampleOf,
  majorityName,
  majorityNames,
  ruleInSentences,
  withMajority,
} from '../../src/renderer/console/editor/majorityChoices.ts'
import { fitWithin, isSeeThrough } from '../../src/renderer/console/editor/preparePicture.ts'
import { fieldsAtFault } from '../../src/renderer/console/editor/refusedFields.ts'
import * as en from '../../src/contract/languages/en.ts'
import * as zh from '../../src/contract/languages/zh-CN.ts'
import { kindSign } from '../../src/renderer/console/parts/pollSigns.ts'
import { createWords } from '../../src/web/words.ts'
import { fakeBrowser } from '../web/browser.ts'

function question<K extends PollKind>(kind: K, settings: object = {}): Extract<Question, { kind: K }> {
  const { defaultSettings } = kindOf(kind)
  return { kind, question: '', options: [], settings: { ...defaultSettings, ...settings } } as unknown as Extract<
    Question,
    { kind: K }
  >
}

/** The editor's change as the rules take it. */
function applied(before: ChoiceSettings, change: Partial<ChoiceSettings>): ChoiceSettings {
  const read = choice.readSettings(change, before)
  if (!read.ok) throw new Error(read.code)
  expect(read.value).toEqual({ ...before, ...change })
  return read.value
}

describe('the kinds on offer', () => {
  it('stand in one group each, and none is forgotten', () => {
    expect(kindGroups.flatMap(kindsOf).sort()).toEqual([...pollKinds].sort())
  })

  it('have a sign each; a choice one for each manner of choosing', () => {
    expect(kindSign(question('choice'))).toBe('single')
    expect(kindSign(question('choice', { max: 3 }))).toBe('several')
    const election = { seats: 2, rule: 'mostVotes' }
    expect(kindSign(question('choice', { max: 2, election }))).toBe('election')
    expect(kindSign(question('words', { max: 3 }))).toBe('words')
  })
})

describe('the settings of a choice', () => {
  it('become an election and a choice again, whatever was allowed before', () => {
    const rich = applied(choice.defaultSettings, { max: 4, other: true, moderated: true })
    const election = applied(rich, withElection(true))
    expect(election).toMatchObject({ max: 1, other: false, election: { seats: 1, rule: 'mostVotes' } })
    const three = applied(election, withSeats(election, 3))
    expect(three).toMatchObject({ max: 3, election: { seats: 3 } })
    expect(mostChoosable(three, 10)).toBe(3)
    expect(applied(three, withElection(false))).toMatchObject({ max: 1, election: null })
  })

  it('keep the rule when the seats change', () => {
    const half = applied(choice.defaultSettings, { election: { seats: 1, rule: 'absoluteMajority' } })
    expect(withSeats(half, 2).election).toEqual({ seats: 2, rule: 'absoluteMajority' })
  })

  it('keep quorum and majorities while these make sense', () => {
    const quorum = { form: 'number', by: 'heads', atLeast: 8 } as const
    const third = { comparison: 'atLeast', numerator: 1, denominator: 3, base: 'entitled' } as const
    const plain: Election = { seats: 2, rule: 'mostVotes' }
    const strict = withMajorities(withRule(withQuorum(plain, quorum), 'absoluteMajority'), [usualMajority, third])
    expect(applied(choice.defaultSettings, { election: strict, max: 2 }).election).toEqual({
      seats: 2,
      rule: 'absoluteMajority',
      majorities: [usualMajority, third],
      quorum,
    })
    expect(withSeats({ ...choice.defaultSettings, election: strict }, 3).election).toEqual({ ...strict, seats: 3 })
    expect(withRule(strict, 'mostVotes')).toEqual({ ...plain, quorum })
    expect(withQuorum(withRule(strict, 'mostVotes'), null)).toEqual(plain)
  })

  it('offer only bases between which there is a difference', () => {
    const settings = choice.defaultSettings
    expect(basesFor(settings)).toEqual(['people'])
    expect(basesFor({ ...settings, max: 2 })).toEqual(['people', 'ticks'])
    expect(basesFor({ ...settings, max: 2, blank: true })).toEqual(['people', 'valid', 'ticks'])
    const election = { seats: 2, rule: 'mostVotes' } as const
    expect(basesFor({ ...settings, max: 2, blank: true, election })).toEqual(['people', 'valid'])
    const strict = { seats: 2, rule: 'absoluteMajority' } as const
    expect(basesFor({ ...settings, max: 2, blank: true, election: strict })).toEqual([])
    expect(candidateBasesFor(false, 'valid')).toEqual(['valid', 'present', 'entitled'])
    expect(candidateBasesFor(false, 'cast')).toContain('cast')
    expect(candidateBasesFor(true, 'valid')).toContain('cast')
  })

  it('say what a candidate needs, in both languages', () => {
    fakeBrowser()
    const words = createWords({ en, 'zh-CN': zh }, 'key')
    const rule = { ...usualMajority, base: 'entitled' } as const
    expect(candidateRuleInSentences(words.t, rule, { ...unknownRoll, entitledWeight: 39 })).toBe(
      'A candidate needs more than half of the people entitled. Who does not come counts against everybody. With 39 people, 20 are needed.',
    )
    words.setLanguage('zh-CN')
    expect(candidateRuleInSentences(words.t, usualMajority, unknownRoll)).toBe(
      '当选须超过有效票的一半。空白票不计。以 30 票计，须有 16 票赞成。',
    )
  })

  it('allow as many as there are answers, own ones included', () => {
    expect(mostChoosable(choice.defaultSettings, 0)).toBe(2)
    expect(mostChoosable(choice.defaultSettings, 4)).toBe(4)
    expect(mostChoosable({ ...choice.defaultSettings, other: true }, 4)).toBe(5)
    expect(mostChoosable(choice.defaultSettings, 40)).toBe(30)
  })
})

describe('the right answers of a quiz', () => {
  it('decide how many may be chosen, until the host says otherwise', () => {
    const one = markedRight(quiz.defaultSettings, 'o1', true)
    expect(one).toEqual({ correct: ['o1'], max: 1 })
    const two = markedRight(one, 'o2', true)
    expect(two).toEqual({ correct: ['o1', 'o2'], max: 2 })
    expect(markedRight(two, 'o2', false)).toEqual(one)
    expect(markedRight({ ...two, max: 4 }, 'o1', false)).toEqual({ correct: ['o2'], max: 4 })
  })

  it('go with their option', () => {
    expect(withoutRight({ correct: ['o1', 'o2'], max: 2 }, 'o1')).toEqual({ correct: ['o2'], max: 1 })
    expect(withoutRight({ correct: ['o2'], max: 1 }, 'o1')).toBeNull()
  })

  it('can always be chosen, and no option is right twice, whatever is marked', () => {
    const marks = fc.array(fc.tuple(fc.constantFrom('o1', 'o2', 'o3', 'o4'), fc.boolean()), { maxLength: 20 })
    fc.assert(
      fc.property(marks, fc.integer({ min: 1, max: 6 }), (steps, max) => {
        let settings: { correct: readonly string[]; max: number } = { correct: [], max }
        for (const [id, right] of steps) settings = markedRight(settings, id, right)
        expect(settings.max).toBeGreaterThanOrEqual(Math.max(1, settings.correct.length))
        expect(quiz.readSettings(settings, quiz.defaultSettings).ok).toBe(true)
      }),
    )
  })
})

describe('the points of a scale', () => {
  it('take their words along', () => {
    const { defaultSettings } = rating
    expect(withPoints(defaultSettings, 7)).toEqual({ points: 7 })
    const worded = { ...defaultSettings, ...withLabel(defaultSettings, 1, 'so so') }
    expect(worded.labels).toEqual(['', 'so so', '', '', ''])
    const fewer = { ...worded, ...withPoints(worded, 3) }
    expect(fewer.labels).toEqual(['', 'so so', ''])
    expect(rating.readSettings({ points: 3, labels: fewer.labels }, worded).ok).toBe(true)
  })
})

describe('the majorities on offer', () => {
  const rules = fc.record({
    comparison: fc.constantFrom('moreThan' as const, 'atLeast' as const),
    numerator: fc.integer({ min: 1, max: 6 }),
    denominator: fc.integer({ min: 7, max: 9 }),
    base: fc.constantFrom(...majorityBases),
  })

  it('are rules that the house knows, found again by their name from any rule before', () => {
    fc.assert(
      fc.property(rules, fc.constantFrom(...majorityNames), (rule, name) => {
        const named = withMajority(rule, name)
        expect(isMajorityRule(named)).toBe(true)
        expect(majorityName(named)).toBe(name)
        if (name !== 'simple' && name !== 'absolute') expect(named.base).toBe(rule.base)
      }),
    )
  })

  it('are told apart by part and base', () => {
    const half: MajorityRule = { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'yesNo' }
    expect(majorityName(half)).toBe('simple')
    expect(majorityName({ ...half, base: 'entitled' })).toBe('absolute')
    expect(majorityName({ ...half, comparison: 'atLeast' })).toBe('own')
    expect(majorityName({ ...half, comparison: 'atLeast', numerator: 6, denominator: 9 })).toBe('twoThirds')
  })

  it('are said in sentences, with an example of 30 or with the number of the meeting', () => {
    fakeBrowser()
    const words = createWords({ en, 'zh-CN': zh }, 'key')
    const simple: MajorityRule = { comparison: 'moreThan', numerator: 1, denominator: 2, base: 'yesNo' }
    expect(ruleInSentences(words.t, simple, unknownRoll)).toBe(
      'Yes needs more than half of the yes and no votes. Abstaining does not count. With 30 votes, 16 are needed.',
    )
    const all: MajorityRule = { comparison: 'atLeast', numerator: 2, denominator: 3, base: 'entitled' }
    expect(exampleOf(all, { ...unknownRoll, entitledWeight: 39 })).toEqual({ of: 'people', size: 39, needed: 26 })
    words.setLanguage('zh-CN')
    expect(ruleInSentences(words.t, { ...all, numerator: 3, denominator: 7, base: 'present' }, unknownRoll)).toBe(
      '赞成须达到到场人数的3/7。到场而不投票，效果等同反对。以 30 人计，须有 13 票赞成。',
    )
  })
})

describe('a number that is typed', () => {
  const bounds = { min: 0, max: 100, decimals: 1, optional: false }

  it('has a decimal comma or point', () => {
    expect(readTypedNumber('42,5', bounds)).toEqual({ ok: true, value: 42.5 })
    expect(readTypedNumber(' 42.5 ', bounds)).toEqual({ ok: true, value: 42.5 })
  })

  it('says why it is none', () => {
    expect(readTypedNumber('many', bounds)).toEqual({ ok: false, why: 'notNumber' })
    expect(readTypedNumber('1e3', bounds)).toEqual({ ok: false, why: 'notNumber' })
    expect(readTypedNumber('4.25', bounds)).toEqual({ ok: false, why: 'tooManyDecimals' })
    expect(readTypedNumber('101', bounds)).toEqual({ ok: false, why: 'notInRange' })
    expect(readTypedNumber('', bounds)).toEqual({ ok: false, why: 'notNumber' })
    expect(readTypedNumber('', { ...bounds, optional: true })).toEqual({ ok: true, value: null })
  })
})

describe('the field that a refusal is about', () => {
  it('is the one that the rules refuse by itself', () => {
    const stored = question('rating')
    const settings = { lowLabel: 'x'.repeat(41), highLabel: 'fine' }
    expect(fieldsAtFault(stored, { question: 'Fine?', settings })).toEqual(['settings.lowLabel'])
    expect(fieldsAtFault(stored, { question: 'x'.repeat(301), settings: { points: 4 } })).toEqual(['question'])
  })

  it('is all that was touched where each alone would do', () => {
    const options = [{ id: 'o1', label: 'Red' }]
    expect(fieldsAtFault(question('choice'), { options, settings: { max: 2 } })).toEqual(['option.o1', 'settings.max'])
  })
})

describe('a picture on its way to the store', () => {
  it('fits into the square without losing its shape, and is never blown up', () => {
    expect(fitWithin({ width: 4000, height: 3000 })).toEqual({ width: 1200, height: 900 })
    expect(fitWithin({ width: 300, height: 200 })).toEqual({ width: 300, height: 200 })
    expect(fitWithin({ width: 9000, height: 2 })).toEqual({ width: 1200, height: 1 })
  })

  it('is see-through where one of its points is', () => {
    expect(isSeeThrough([255, 0, 0, 255, 0, 0, 0, 255])).toBe(false)
    expect(isSeeThrough([255, 0, 0, 255, 0, 0, 0, 254])).toBe(true)
  })
})
