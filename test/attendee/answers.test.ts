import { describe, expect, test } from 'vitest'
import { isSame } from '../../src/attendee/answers.ts'
import type { Answer } from '../../src/domain/kinds/index.ts'

const same: readonly (readonly [string, Answer, Answer])[] = [
  ['options in another order', { options: ['o1', 'o2'] }, { options: ['o2', 'o1'] }],
  ['support in another order', { posts: [], upvotes: ['e1', 'e2'] }, { posts: [], upvotes: ['e2', 'e1'] }],
  ['points told in another order', { points: { o1: 60, o2: 40 } }, { points: { o2: 40, o1: 60 } }],
  [
    'what the server adds to a quiz answer',
    { options: ['o1'] },
    { options: ['o1'], player: 'p', name: 'A', tookMs: 9 },
  ],
  ['what the server adds to a text', { text: 'Lake' }, { text: 'Lake', name: 'Ada' }],
  [
    'what the server adds to a post',
    { posts: [{ text: 'Why?', anonymous: false }], upvotes: [] },
    { posts: [{ text: 'Why?', anonymous: false, atMs: 7, name: 'Ada' }], upvotes: [] },
  ],
]

const different: readonly (readonly [string, Answer, Answer])[] = [
  ['one option more', { options: ['o1'] }, { options: ['o1', 'o2'] }],
  ['an own answer besides', { options: ['o1'] }, { options: ['o1'], other: 'Tea' }],
  ['another own answer', { options: [], other: 'Tea' }, { options: [], other: 'Coffee' }],
  ['another ranking', { ranking: ['o1', 'o2'] }, { ranking: ['o2', 'o1'] }],
  ['another point', { value: 1 }, { value: 2 }],
  ['no opinion', { value: 1 }, { noOpinion: true }],
  ['points given to another', { points: { o1: 60, o2: 40 } }, { points: { o1: 40, o2: 60 } }],
  ['one word more', { words: ['a'] }, { words: ['a', 'b'] }],
  [
    'a post under a name',
    { posts: [{ text: 'Why?', anonymous: true }], upvotes: [] },
    { posts: [{ text: 'Why?', anonymous: false }], upvotes: [] },
  ],
]

describe('two answers', () => {
  test.each(same)('say the same: %s', (_name, one, other) => {
    expect(isSame(one, other)).toBe(true)
    expect(isSame(other, one)).toBe(true)
  })

  test.each(different)('say something else: %s', (_name, one, other) => {
    expect(isSame(one, other)).toBe(false)
    expect(isSame(other, one)).toBe(false)
  })

  test('stay as they were when they are compared', () => {
    const options = ['o2', 'o1']
    isSame({ options }, { options: ['o1', 'o2'] })
    expect(options).toEqual(['o2', 'o1'])
  })
})
