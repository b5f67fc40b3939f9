import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances } from '../../../src/domain/circumstances.ts'
import { entryId } from '../../../src/domain/kinds/entries.ts'
import { text } from '../../../src/domain/kinds/text.ts'
import { noVerdict } from '../../../src/domain/outcome/outcome.ts'
import { ask, expectSettings, foreignAnswers, stampOf, strangeTexts } from './written.ts'

const question = ask(text)
const named = ask(text, { privacy: 'named' })

describe('an open answer', () => {
  it('is one clean line of at most as many characters as the host allows', () => {
    const short = ask(text, { maxLength: 20 })
    expect(text.readAnswer({ text: ' one\ntwo\u202E ' }, short)).toEqual({ ok: true, value: { text: 'one two' } })
    expect(text.readAnswer({ text: '👩‍👩‍👧'.repeat(20) }, short).ok).toBe(true)
    expect(text.readAnswer({ text: 'x'.repeat(21) }, short)).toEqual({
      ok: false,
      code: 'textTooLong',
      params: { limit: 20 },
    })
    expect(text.readAnswer({ text: '\u2060 ' }, short)).toEqual({ ok: false, code: 'textEmpty' })
    for (const strange of strangeTexts) {
      expect(text.readAnswer({ text: strange }, question)).toEqual({ ok: true, value: { text: strange } })
    }
  })

  it('is no answer of another kind, and brings no name of its own', () => {
    const others = [...foreignAnswers, { words: ['x'] }, { text: 3 }, { text: ['x'] }, { text: 'x', name: 'The chair' }]
    for (const raw of others) {
      expect(text.readAnswer(raw, named)).toEqual({ ok: false, code: 'answerMalformed' })
    }
  })

  it('reads back unchanged what was accepted, whatever arrives', () => {
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ text: fc.string({ unit: 'binary' }) })), (raw) => {
        const read = text.readAnswer(raw, question)
        if (read.ok) expect(text.readAnswer(JSON.parse(JSON.stringify(read.value)), question)).toEqual(read)
      }),
      { numRuns: 500 },
    )
  })

  it('bears the name of who wrote it only where the poll asks for names and there is one', () => {
    expect(text.stamp?.({ text: 'x' }, named, stampOf())).toEqual({ text: 'x', name: 'Anna' })
    expect(text.stamp?.({ text: 'x' }, named, stampOf({ name: null }))).toEqual({ text: 'x' })
    expect(text.stamp?.({ text: 'x' }, question, stampOf())).toEqual({ text: 'x' })
  })
})

describe('a tally of open answers', () => {
  const ballots = [
    { answer: { text: 'Longer breaks', name: 'Ben' }, weight: 2 },
    { answer: { text: 'longer  breaks', name: 'Anna' }, weight: 1 },
    { answer: { text: 'longer  breaks' }, weight: 1 },
    { answer: { text: 'Tea' }, weight: 5 },
  ]

  it('folds the same words together, with the names of those who gave one', () => {
    const tally = text.tally(named, ballots, noCircumstances)
    expect(tally).toEqual({
      people: 4,
      ballots: 4,
      weight: 9,
      entries: [
        {
          id: entryId('longer breaks'),
          text: 'longer  breaks',
          count: 3,
          weight: 4,
          state: 'shown',
          names: ['Anna', 'Ben'],
        },
        { id: entryId('tea'), text: 'Tea', count: 1, weight: 5, state: 'shown', names: [] },
      ],
      more: 0,
    })
    expect(JSON.stringify(text.forRoom?.(tally, 9, false))).not.toMatch(/Anna|Ben/)
    expect(text.forRoom?.(tally, 1, true)).toMatchObject({ entries: [{ names: ['Anna', 'Ben'] }], more: 1 })
  })

  it('holds back what the host has not approved', () => {
    const asked = ask(text, { moderated: true })
    const entries = new Map([[entryId('TEA'), 'approved'] as const])
    const tally = text.tally(asked, ballots, { ...noCircumstances, entries })
    expect(text.forRoom?.(tally, 9, true).entries.map(({ text }) => text)).toEqual(['Tea'])
    expect(text.describe(asked, tally, noVerdict)).toMatchObject({
      rows: [{ state: 'pending' }, { state: 'shown' }],
      base: null,
      figures: [{ name: 'entries', values: [2] }],
    })
    expect(text.outcome(asked, tally, noCircumstances)).toBe(noVerdict)
  })

  it('is the same in any order, and counts everybody once', () => {
    const ballot = fc.record({
      answer: fc.record({ text: fc.constantFrom('a', 'A', 'b', 'ｂ', 'c') }),
      weight: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 40 }), (cast) => {
        const tally = text.tally(question, cast, noCircumstances)
        expect(text.tally(question, [...cast].reverse(), noCircumstances)).toEqual(tally)
        expect(tally.entries.reduce((sum, { count }) => sum + count, 0)).toBe(tally.people)
        expect(tally.entries.reduce((sum, { weight }) => sum + weight, 0)).toBe(tally.weight)
        expect(tally.people).toBe(cast.length)
        for (const { id, count } of tally.entries) {
          expect(count).toBe(cast.filter(({ answer }) => entryId(answer.text) === id).length)
        }
      }),
    )
  })
})

describe('the settings of open answers', () => {
  it('take what they say and nothing else', () => {
    expectSettings(text, 'maxLength', [20, 1000], [19, 1001, 100.5, '100', null])
    expectSettings(text, 'moderated', [true], [1, null])
    expectSettings(text, 'max', [], [1])
    expect(text.defaultSettings).toMatchObject({
      liveResults: true,
      maxLength: 280,
      moderated: false,
      privacy: 'standard',
    })
    expect(text.checkComplete(question)).toEqual({ ok: true, value: null })
  })
})
