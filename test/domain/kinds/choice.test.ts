import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances, type EntryDecision } from '../../../src/domain/circumstances.ts'
import { choice, type ChoiceAnswer, type ChoiceSettings } from '../../../src/domain/kinds/choice.ts'
import { entryId, fold } from '../../../src/domain/kinds/entries.ts'
import { noVerdict } from '../../../src/domain/outcome/outcome.ts'

const ids = ['o1', 'o2', 'o3', 'o4']
const options = ids.map((id) => ({ id, label: `Option ${id}` }))
const question = (settings: Partial<ChoiceSettings> = {}) =>
  ({ kind: 'choice', question: 'Which?', options, settings: { ...choice.defaultSettings, ...settings } }) as const
const ballot = (answer: ChoiceAnswer, weight = 1) => ({ answer, weight })

describe('an answer to a choice', () => {
  it.each([
    ['nothing', { options: [] }, 1, 'answerEmpty'],
    ['no list', {}, 1, 'answerMalformed'],
    ['a foreign option', { options: ['o9'] }, 1, 'optionUnknown'],
    ['a prototype for an option', { options: ['__proto__'] }, 1, 'optionUnknown'],
    ['the same twice', { options: ['o1', 'o1'] }, 2, 'optionRepeated'],
    ['too many', { options: ['o1', 'o2', 'o3'] }, 2, 'tooManyOptions'],
    ['numbers', { options: [1] }, 1, 'answerMalformed'],
    ['not a number', { options: [NaN] }, 1, 'answerMalformed'],
    ['a number beyond all numbers', { options: 1e309 }, 1, 'answerMalformed'],
    ['a bare list', ['o1'], 1, 'answerMalformed'],
    ['no object', 'o1', 1, 'answerMalformed'],
    ['null', null, 1, 'answerMalformed'],
    ['a member too many', { options: ['o1'], weight: 9 }, 1, 'answerMalformed'],
    ['a prototype', JSON.parse('{"__proto__":{"options":["o1"]}}'), 1, 'answerMalformed'],
    ['a million options', { options: Array.from({ length: 1_000_000 }, () => 'o1') }, 1, 'optionRepeated'],
    ['the answer of a rating', { value: 3 }, 1, 'answerMalformed'],
    ['the answer of a ranking', { ranking: ['o1'] }, 1, 'answerMalformed'],
    ['points', { points: { o1: 3 } }, 1, 'answerMalformed'],
    ['words', { words: ['o1'] }, 1, 'answerMalformed'],
    ['its own words where the poll does not take them', { options: ['o1'], other: 'Mine' }, 2, 'answerMalformed'],
  ])('is refused with %s', (_name, raw, max, code) => {
    expect(choice.readAnswer(raw, question({ max }))).toMatchObject({ ok: false, code })
  })

  it('is kept in option order, whatever order it was tapped in', () => {
    expect(choice.readAnswer({ options: ['o3', 'o1'] }, question({ max: 2 }))).toEqual({
      ok: true,
      value: { options: ['o1', 'o3'] },
    })
  })
})

describe("an answer in people's own words", () => {
  const read = (raw: unknown, max = 1) => choice.readAnswer(raw, question({ max, other: true }))

  it('counts as one of those that may be chosen', () => {
    expect(read({ options: [], other: ' My  own\nwords ' })).toEqual({
      ok: true,
      value: { options: [], other: 'My own words' },
    })
    expect(read({ options: ['o1'], other: 'Mine' })).toMatchObject({ code: 'tooManyOptions', params: { max: 1 } })
    expect(read({ options: ['o1'], other: 'Mine' }, 2)).toEqual({ ok: true, value: { options: ['o1'], other: 'Mine' } })
    expect(read({ options: ['o1', 'o2'], other: 'Mine' }, 2)).toMatchObject({ code: 'tooManyOptions' })
  })

  it.each([
    ['nothing to read', '', 'textEmpty'],
    ['nothing to see', '\u200B\u00AD', 'textEmpty'],
    ['too much', 'x'.repeat(201), 'textTooLong'],
    ['ten thousand words', 'word '.repeat(10_000), 'textTooLong'],
    ['null', null, 'answerMalformed'],
    ['a number', 1e309, 'answerMalformed'],
    ['a list', ['Mine'], 'answerMalformed'],
  ])('is refused with %s', (_name, other, code) => {
    expect(read({ options: [], other })).toMatchObject({ ok: false, code })
  })

  it('does not save an answer that is wrong beside it', () => {
    expect(read({ other: 'Mine' })).toMatchObject({ code: 'answerMalformed' })
    expect(read({ options: ['o9'], other: 'Mine' }, 2)).toMatchObject({ code: 'optionUnknown' })
    expect(read({ options: ['o1', 'o1'], other: 'Mine' }, 3)).toMatchObject({ code: 'optionRepeated' })
  })

  it('may be as long as an option', () => {
    expect(read({ options: [], other: 'x'.repeat(200) })).toMatchObject({ ok: true })
    expect(read({ options: [], other: '議'.repeat(200) })).toMatchObject({ ok: true })
  })

  it('loses what would turn the line around', () => {
    expect(read({ options: [], other: '\u202Eabc' })).toMatchObject({ value: { other: 'abc' } })
  })
})

