import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EntryDecision } from '../../../src/domain/circumstances.ts'
import {
  describeEntries,
  entriesForRoom,
  entryId,
  fold,
  gatherEntries,
  maxRoomNames,
  tallyEntries,
  type Entry,
  type Written,
} from '../../../src/domain/kinds/entries.ts'
import { firstRepeated, readEntryText } from '../../../src/domain/kinds/entryText.ts'

const undecided = new Map<string, EntryDecision>()
const entry = (text: string, more: Partial<Entry> = {}): Entry => ({
  id: entryId(text),
  text,
  count: 1,
  weight: 1,
  state: 'shown',
  names: [],
  ...more,
})

describe('the fold of a text', () => {
  it.each([
    ['letters of another case', 'Open Source', 'oPEN sOURCE'],
    ['full-width letters', 'ＡＢＣ１２３', 'abc123'],
    ['an ideographic space', '会议　纪要', '会议 纪要'],
    ['spaces in a row', ' a \t b ', 'a b'],
    ['letters in two pieces', 'Cafe\u0301', 'café'],
    ['a soft hyphen and a joiner', 'co\u00ADop\u200Der\u034Fate', 'cooperate'],
    ['a heart drawn in colour', '❤\uFE0F', '❤'],
  ])('is the same with %s', (_name, one, other) => {
    expect(fold(one)).toBe(fold(other))
    expect(entryId(one)).toBe(entryId(other))
  })

  it.each([
    ['another letter', 'resume', 'résumé'],
    ['another skin', '👍', '👍🏿'],
    ['another word order', 'a b', 'b a'],
    ['a digit', '1', '2'],
    ['letters that look alike', 'a', 'а'],
  ])('differs with %s', (_name, one, other) => {
    expect(fold(one)).not.toBe(fold(other))
    expect(entryId(one)).not.toBe(entryId(other))
  })

  it('is its own fold, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fold(fold(text))).toBe(fold(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('gives 200,000 texts as many ids, each of which an upvote may name', () => {
    const ids = new Set(Array.from({ length: 200_000 }, (_, number) => entryId(`word ${number}`)))
    expect(ids.size).toBe(200_000)
    for (const id of ids) if (!/^e[0-9a-z]{2,24}$/.test(id)) expect.fail(id)
  })
})

describe('the text of an entry', () => {
  it('has something to see', () => {
    expect(readEntryText('\u00AD\u200D \uFE0F', 9)).toEqual({ ok: false, code: 'textEmpty' })
    expect(readEntryText('\u3164', 9)).toEqual({ ok: false, code: 'textEmpty' })
    expect(readEntryText(' 👩‍👩‍👧 ', 1)).toEqual({ ok: true, value: '👩‍👩‍👧' })
    expect(readEntryText('ab', 1)).toEqual({ ok: false, code: 'textTooLong', params: { limit: 1 } })
  })

  it('is found again in other letters', () => {
    expect(firstRepeated(['a', 'b', 'Ｂ', 'A'])).toBe('Ｂ')
    expect(firstRepeated(['a', 'b', '__proto__', 'constructor'])).toBeNull()
  })
})

const spelling = fc.constantFrom('Tea', 'tea', 'TEA ', 'ｔｅａ', 'milk', 'Milk', '茶', '__proto__', 'constructor')
const name = fc.constantFrom('Anna', 'Ben', 'Çelik', undefined)
const text = fc
  .record({ text: spelling, name, atMs: fc.option(fc.integer({ min: 0, max: 99 }), { nil: undefined }) })
  .map(({ text, name, atMs }) => ({
    text,
    ...(name === undefined ? {} : { name }),
    ...(atMs === undefined ? {} : { atMs }),
  }))
const someIds = ['tea', 'milk', '茶', 'nobody wrote this'].map(entryId)
const ballot: fc.Arbitrary<Written> = fc.record({
  weight: fc.integer({ min: 1, max: 9 }),
  texts: fc.array(text, { maxLength: 4 }),
  supports: fc.subarray(someIds),
})
const decisions = fc
  .dictionary(fc.constantFrom(...someIds), fc.constantFrom<EntryDecision[]>('approved', 'removed', 'answered'))
  .map((record) => new Map(Object.entries(record)))

