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
import { pause } from '../../src/domain/countdown.ts'
import { choice } from '../../src/domain/kinds/choice.ts'
import { kinds, pollKinds, type PollKind } from '../../src/domain/kinds/index.ts'
import type { CommonSettings } from '../../src/domain/kinds/kind.ts'
import type { Result } from '../../src/domain/refusal.ts'

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.code)
  return result.value
}

type Asked = PollState & { readonly kind: PollKind; readonly settings: CommonSettings }

const draftOf = (kind: PollKind, settings: Partial<CommonSettings> = {}): Asked => ({
  ...draftState,
  kind,
  settings: { ...kinds[kind].defaultSettings, liveResults: false, ...settings },
})
const draft = draftOf('choice')
const opened = must(open(draft, 100))
const closed = must(close(opened, 200))

describe('the life of a poll', () => {
  it('goes from draft to open to closed and back', () => {
    expect(opened).toMatchObject({ status: 'open', revealed: false, round: 1, openedAtMs: 100, closedAtMs: null })
    expect(closed).toMatchObject({ status: 'closed', openedAtMs: 100, closedAtMs: 200 })
    expect(must(reopen(closed))).toMatchObject({ status: 'open', round: 1, openedAtMs: 100, closedAtMs: null })
  })

  it('starts a new round without touching the number of earlier ones', () => {
    expect(must(runAgain(closed, 300))).toEqual({ ...opened, round: 2, openedAtMs: 300 })
  })

  it('reveals at opening only where results are live', () => {
    const live = draftOf('choice', { liveResults: true })
    const liveClosed = must(close(must(open(live, 1)), 2))
    expect(must(open(live, 1)).revealed).toBe(true)
    expect(must(reopen(must(hide(liveClosed)))).revealed).toBe(true)
    expect(must(runAgain(must(hide(liveClosed)), 5)).revealed).toBe(true)
    const shown = must(reveal(closed))
    expect(shown.revealed).toBe(true)
    expect(must(reopen(shown)).revealed).toBe(false)
    expect(must(runAgain(shown, 5)).revealed).toBe(false)
    expect(must(hide(shown)).revealed).toBe(false)
  })

  it.each(pollKinds)('%s grows before the room only where that gives nothing away', (kind) => {
    const live = must(open(draftOf(kind, { liveResults: true }), 1))
    const again = must(runAgain(must(close(live, 2)), 3))
    expect([live.revealed, must(reopen(must(close(live, 2)))).revealed, again.revealed]).toEqual(
      Array(3).fill(kind !== 'quiz'),
    )
    const early = reveal(must(open(draftOf(kind), 1)))
    if (kind === 'quiz') expect(early).toEqual({ ok: false, code: 'pollStillOpen' })
    else expect(must(early).revealed).toBe(true)
    expect(must(reveal(must(close(live, 2)))).revealed).toBe(true)
  })

  it('takes a repeated step as done: the very same state', () => {
    expect(must(open(opened, 999))).toBe(opened)
    expect(must(close(closed, 999))).toBe(closed)
    expect(must(reopen(opened))).toBe(opened)
    expect(must(hide(opened))).toBe(opened)
    const shown = must(reveal(closed))
    expect(must(reveal(shown))).toBe(shown)
  })

  const steps: [string, Asked, (state: Asked) => Result<Asked>, string][] = [
    ['opening a closed poll', closed, (state) => open(state, 1), 'pollNotDraft'],
    ['closing a draft', draft, (state) => close(state, 1), 'pollNotOpen'],
    ['reopening a draft', draft, reopen, 'pollNeverOpened'],
    ['revealing a draft', draft, reveal, 'pollNeverOpened'],
    ['hiding a draft', draft, hide, 'pollNeverOpened'],
    ['running a draft again', draft, (state) => runAgain(state, 1), 'pollNeverOpened'],
    ['running an open poll again', opened, (state) => runAgain(state, 1), 'pollStillOpen'],
  ]
  it.each(steps)('refuses %s', (_name, state, step, code) => {
    expect(step(state)).toEqual({ ok: false, code })
  })
})

describe('the countdown of a poll', () => {
  const timed = must(open(draftOf('choice', { countdownSeconds: 30 }), 1000))

  it('starts at opening, on the clock that it is measured with', () => {
    expect(timed).toMatchObject({ closesAtMs: 31_000, pausedRemainingMs: null })
    expect(must(open(draftOf('choice', { countdownSeconds: 30 }), 1_700_000_000_000, 1000))).toMatchObject({
      openedAtMs: 1_700_000_000_000,
      closesAtMs: 31_000,
    })
    expect(opened).toMatchObject({ closesAtMs: null, pausedRemainingMs: null })
  })

  it('is over with the voting, even a paused one', () => {
    for (const poll of [timed, must(pause(timed, 2000))]) {
      expect(must(close(poll, 3000))).toMatchObject({ closesAtMs: null, pausedRemainingMs: null })
    }
  })

  it('does not come back with reopening, and comes back whole with another round', () => {
    const over = must(close(timed, 31_000))
    expect(must(reopen(over))).toMatchObject({ status: 'open', closesAtMs: null, pausedRemainingMs: null })
    expect(must(runAgain(over, 1_700_000_000_000, 50_000))).toMatchObject({
      openedAtMs: 1_700_000_000_000,
      closesAtMs: 80_000,
      pausedRemainingMs: null,
    })
    expect(must(runAgain(over, 50_000))).toMatchObject({ closesAtMs: 80_000 })
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

  it.each(['words', 'text', 'questions'] as const)('needs no options where people write themselves: %s', (kind) => {
    const asked = { kind, question: 'What?', options: [], settings: kinds[kind].defaultSettings }
    expect(checkComplete(asked as Parameters<typeof checkComplete>[0])).toEqual({ ok: true, value: null })
  })
})