describe('own answers in the tally', () => {
  const asked = question({ max: 2, other: true, moderated: true })
  const ballots = [
    ballot({ options: ['o1'], other: 'Pizza' }),
    ballot({ options: [], other: 'pizza' }, 3),
    ballot({ options: [], other: 'Pizza' }),
    ballot({ options: [], other: 'Rude' }),
    ballot({ options: ['o2'] }),
  ]
  const decided = (decisions: Record<string, EntryDecision>) => ({
    ...noCircumstances,
    entries: new Map(Object.entries(decisions).map(([text, decision]) => [entryId(text), decision])),
  })

  it('are folded together, counted as ticks, and wait for the host', () => {
    const tally = choice.tally(asked, ballots, noCircumstances)
    expect(tally).toMatchObject({ people: 5, weight: 7, ticks: 6, other: { count: 4, weight: 6 }, more: 0 })
    expect(tally.others).toEqual([
      { id: entryId('pizza'), text: 'Pizza', count: 3, weight: 5, state: 'pending', names: [] },
      { id: entryId('rude'), text: 'Rude', count: 1, weight: 1, state: 'pending', names: [] },
    ])
    const open = choice.tally(question({ other: true }), ballots, noCircumstances)
    expect(open.others.map(({ state }) => state)).toEqual(['shown', 'shown'])
  })

  it('reach the room only when approved, while those who wrote the others still count', () => {
    const tally = choice.tally(asked, ballots, decided({ pizza: 'approved', rude: 'removed' }))
    expect(tally.others.map(({ state }) => state)).toEqual(['shown', 'removed'])
    const shown = choice.forRoom?.(tally, 50, true)
    expect(shown?.others.map(({ text }) => text)).toEqual(['Pizza'])
    expect(shown).toMatchObject({ people: 5, other: { count: 4 }, more: 0 })
    const waiting = choice.forRoom?.(choice.tally(asked, ballots, noCircumstances), 50, true)
    expect(JSON.stringify(waiting)).not.toMatch(/pizza|rude/i)
  })

  it('are capped in the room, which says how many it leaves out', () => {
    const many = Array.from({ length: 30 }, (_, i) => ballot({ options: [], other: `Answer ${i}` }))
    const tally = choice.tally(question({ other: true }), many, noCircumstances)
    const shown = choice.forRoom?.(tally, 12, true)
    expect(shown?.others).toEqual(tally.others.slice(0, 12))
    expect(shown?.more).toBe(18)
  })

  it('stand in the table under one row that counts them all, marked by state', () => {
    const tally = choice.tally(asked, ballots, decided({ pizza: 'approved', rude: 'removed' }))
    const { rows, base, figures } = choice.describe(asked, tally, noVerdict)
    expect(rows.map(({ id, label, word, count, state }) => [id, label, word, count, state])).toEqual([
      ['o1', 'Option o1', null, 1, 'shown'],
      ['o2', 'Option o2', null, 1, 'shown'],
      ['o3', 'Option o3', null, 0, 'shown'],
      ['o4', 'Option o4', null, 0, 'shown'],
      ['other', '', 'other', 4, 'shown'],
      [entryId('pizza'), 'Pizza', null, 3, 'shown'],
      [entryId('rude'), 'Rude', null, 1, 'removed'],
    ])
    expect(rows[4]?.share).toEqual({ value: 86, decimals: 0, bound: 'exact' })
    expect(base).toEqual({ what: 'cast', size: 7 })
    expect(figures).toEqual([{ name: 'ticks', values: [6], decimals: 0 }])
  })
})

it('A single choice without own answers has a row for each option and no count of ticks', () => {
  const tally = choice.tally(question(), [ballot({ options: ['o1'] })], noCircumstances)
  const { rows, base, figures } = choice.describe(question(), tally, noVerdict)
  expect(rows.map(({ id }) => id)).toEqual(ids)
  expect(base).toEqual({ what: 'peopleAnswered', size: 1 })
  expect(figures).toEqual([])
})

