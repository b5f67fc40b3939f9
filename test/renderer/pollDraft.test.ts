import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PollAnswer } from '../../src/contract/hostApi.ts'
import type { HostPoll } from '../../src/contract/views.ts'
import { createPollDraft, type PollPatch } from '../../src/renderer/console/editor/pollDraft.ts'
import { createSavingQueue, savingDelayMs } from '../../src/renderer/console/parts/savingQueue.ts'
import type { Reply } from '../../src/web/client.ts'

const empty = {
  id: 'p1',
  meetingId: 'm1',
  kind: 'choice',
  question: '',
  options: [],
  settings: { allowChange: true, allowWithdraw: true, liveResults: false, max: 1 },
  status: 'draft',
} as unknown as HostPoll

const seen = (change: object): HostPoll => ({ ...empty, ...change })

/** A store that cleans texts as the rules do, and answers when it is told to. */
function writing() {
  let stored: HostPoll = empty
  const sent: PollPatch[] = []
  const answers: (() => void)[] = []
  const draft = createPollDraft(empty, { open: (_key, options) => createSavingQueue(options) }, (patch) => {
    sent.push(patch)
    stored = seen({ ...stored, ...patch, question: (patch.question ?? stored.question).trim() })
    const reply: Reply<PollAnswer> = { ok: true, value: { poll: stored } }
    return new Promise((resolve) => answers.push(() => resolve(reply)))
  })
  const answer = async (): Promise<void> => {
    answers.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { draft, sent, answer, stored: () => stored }
}

describe('a poll while it is written', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('follows the live view while nobody writes', () => {
    const { draft } = writing()
    draft.take(seen({ question: 'From a script', options: [{ id: 'o4', label: 'Red' }] }))
    expect(draft.question.value).toBe('From a script')
    expect(draft.rows.value.map((row) => row.label)).toEqual(['Red', ''])
  })

  it('is not overwritten by the live view before it is stored, even without the focus', async () => {
    const { draft, answer, stored } = writing()
    draft.setQuestion('Hello')
    draft.take(empty)
    expect(draft.question.value).toBe('Hello')
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    draft.take(empty)
    expect(draft.question.value).toBe('Hello')
    await answer()
    draft.take(stored())
    expect(draft.question.value).toBe('Hello')
  })

  it('keeps the space that is being typed: the cleaned text comes only after leaving the field', async () => {
    const { draft, answer, stored } = writing()
    draft.enter()
    draft.setQuestion('Hello ')
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    await answer()
    draft.take(stored())
    expect(draft.question.value).toBe('Hello ')
    await draft.leave()
    expect(draft.question.value).toBe('Hello')
  })

  it('stores what was typed when the field is left, without waiting', async () => {
    const { draft, sent, answer } = writing()
    draft.enter()
    draft.setQuestion('Hello')
    const left = draft.leave()
    expect(sent).toEqual([{ question: 'Hello' }])
    await answer()
    await left
  })

  it('stores options without the rows that only wait to be written', async () => {
    const { draft, sent } = writing()
    const [first] = draft.rows.value
    draft.setRows([{ id: first?.id ?? '', label: 'Red' }])
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    expect(sent).toEqual([{ options: [{ id: 'o1', label: 'Red' }] }])
    expect(draft.rows.value.map((row) => row.label)).toEqual(['Red', ''])
  })

  it('takes an added empty row for what it is: nothing to store', async () => {
    const { draft, sent } = writing()
    draft.setRows([...draft.rows.value, { id: draft.ids.draw(), label: '' }])
    await vi.advanceTimersByTimeAsync(10 * savingDelayMs)
    expect(sent).toEqual([])
  })

  it('merges settings that are changed quickly one after the other', async () => {
    const { draft, sent } = writing()
    draft.setSettings({ max: 3 })
    draft.setSettings({ liveResults: true })
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    expect(sent).toEqual([{ settings: { max: 3, liveResults: true } }])
    expect(draft.settings.value).toMatchObject({ max: 3, liveResults: true, allowChange: true })
  })
})
