import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { noCircumstances, type EntryDecision } from '../../../src/domain/circumstances.ts'
import { entryId, fold } from '../../../src/domain/kinds/entries.ts'
import { questions, type Post, type QuestionsAnswer } from '../../../src/domain/kinds/questions.ts'
import { noVerdict } from '../../../src/domain/outcome/outcome.ts'
import { ask, expectSettings, foreignAnswers, stampOf, strangeTexts } from './written.ts'

const open = ask(questions)
const named = ask(questions, { privacy: 'named' })
const read = (posts: unknown, upvotes: unknown = []) => questions.readAnswer({ posts, upvotes }, open)
const post = (text: string, more: Partial<Post> = {}): Post => ({ text, anonymous: false, ...more })
const ballot = (posts: Post[], upvotes: string[] = [], weight = 1) => ({
  answer: { posts, upvotes: upvotes.map(entryId) },
  weight,
})

describe('what an attendee asks and supports', () => {
  it('is a list of texts and of ids', () => {
    expect(read([' Why? ', { text: 'Who?', anonymous: true }, { text: 'When?' }], ['e22', 'e11'])).toEqual({
      ok: true,
      value: {
        posts: [post('Why?'), post('Who?', { anonymous: true }), post('When?')],
        upvotes: ['e11', 'e22'],
      },
    })
    for (const text of strangeTexts) expect(read([text])).toMatchObject({ value: { posts: [{ text }] } })
  })

  it('may be nothing: everything was taken back', () => {
    expect(read([])).toEqual({ ok: true, value: { posts: [], upvotes: [] } })
  })

  const ids = (count: number) => Array.from({ length: count }, (_, number) => `e${number}`.padEnd(5, 'x'))
  it.each<[string, unknown, unknown, string]>([
    ['too many questions', ['1', '2', '3', '4', '5', '6'], [], 'tooManyPosts'],
    ['10,000 questions', ids(10_000), [], 'tooManyPosts'],
    ['an empty one', [' '], [], 'textEmpty'],
    ['one of 301 characters', ['x'.repeat(301)], [], 'textTooLong'],
    ['the same twice', ['Why?', 'why？'], [], 'postRepeated'],
    ['a member too many', [{ text: 'a', name: 'Anna' }], [], 'answerMalformed'],
    ['a time of its own', [{ text: 'a', atMs: 0 }], [], 'answerMalformed'],
    ['no text', [{ anonymous: true }], [], 'answerMalformed'],
    ['half anonymous', [{ text: 'a', anonymous: 1 }], [], 'answerMalformed'],
    ['a number', [3], [], 'answerMalformed'],
    ['null', [null], [], 'answerMalformed'],
    ['no list of support', [], 'e11', 'answerMalformed'],
    ['support for nothing', [], [''], 'answerMalformed'],
    ['support for a prototype', [], ['__proto__'], 'answerMalformed'],
    ['support for a line break', [], ['e11\n'], 'answerMalformed'],
    ['support twice', [], ['e11', 'e22', 'e11'], 'optionRepeated'],
    ['support for 501', [], ids(501), 'tooManyOptions'],
    ['support for 100,000', [], ids(100_000), 'tooManyOptions'],
  ])('is refused with %s', (_name, posts, upvotes, code) => {
    expect(read(posts, upvotes)).toMatchObject({ ok: false, code })
  })

  it('is taken up to the limits', () => {
    expect(read(['1', '2', '3', '4', 'x'.repeat(300)], ids(500)).ok).toBe(true)
  })

  it('is no answer of another kind, nor half of one: nothing is taken back by being left out', () => {
    for (const raw of [...foreignAnswers, { posts: ['x'] }, { upvotes: [] }, { posts: [], upvotes: [], name: 'A' }]) {
      expect(questions.readAnswer(raw, open)).toEqual({ ok: false, code: 'answerMalformed' })
    }
  })

  it('reads back unchanged what was accepted, whatever arrives', () => {
    const posts = fc.array(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.record({ text: fc.string({ unit: 'grapheme' }), anonymous: fc.boolean() }),
      ),
      { maxLength: 5 },
    )
    const upvotes = fc.array(fc.constantFrom('e11', 'e22', 'e__', 'o1'), { maxLength: 3 })
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.record({ posts, upvotes })), (raw) => {
        const first = questions.readAnswer(raw, open)
        if (first.ok) expect(questions.readAnswer(JSON.parse(JSON.stringify(first.value)), open)).toEqual(first)
      }),
      { numRuns: 500 },
    )
  })
})

