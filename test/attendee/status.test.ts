import { describe, expect, test } from 'vitest'
import type { MyVote } from '../../src/attendee/thread.ts'
import { statusWhenClosed } from '../../src/attendee/voting/closedStatus.ts'
import { isVote, mostTicks, oneTap, sendsItself, statusWhileOpen } from '../../src/attendee/voting/status.ts'
import * as en from '../../src/contract/languages/en.ts'
import { fill } from '../../src/contract/languages/index.ts'
import { problemStatus, type Problem, type ProblemCode } from '../../src/contract/problems.ts'
import type { RoomPoll } from '../../src/contract/views.ts'
import { pollKinds } from '../../src/domain/kinds/index.ts'
import type { Say } from '../../src/web/words.ts'

const t: Say = (key, params) => {
  const [section, name] = key.split('.') as [keyof typeof en, string]
  return fill((en[section] as Record<string, string>)[name] ?? key, params)
}

function poll(changes: Partial<RoomPoll> = {}, settings: Record<string, unknown> = {}): RoomPoll {
  return {
    kind: 'choice',
    question: 'Lunch?',
    options: [],
    id: 'p1',
    round: 1,
    status: 'open',
    revealed: false,
    voted: 0,
    result: null,
    countdown: null,
    namesShown: true,
    settings: { allowChange: true, allowWithdraw: true, liveResults: false, max: 1, other: false, ...settings },
    ...changes,
  } as RoomPoll
}

const counted = { pollId: 'p1', round: 1, answer: { options: ['o1'] }, receipt: 'R', key: 'k' }
const vote = { kind: 'vote', key: 'k', answer: { options: ['o1'] } } as const
const untouched: MyVote = { counted: null, wish: null, trouble: null, refused: null }

function problem(code: ProblemCode): Problem {
  const status = problemStatus[code]
  return { type: 'about:blank', title: '', status, detail: `Sentence of ${code}`, code }
}

const open = (mine: Partial<MyVote>, of = poll(), timeUp = false) =>
  statusWhileOpen(t, of, { ...untouched, ...mine }, timeUp)
const closed = (mine: Partial<MyVote>, unsent = false, of = poll()) =>
  statusWhenClosed(t, { ...of, status: 'closed' }, { ...untouched, ...mine }, unsent)

describe('while voting is open', () => {
  test('says what to do', () => {
    expect(open({})).toEqual({ tone: 'calm', sentence: 'Tap your answer' })
    expect(open({}, poll({}, { max: 3 })).sentence).toBe('Choose up to 3')
    expect(open({}, poll({}, { allowChange: false })).sentence).toContain('Choose one, then vote')
    expect(open({}, poll({ kind: 'ranking' })).sentence).toBe('Answer, then send it.')
    expect(open({}, poll({ kind: 'ranking' }, { allowChange: false })).sentence).toContain('cannot be changed')
    expect(open({}, poll({ kind: 'quiz' }, { allowChange: false })).sentence).toContain('The first tap counts')
    expect(open({}, poll({ kind: 'questions' })).sentence).toBe('What you do here goes out at once.')
  })

  test('says "Counted" only of a vote without another one on its way', () => {
    expect(open({ counted })).toEqual({ tone: 'good', sentence: 'Counted' })
    expect(open({ counted, wish: vote })).toEqual({ tone: 'busy', sentence: 'Sending…' })
    expect(open({ wish: vote })).toEqual({ tone: 'busy', sentence: 'Sending…' })
    expect(open({ counted, wish: { kind: 'withdraw' } }).tone).toBe('busy')
  })

  test('says that the time is up only where nothing more is to be said', () => {
    expect(open({}, poll(), true)).toEqual({ tone: 'calm', sentence: 'Time is up.' })
    expect(open({ counted }, poll(), true).sentence).toBe('Counted')
    expect(open({ wish: vote }, poll(), true).sentence).toBe('Sending…')
  })

  test('says that a vote is kept while nobody answers, and what the server says if it does', () => {
    expect(open({ wish: vote, trouble: { problem: null } }).sentence).toContain('kept on this phone')
    const trouble = { problem: problem('notStored') }
    expect(open({ wish: vote, trouble })).toEqual({ tone: 'warn', sentence: 'Sentence of notStored' })
  })

  test('says why a vote was refused', () => {
    const refused = { step: vote, problem: problem('changeNotAllowed') }
    expect(open({ refused, counted })).toEqual({ tone: 'bad', sentence: 'Sentence of changeNotAllowed' })
  })
})

describe('when voting has closed', () => {
  test('says whether my vote is counted', () => {
    expect(closed({ counted })).toEqual({ tone: 'good', sentence: 'Closed. Your vote is counted.' })
    expect(closed({})).toEqual({ tone: 'calm', sentence: 'Closed. You gave no vote.' })
    expect(closed({ counted }, false, poll({ kind: 'text' })).sentence).toBe('Closed. Your answer is counted.')
  })

  test('claims nothing while the answer is outstanding', () => {
    expect(closed({ wish: vote }).sentence).toContain('Asking whether')
    expect(closed({ wish: vote, trouble: { problem: null } }).tone).toBe('warn')
  })

  test('says that a vote which was not sent in time is not counted', () => {
    const late = { tone: 'bad', sentence: 'Voting closed before your vote was sent; it was not counted.' }
    expect(closed({}, true)).toEqual(late)
    expect(closed({ refused: { step: vote, problem: problem('pollNotOpen') } })).toEqual(late)
  })

  test('says that the earlier vote counts when a change came too late', () => {
    expect(closed({ counted }, true).sentence).toContain('Your earlier vote is counted')
    const refused = { step: vote, problem: problem('pollNotOpen') }
    expect(closed({ counted, refused }).sentence).toContain('Your earlier vote is counted')
  })
})

test('one tap votes only where one touch is an answer, and a slip of the finger can be corrected', () => {
  expect(oneTap(poll())).toBe(true)
  expect(oneTap(poll({}, { allowChange: false }))).toBe(false)
  // In a game the first tap counts.
  expect(oneTap(poll({ kind: 'quiz' }, { allowChange: false }))).toBe(true)
  expect(oneTap(poll({ kind: 'quiz' }, { allowChange: false, max: 2 }))).toBe(false)
  expect(oneTap(poll({}, { max: 2 }))).toBe(false)
  // Who starts to write an answer of their own has not given it yet.
  expect(oneTap(poll({}, { other: true }))).toBe(false)
  const tapped = pollKinds.filter((kind) => oneTap(poll({ kind })))
  expect(tapped).toEqual(['choice', 'motion', 'rating', 'quiz'])
})

test('only options are ticked: the most words of one person is another number', () => {
  expect(mostTicks(poll({}, { max: 3 }))).toBe(3)
  expect(mostTicks(poll({ kind: 'quiz' }, { max: 2 }))).toBe(2)
  expect(mostTicks(poll({ kind: 'words' }, { max: 3 }))).toBe(1)
})

test('questions of the audience need no button', () => {
  expect(pollKinds.filter((kind) => sendsItself(poll({ kind })))).toEqual(['questions'])
})

test('what decides something is a vote, the rest are answers', () => {
  expect(pollKinds.filter((kind) => isVote(poll({ kind })))).toEqual(['choice', 'motion', 'ranking', 'points'])
})