describe('any ballots of a choice', () => {
  const texts = ['Tea', 'tea', 'TEA ', 'Milk', 'Café', 'cafe\u0301']
  const answers: fc.Arbitrary<ChoiceAnswer> = fc.oneof(
    fc.record({ options: fc.subarray(ids) }),
    fc.record({ options: fc.subarray(ids), other: fc.constantFrom(...texts) }),
  )
  const ballots = fc.array(fc.record({ answer: answers, weight: fc.integer({ min: 0, max: 9 }) }), { maxLength: 40 })

  it('are counted as a recount by hand counts them', () => {
    fc.assert(
      fc.property(ballots, (some) => {
        const tally = choice.tally(question({ max: 5, other: true }), some, noCircumstances)
        const weightOf = (list: typeof some) => list.reduce((sum, { weight }) => sum + weight, 0)
        expect([tally.people, tally.ballots, tally.weight]).toEqual([some.length, some.length, weightOf(some)])
        expect(tally.options).toEqual(
          ids.map((id) => {
            const chose = some.filter(({ answer }) => answer.options.includes(id))
            return { id, count: chose.length, weight: weightOf(chose) }
          }),
        )
        const wrote = some.filter(({ answer }) => answer.other !== undefined)
        expect(tally.other).toEqual({ count: wrote.length, weight: weightOf(wrote) })
        for (const entry of tally.others) {
          const same = wrote.filter(({ answer }) => fold(answer.other ?? '') === fold(entry.text))
          expect([entry.count, entry.weight]).toEqual([same.length, weightOf(same)])
        }
        expect(tally.others.reduce((sum, { count }) => sum + count, 0)).toBe(wrote.length)
        expect(tally.ticks).toBe(some.reduce((sum, { answer }) => sum + answer.options.length, 0) + wrote.length)
      }),
    )
  })

  it('are counted the same in any order', () => {
    const shuffled = ballots.chain((some) =>
      fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
    )
    fc.assert(
      fc.property(shuffled, ([one, other]) => {
        const asked = question({ max: 5, other: true })
        const tally = choice.tally(asked, one, noCircumstances)
        expect(choice.tally(asked, other, noCircumstances)).toEqual(tally)
      }),
    )
  })
})

describe('the settings of a choice', () => {
  it.each([
    ['no choices at all', { max: 0 }],
    ['more than a screen shows', { max: 31 }],
    ['half a choice', { max: 1.5 }],
    ['not a number', { max: NaN }],
    ['a number beyond all numbers', { max: 1e309 }],
    ['a number in words', { max: '2' }],
    ['another base', { base: 'everybody' }],
    ['a switch in words', { other: 'yes' }],
    ['another switch in words', { moderated: 1 }],
    ['a broken election', { election: { seats: 1 } }],
    ['the rule of a motion', { rule: {} }],
  ])('are refused with %s', (_name, change) => {
    expect(choice.readSettings(change, choice.defaultSettings)).toEqual({ ok: false, code: 'settingsMalformed' })
  })

  it('are read', () => {
    const change = { max: 3, other: true, moderated: true, base: 'ticks' }
    expect(choice.readSettings(change, choice.defaultSettings)).toEqual({
      ok: true,
      value: { ...choice.defaultSettings, ...change },
    })
  })

  it('cannot allow more than there are options, an own answer counted as one', () => {
    expect(choice.checkComplete(question({ max: 5 }))).toMatchObject({
      code: 'maxAboveOptions',
      params: { max: 5, options: 4 },
    })
    expect(choice.checkComplete(question({ max: 4 }))).toEqual({ ok: true, value: null })
    expect(choice.checkComplete(question({ max: 5, other: true }))).toEqual({ ok: true, value: null })
    expect(choice.checkComplete(question({ max: 6, other: true }))).toMatchObject({ code: 'maxAboveOptions' })
  })
})

it('A choice that is no election decides nothing', () => {
  const tally = choice.tally(question(), [ballot({ options: ['o1'] })], noCircumstances)
  expect(choice.outcome(question(), tally, noCircumstances)).toBe(noVerdict)
})

describe('a blank vote', () => {
  const blank: ChoiceAnswer = { options: [] }

  it('is an answer only where the poll takes it', () => {
    expect(choice.readAnswer(blank, question())).toMatchObject({ ok: false, code: 'answerEmpty' })
    expect(choice.readAnswer(blank, question({ blank: true }))).toEqual({ ok: true, value: blank })
    expect(choice.readAnswer({}, question({ blank: true }))).toMatchObject({ ok: false, code: 'answerMalformed' })
    expect(choice.readSettings({ blank: 1 }, choice.defaultSettings)).toMatchObject({ code: 'settingsMalformed' })
  })

  it('is counted by itself, beside people who wrote something', () => {
    const asked = question({ blank: true, other: true, max: 2 })
    const ballots = [ballot(blank, 3), ballot({ options: ['o1'] }), ballot({ options: [], other: 'Mine' })]
    const tally = choice.tally(asked, ballots, noCircumstances)
    expect(tally).toMatchObject({ people: 3, weight: 5, ticks: 2, blank: { count: 1, weight: 3 } })
    const { rows } = choice.describe(asked, tally, noVerdict)
    expect(rows.map(({ id, word, count, weight }) => [id, word, count, weight])).toContainEqual([
      'blank',
      'blank',
      1,
      3,
    ])
  })

  it('has no row where there can be none', () => {
    const tally = choice.tally(question(), [ballot({ options: ['o1'] })], noCircumstances)
    expect(choice.describe(question(), tally, noVerdict).rows.map(({ id }) => id)).toEqual(ids)
  })
})