describe('what the server adds', () => {
  const answer: QuestionsAnswer = { posts: [post('Why?'), post('Who?', { anonymous: true })], upvotes: ['e11'] }

  it('is the time, and the name where the poll is named and the question is not anonymous', () => {
    expect(questions.stamp?.(answer, named, stampOf())).toEqual({
      posts: [post('Why?', { atMs: 1000, name: 'Anna' }), post('Who?', { anonymous: true, atMs: 1000 })],
      upvotes: ['e11'],
    })
    expect(JSON.stringify(questions.stamp?.(answer, open, stampOf()))).not.toContain('Anna')
    expect(JSON.stringify(questions.stamp?.(answer, named, stampOf({ name: null })))).not.toContain('name')
  })

  it('keeps the time of a question that was there before, and none of its name once it is anonymous', () => {
    const previous = questions.stamp?.(
      { posts: [post('why?'), post('Old')], upvotes: [] },
      named,
      stampOf({ nowMs: 7 }),
    )
    const changed = { posts: [post('Why?', { anonymous: true }), post('New')], upvotes: [] }
    expect(questions.stamp?.(changed, named, stampOf({ nowMs: 99, previous: previous ?? null }))).toEqual({
      posts: [post('Why?', { anonymous: true, atMs: 7 }), post('New', { atMs: 99, name: 'Anna' })],
      upvotes: [],
    })
  })
})