describe('a tally of entries', () => {
  it('is what a recount finds, in any order of the ballots', () => {
    fc.assert(
      fc.property(fc.array(ballot, { maxLength: 30 }), fc.boolean(), decisions, (ballots, moderated, decided) => {
        const entries = gatherEntries(ballots, moderated, decided)
        expect(gatherEntries([...ballots].reverse(), moderated, decided)).toEqual(entries)

        const folds = new Set(ballots.flatMap(({ texts }) => texts.map(({ text }) => fold(text))))
        expect(new Set(entries.map(({ folded }) => folded))).toEqual(folds)
        expect(entries.length).toBe(folds.size)
        for (const { id, folded, text, count, weight, state, names, atMs } of entries) {
          const wrote = ballots.filter(({ texts }) => texts.some((written) => fold(written.text) === folded))
          const heads = ballots.filter((one) => wrote.includes(one) || (one.supports ?? []).includes(id))
          expect(id).toBe(entryId(folded))
          expect(count).toBe(heads.length)
          expect(weight).toBe(heads.reduce((sum, one) => sum + one.weight, 0))
          const first = wrote.map(({ texts }) => texts.find((written) => fold(written.text) === folded))
          const spelled = (as: string): number => first.filter((written) => written?.text === as).length
          for (const other of first) {
            const [heads, others] = [spelled(text), spelled(other?.text ?? '')]
            expect(heads > others || (heads === others && text <= (other?.text ?? ''))).toBe(true)
          }
          expect(names).toEqual(first.flatMap((written) => written?.name ?? []).sort())
          const times = wrote.flatMap(({ texts }) => texts.filter((written) => fold(written.text) === folded))
          const known = times.flatMap((written) => written.atMs ?? [])
          expect(atMs).toBe(known.length === 0 ? null : Math.min(...known))
          const decision = decided.get(id)
          const undecidedState = moderated ? 'pending' : 'shown'
          expect(state).toBe(decision === 'approved' ? 'shown' : (decision ?? undecidedState))
        }
        for (const [index, { count, folded }] of entries.entries()) {
          const next = entries[index + 1]
          if (next !== undefined)
            expect(count > next.count || (count === next.count && folded < next.folded)).toBe(true)
        }
      }),
    )
  })

  it('counts what one person repeats once', () => {
    const texts = [{ text: 'Tea' }, { text: 'tea' }, { text: ' TEA' }]
    expect(tallyEntries([{ weight: 3, texts, supports: [entryId('tea')] }], false, undecided)).toEqual([
      { id: entryId('tea'), text: 'Tea', count: 1, weight: 3, state: 'shown', names: [] },
    ])
  })

  it('lists two people of one name as two', () => {
    const texts = [{ text: 'Tea', name: 'Anna' }]
    const [tea] = tallyEntries(
      [1, 1].map((weight) => ({ weight, texts })),
      false,
      undecided,
    )
    expect(tea?.names).toEqual(['Anna', 'Anna'])
  })

  it('makes no entry of what is only supported', () => {
    expect(tallyEntries([{ weight: 1, texts: [], supports: [entryId('tea')] }], false, undecided)).toEqual([])
  })
})

describe('entries for the room', () => {
  const entries = [
    entry('shown', { names: ['Anna'], count: 5 }),
    entry('pending', { state: 'pending' }),
    entry('removed', { state: 'removed' }),
    entry('answered', { state: 'answered' }),
    entry('last'),
  ]

  it('are those that are shown or answered, without names unless they are shown', () => {
    const room = entriesForRoom(entries, 10, false)
    expect(room.entries.map(({ text, names }) => [text, names])).toEqual([
      ['shown', []],
      ['answered', []],
      ['last', []],
    ])
    expect(room.more).toBe(0)
    expect(JSON.stringify(room)).not.toMatch(/Anna|pending|removed/)
    expect(entriesForRoom(entries, 10, true).entries[0]?.names).toEqual(['Anna'])
  })

  it('are at most as many as the limit, and say how many more there are to see', () => {
    expect(entriesForRoom(entries, 2, true)).toMatchObject({
      entries: [{ text: 'shown' }, { text: 'answered' }],
      more: 1,
    })
    expect(entriesForRoom(entries, 0, true)).toEqual({ entries: [], more: 3 })
  })

  it('carry no more names than a screen can show', () => {
    const names = Array.from({ length: 500 }, (_, number) => `Name ${number}`)
    expect(entriesForRoom([entry('a', { names })], 1, true).entries[0]?.names).toEqual(names.slice(0, maxRoomNames))
  })
})

describe('entries as a table', () => {
  it('have a row each, marked with its state, and no shares', () => {
    const entries = [entry('Tea', { count: 4, weight: 9 }), entry('spam', { state: 'removed' })]
    expect(describeEntries({ entries, more: 3 })).toEqual({
      rows: [
        { id: entryId('tea'), label: 'Tea', word: null, count: 4, weight: 9, share: null, score: null, state: 'shown' },
        {
          id: entryId('spam'),
          label: 'spam',
          word: null,
          count: 1,
          weight: 1,
          share: null,
          score: null,
          state: 'removed',
        },
      ],
      base: null,
      rounded: false,
      figures: [{ name: 'entries', values: [5], decimals: 0 }],
    })
  })
})
