import { describe, expect, it } from 'vitest'
import {
  draftState,
  checkComplete,
  close,
  hide,
  open,
  reopen,
  reveal,
  runAgain,
  type PollState,
} from '../../src/domain/poll.ts'
import { choice } from '../../src/domain/kinds/choice.ts'
import type { Result } from '../../src/domain/refusal.ts'

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.code)
  return result.value
}

const opened = must(open(draftState, false, 100))
const closed = must(close(opened, 200))

describe('the life of a poll', () => {
  it('goes from draft to open to closed and back', () => {
    expect(opened).toMatchObject({ status: 'open', revealed: false, round: 1, openedAtMs: 100, closedAtMs: null })
    expect(closed).toMatchObject({ status: 'closed', openedAtMs: 100, closedAtMs: 200 })
    expect(must(reopen(closed, false))).toMatchObject({ status: 'open', round: 1, openedAtMs: 100, closedAtMs: null })
  })

  it('starts a new round without touching the number of earlier ones', () => {
    expect(must(runAgain(closed, false, 300))).toEqual({
      status: 'open',
      revealed: false,
      round: 2,
      openedAtMs: 300,
      closedAtMs: null,
    })
  })

  it('reveals at opening only where results are live', () => {
    expect(must(open(draftState, true, 1)).revealed).toBe(true)
    const shown = must(reveal(closed))
    expect(shown.revealed).toBe(true)
    expect(must(reopen(shown, false)).revealed).toBe(false)
    expect(must(runAgain(shown, false, 5)).revealed).toBe(false)
    expect(must(hide(shown)).revealed).toBe(false)
  })

  it('takes a repeated step as done: the very same state', () => {
    expect(must(open(opened, true, 999))).toBe(opened)
    expect(must(close(closed, 999))).toBe(closed)
    expect(must(reopen(opened, true))).toBe(opened)
    expect(must(hide(opened))).toBe(opened)
  })

  const steps: [string, PollState, (state: PollState) => Result<PollState>, string][] = [
    ['opening a closed poll', closed, (state) => open(state, false, 1), 'pollNotDraft'],
    ['closing a draft', draftState, (state) => close(state, 1), 'pollNotOpen'],
    ['reopening a draft', draftState, (state) => reopen(state, false), 'pollNeverOpened'],
    ['revealing a draft', draftState, reveal, 'pollNeverOpened'],
    ['hiding a draft', draftState, hide, 'pollNeverOpened'],
    ['running a draft again', draftState, (state) => runAgain(state, false, 1), 'pollNeverOpened'],
    ['running an open poll again', opened, (state) => runAgain(state, false, 1), 'pollStillOpen'],
  ]
  it.each(steps)('refuses %s', (_name, state, step, code) => {
    expect(step(state)).toEqual({ ok: false, code })
  })
})

describe('a complete question', () => {
  const question = (text: string, labels: string[]) =>
    ({
      kind: 'choice',
      question: text,
      options: labels.map((label, i) => ({ id: `o${i + 1}`, label })),
      settings: choice.defaultSettings,
    }) as const

  it.each([
    ['no words', question('', ['A', 'B'])],
    ['an empty option', question('Which?', ['A', ''])],
    ['one option', question('Which?', ['A'])],
  ])('is refused with %s', (_name, incomplete) => {
    expect(checkComplete(incomplete)).toMatchObject({ ok: false, code: 'pollIncomplete', params: { min: 2 } })
  })

  it('has words and options', () => {
    expect(checkComplete(question('Which?', ['A', 'B']))).toEqual({ ok: true, value: null })
  })
})
