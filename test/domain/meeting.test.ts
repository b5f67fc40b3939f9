import { describe, expect, it } from 'vitest'
import { ballotKeyPattern, mayCast } from '../../src/domain/ballot.ts'
import { unknownRoll } from '../../src/domain/circumstances.ts'
import { codeAlphabet, end, normaliseCode, start, type Meeting } from '../../src/domain/meeting.ts'
import { linesUpTo } from '../../src/domain/text.ts'

const draft: Meeting = {
  id: 'm',
  title: 'Board',
  status: 'draft',
  admission: 'open',
  joinCode: 'K7QF',
  stageMode: 'blank',
  currentPollId: null,
  createdAtMs: 1,
  startedAtMs: null,
  endedAtMs: null,
  joiningLocked: false,
  seats: null,
  roll: unknownRoll,
}

describe('a meeting', () => {
  it('starts with everybody asked to join, and starting it again changes nothing', () => {
    const running = { ...draft, status: 'running', startedAtMs: 5, stageMode: 'join' } as const
    expect(start(draft, 5)).toEqual({ ok: true, value: running })
    const again = start(running, 9)
    expect(again).toEqual({ ok: true, value: running })
    if (again.ok) expect(again.value).toBe(running)
  })

  it('ends once, keeps when it began, and goes on where it ended', () => {
    const running = { ...draft, status: 'running', startedAtMs: 5, currentPollId: 'p', stageMode: 'poll' } as const
    const ended = { ...running, status: 'ended', endedAtMs: 9, currentPollId: null } as const
    expect(end(running, 9)).toEqual({ ok: true, value: ended })
    expect(end(ended, 12)).toEqual({ ok: true, value: ended })
    expect(end(draft, 9)).toEqual({ ok: false, code: 'meetingNotRunning' })
    const resumed = { ...running, stageMode: 'join', currentPollId: null, endedAtMs: null }
    expect(start(ended, 20)).toEqual({ ok: true, value: resumed })
  })

  it('has a code that is found however it is typed', () => {
    expect(normaliseCode(' k7-qf ')).toBe('K7QF')
    expect(normaliseCode('oOiIlL')).toBe('001111')
    expect(normaliseCode('a b\tc-d')).toBe('ABCD')
    // What people mistake for one another is not in it.
    expect(codeAlphabet).toHaveLength(32)
    expect(codeAlphabet).not.toMatch(/[OILU]/)
    expect(new Set(codeAlphabet).size).toBe(32)
  })
})

describe('a ballot', () => {
  const counted = { key: 'key-one-1', answer: { options: ['o1'] }, weight: 1, receipt: 'R' }

  it('replaces another only where votes may be changed', () => {
    expect(mayCast(null, false)).toEqual({ ok: true, value: null })
    expect(mayCast(counted, true)).toEqual({ ok: true, value: null })
    expect(mayCast(counted, false)).toEqual({ ok: false, code: 'changeNotAllowed' })
  })

  it.each([
    ['abcdefg', false],
    ['abcdefgh', true],
    ['A-Z_09az', true],
    ['x'.repeat(64), true],
    ['x'.repeat(65), false],
    ['abc defgh', false],
    ['abcdefgh\n', false],
    ['é'.repeat(9), false],
  ])('has a key of 8 to 64 URL-safe characters: %j %s', (key, fits) => {
    expect(ballotKeyPattern.test(key)).toBe(fits)
  })
})

describe('text of several lines', () => {
  it('keeps its lines, and each is clean', () => {
    expect(linesUpTo(' one \r\ntwo\u2028 three\u202E\rfour\n\n', 30)).toEqual({
      ok: true,
      value: 'one\ntwo\nthree\nfour',
    })
  })

  it('is refused where it is too long, however it is made long', () => {
    expect(linesUpTo('x'.repeat(10), 10)).toEqual({ ok: true, value: 'x'.repeat(10) })
    const refused = { ok: false, code: 'textTooLong', params: { limit: 10 } }
    expect(linesUpTo('x'.repeat(11), 10)).toEqual(refused)
    expect(linesUpTo(' '.repeat(201), 10)).toEqual(refused)
    expect(linesUpTo(' '.repeat(200), 10)).toEqual({ ok: true, value: '' })
  })
})
