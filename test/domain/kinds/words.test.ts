import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances, type EntryDecision } from '../../../src/domain/circumstances.ts'
import { entryId, fold } from '../../../src/domain/kinds/entries.ts'
import { words } from '../../../src/domain/kinds/words.ts'
import { noVerdict } from '../../../src/domain/outcome/outcome.ts'
import { isStopWord } from '../../../src/domain/stopWords.ts'
import { ask, expectSettings, foreignAnswers, strangeTexts } from './written.ts'

const question = ask(words)
const cast = (...answers: string[][]) => answers.map((words) => ({ answer: { words }, weight: 1 }))

describe('an answer of words', () => {
  it.each([
    ['nothing', [], 'answerEmpty'],
    ['too many', ['a', 'b', 'c', 'd'], 'tooManyWords'],
    ['ten thousand', Array.from({ length: 10_000 }, (_, number) => `w${number}`), 'tooManyWords'],
    ['an empty one', ['a', ' '], 'textEmpty'],
    ['one that cannot be seen', ['\u00AD\u200B'], 'textEmpty'],
    ['half of an emoji alone', ['\ud83d'], 'textEmpty'],
    ['one of 41 characters', ['x'.repeat(41)], 'textTooLong'],
    ['one of a megabyte', ['x'.repeat(1_000_000)], 'textTooLong'],
    ['the same in other letters', ['Tea', 'ＴＥＡ'], 'wordRepeated'],
    ['a number among them', ['a', 3], 'answerMalformed'],
    ['a list among them', [['a']], 'answerMalformed'],
    ['a text instead of a list', 'abc', 'answerMalformed'],
  ])('is refused with %s', (_name, given, code) => {
    expect(words.readAnswer({ words: given }, question)).toMatchObject({ ok: false, code })
  })

  it('says which word stands twice, and how many there may be', () => {
    expect(words.readAnswer({ words: ['tea', 'Tea'] }, question)).toMatchObject({ params: { word: 'Tea' } })
    expect(words.readAnswer({ words: ['a', 'b'] }, ask(words, { max: 1 }))).toMatchObject({ params: { max: 1 } })
  })

  it('is no answer of another kind', () => {
    for (const raw of [...foreignAnswers, { text: 'x' }, { words: ['a'], name: 'Anna' }, { posts: [], upvotes: [] }]) {
      expect(words.readAnswer(raw, question)).toEqual({ ok: false, code: 'answerMalformed' })
    }
  })

  it('is taken as written, cleaned: up to the limits and in any script', () => {
    const ten = ask(words, { max: 10 })
    const most = Array.from({ length: 10 }, (_, number) => `${number}`.padEnd(40, 'x'))
    expect(words.readAnswer({ words: most }, ten)).toEqual({ ok: true, value: { words: most } })
    expect(words.readAnswer({ words: [' b\u202E ', 'a  c'] }, ten)).toEqual({
      ok: true,
      value: { words: ['b', 'a c'] },
    })
    for (const text of strangeTexts) {
      expect(words.readAnswer({ words: [text] }, ten)).toEqual({ ok: true, value: { words: [text] } })
    }
  })

  it('does not tower over its neighbours', () => {
    const zalgo = `t${'\u0301\u0489\u0315'.repeat(30)}a`
    const read = words.readAnswer({ words: [zalgo] }, question)
    expect(read.ok && read.value.words[0]?.length).toBeLessThan(8)
  })

  it('reads back unchanged what was accepted, whatever arrives', () => {
    const anything = fc.oneof(
      fc.anything(),
      fc.record({
        words: fc.array(fc.oneof(fc.string({ unit: 'binary', maxLength: 50 }), fc.constantFrom(...strangeTexts))),
      }),
    )
    fc.assert(
      fc.property(anything, (raw) => {
        const read = words.readAnswer(raw, question)
        if (!read.ok) return
        expect(read.value.words.length).toBeGreaterThan(0)
        expect(words.readAnswer(JSON.parse(JSON.stringify(read.value)), question)).toEqual(read)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a tally of words', () => {
  it('is what a recount finds, in any order', () => {
    const word = fc.constantFrom('Tea', 'tea', 'the', 'The', '的', 'milk', '__proto__')
    const ballot = fc.record({
      answer: fc.record({ words: fc.array(word, { minLength: 1, maxLength: 3 }) }),
      weight: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 40 }), fc.boolean(), (ballots, stopWords) => {
        const asked = ask(words, { stopWords })
        const tally = words.tally(asked, ballots, noCircumstances)
        expect(words.tally(asked, [...ballots].reverse(), noCircumstances)).toEqual(tally)
        const weight = ballots.reduce((sum, one) => sum + one.weight, 0)
        expect(tally).toMatchObject({ people: ballots.length, ballots: ballots.length, weight, more: 0 })
        for (const entry of tally.entries) {
          const wrote = ballots.filter(({ answer }) => answer.words.some((text) => entryId(text) === entry.id))
          expect(entry.count).toBe(wrote.length)
          expect(entry.weight).toBe(wrote.reduce((sum, one) => sum + one.weight, 0))
          expect(entry.stopWord).toBe(stopWords && ['the', '的'].includes(fold(entry.text)))
        }
        const written = new Set(ballots.flatMap(({ answer }) => answer.words.map(entryId)))
        expect(new Set(tally.entries.map(({ id }) => id))).toEqual(written)
      }),
    )
  })

  it('can be read once only, like rows of a store', () => {
    function* once() {
      yield* cast(['a'], ['a', 'b'])
    }
    expect(words.tally(question, once(), noCircumstances)).toMatchObject({
      people: 2,
      entries: [{ count: 2 }, { count: 1 }],
    })
  })

  it('keeps from the room what waits and what was removed, and nobody who answered', () => {
    const entries = new Map<string, EntryDecision>([
      [entryId('good'), 'approved'],
      [entryId('bad'), 'removed'],
    ])
    const asked = ask(words, { moderated: true })
    const tally = words.tally(asked, cast(['good', 'bad'], ['bad'], ['new']), { ...noCircumstances, entries })
    expect(tally.entries.map(({ text, state }) => [text, state])).toEqual([
      ['bad', 'removed'],
      ['good', 'shown'],
      ['new', 'pending'],
    ])
    const room = words.forRoom?.(tally, 10, true)
    expect(room?.entries.map(({ text }) => text)).toEqual(['good'])
    expect(room).toMatchObject({ people: 3, more: 0 })
    expect(words.describe(asked, tally, noVerdict).rows.map(({ label, state }) => `${label} ${state}`)).toEqual([
      'bad removed',
      'good shown',
      'new pending',
    ])
  })

  it('counts 10,000 people with ten words each, and gives the room as many as it can show', () => {
    const ballots = Array.from({ length: 10_000 }, (_, voter) => ({
      answer: { words: Array.from({ length: 10 }, (_, number) => `word ${(voter * 7 + number) % 20_000}`) },
      weight: 1,
    }))
    const tally = words.tally(ask(words, { max: 10 }), ballots, noCircumstances)
    expect(tally.entries.reduce((sum, { count }) => sum + count, 0)).toBe(100_000)
    const room = words.forRoom?.(tally, 200, true)
    expect(room?.entries).toEqual(tally.entries.slice(0, 200))
    expect(room?.more).toBe(tally.entries.length - 200)
  })

  it('decides nothing', () => {
    expect(words.outcome(question, words.tally(question, [], noCircumstances), noCircumstances)).toBe(noVerdict)
  })
})

describe('the settings of words', () => {
  it('take what they say and nothing else', () => {
    expectSettings(words, 'max', [1, 10], [0, 11, 1.5, NaN, '3', null])
    expectSettings(words, 'moderated', [true, false], [null, 1, 'yes'])
    expectSettings(words, 'stopWords', [true, false], [null, 0])
    expectSettings(words, 'liveResults', [true, false], [null])
    expectSettings(words, 'words', [], [true])
  })

  it('start live, with three words, unmoderated', () => {
    expect(words.defaultSettings).toMatchObject({ liveResults: true, max: 3, moderated: false, stopWords: true })
    expect(words.checkComplete(question)).toEqual({ ok: true, value: null })
  })
})

describe('a stop word', () => {
  it('says nothing alone, in English and Chinese, with either apostrophe', () => {
    for (const word of ['the', 'and', 'it’s', "it's", '的', '我们']) expect(isStopWord(fold(word)), word).toBe(true)
    for (const word of ['no', 'more', '不', 'tea', '', ' ', 'constructor'])
      expect(isStopWord(fold(word)), word).toBe(false)
  })
})