describe('a tally of questions', () => {
  const ballots = [
    ballot([post('Early', { atMs: 1 }), post('Popular', { atMs: 5 })]),
    ballot([post('Late', { atMs: 9 })], ['Popular', 'late', 'Nobody asked this']),
    ballot([post('popular', { atMs: 3, name: 'Ben' })], ['Popular'], 4),
    ballot([post('Timeless')]),
    ballot([], []),
  ]
  const texts = (sort: 'votes' | 'time', entries = new Map<string, EntryDecision>()) =>
    questions.tally(ask(questions, { sort }), ballots, { ...noCircumstances, entries }).entries.map(({ text }) => text)

  it('counts everybody who asks or supports once; who supports what nobody asked supports nothing', () => {
    const tally = questions.tally(open, ballots, noCircumstances)
    expect(tally).toMatchObject({ people: 5, ballots: 5, weight: 8, more: 0 })
    expect(tally.entries.map(({ text, count, weight, atMs }) => [text, count, weight, atMs])).toEqual([
      ['Popular', 3, 6, 3],
      ['Early', 1, 1, 1],
      ['Late', 1, 1, 9],
      ['Timeless', 1, 1, null],
    ])
    expect(tally.entries[0]?.names).toEqual(['Ben'])
  })

  it('stands by votes and then age, or newest first; unknown times behind, answered questions at the end', () => {
    expect(texts('votes')).toEqual(['Popular', 'Early', 'Late', 'Timeless'])
    expect(texts('time')).toEqual(['Late', 'Popular', 'Early', 'Timeless'])
    const answered = new Map<string, EntryDecision>([[entryId('popular'), 'answered']])
    expect(texts('votes', answered)).toEqual(['Early', 'Late', 'Timeless', 'Popular'])
    expect(texts('time', answered)).toEqual(['Late', 'Early', 'Timeless', 'Popular'])
  })

  it('goes by age and not by the alphabet among equals', () => {
    const asked = [post('Zebras', { atMs: 1 }), post('Apples', { atMs: 5 }), post('Bees'), post('Ants')]
    for (const posts of [asked, [...asked].reverse()]) {
      const order = (sort: 'votes' | 'time') =>
        questions.tally(ask(questions, { sort }), [ballot(posts)], noCircumstances).entries.map(({ text }) => text)
      expect(order('votes')).toEqual(['Zebras', 'Apples', 'Ants', 'Bees'])
      expect(order('time')).toEqual(['Apples', 'Zebras', 'Ants', 'Bees'])
    }
  })

  it('never gives a name to what was asked without one', () => {
    const anonymous = [{ answer: { posts: [post('a', { anonymous: true, name: 'Anna' })], upvotes: [] }, weight: 1 }]
    expect(JSON.stringify(questions.tally(named, anonymous, noCircumstances))).not.toContain('Anna')
  })

  it('shows the room what it may see, and the host everything', () => {
    const asked = ask(questions, { moderated: true })
    const entries = new Map<string, EntryDecision>([
      [entryId('popular'), 'answered'],
      [entryId('early'), 'approved'],
      [entryId('late'), 'removed'],
    ])
    const tally = questions.tally(asked, ballots, { ...noCircumstances, entries })
    expect(questions.forRoom?.(tally, 9, false)).toMatchObject({
      people: 5,
      more: 0,
      entries: [
        { text: 'Early', state: 'shown', names: [] },
        { text: 'Popular', state: 'answered', names: [] },
      ],
    })
    expect(questions.forRoom?.(tally, 9, false).entries).toHaveLength(2)
    expect(questions.forRoom?.(tally, 1, false)).toMatchObject({ more: 1 })
    expect(questions.describe(asked, tally, noVerdict).rows.map(({ label, state }) => [label, state])).toEqual([
      ['Early', 'shown'],
      ['Late', 'removed'],
      ['Timeless', 'pending'],
      ['Popular', 'answered'],
    ])
    expect(questions.outcome(asked, tally, noCircumstances)).toBe(noVerdict)
  })

  it('is what a recount finds after any answers, changes and withdrawals, in any order', () => {
    const text = fc.constantFrom('a', 'A', 'b', 'c', 'constructor')
    const change = fc.record({
      voter: fc.integer({ min: 0, max: 5 }),
      withdraws: fc.boolean(),
      posts: fc.uniqueArray(text, { maxLength: 3, selector: fold }),
      upvotes: fc.subarray(['a', 'b', 'c', 'd'].map(entryId)),
      weight: fc.integer({ min: 1, max: 5 }),
      sort: fc.constantFrom<'votes' | 'time'>('votes', 'time'),
    })
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const stored = new Map<number, { answer: QuestionsAnswer; weight: number }>()
        for (const [nowMs, { voter, withdraws, posts, upvotes, weight }] of changes.entries()) {
          const clean = questions.readAnswer({ posts, upvotes }, open)
          if (!clean.ok) throw new Error(clean.code)
          const previous = stored.get(voter)?.answer ?? null
          const answer = questions.stamp?.(clean.value, open, stampOf({ previous, nowMs })) ?? clean.value
          if (withdraws) stored.delete(voter)
          else stored.set(voter, { answer, weight })
        }
        const cast = [...stored.values()]
        const asked = ask(questions, { sort: changes[0]?.sort ?? 'votes' })
        const tally = questions.tally(asked, cast, noCircumstances)
        expect(questions.tally(asked, [...cast].reverse(), noCircumstances)).toEqual(tally)
        expect(tally.people).toBe(cast.length)
        const posted = new Set(cast.flatMap(({ answer }) => answer.posts.map(({ text }) => entryId(text))))
        expect(new Set(tally.entries.map(({ id }) => id))).toEqual(posted)
        for (const entry of tally.entries) {
          const asks = (one: { answer: QuestionsAnswer }): boolean =>
            one.answer.posts.some(({ text }) => entryId(text) === entry.id)
          const behind = cast.filter((one) => asks(one) || one.answer.upvotes.includes(entry.id))
          expect(entry.count).toBe(behind.length)
          expect(entry.weight).toBe(behind.reduce((sum, one) => sum + one.weight, 0))
          const times = cast.flatMap(({ answer }) =>
            answer.posts.filter(({ text }) => entryId(text) === entry.id).flatMap(({ atMs }) => atMs ?? []),
          )
          expect(entry.atMs).toBe(Math.min(...times))
        }
      }),
    )
  })
})

describe('the settings of questions', () => {
  it('take what they say and nothing else', () => {
    expectSettings(questions, 'maxPosts', [1, 10], [0, 11, 2.5, '3', null])
    expectSettings(questions, 'moderated', [true], ['yes', null])
    expectSettings(questions, 'sort', ['votes', 'time'], ['age', null, 1, 'constructor'])
  })

  it('cannot forbid changing: each support is a change', () => {
    expectSettings(questions, 'allowChange', [true], [false])
    expect(questions.defaultSettings).toMatchObject({
      allowChange: true,
      liveResults: true,
      maxPosts: 5,
      sort: 'votes',
    })
    expect(questions.checkComplete(open)).toEqual({ ok: true, value: null })
  })
})
