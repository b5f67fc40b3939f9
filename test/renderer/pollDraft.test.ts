import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PollAnswer } from '../../src/contract/hostApi.ts'
import type { Problem, ProblemCode } from '../../src/contract/problems.ts'
import type { HostPoll } from '../../src/contract/views.ts'
import { choice } from '../../src/domain/kinds/choice.ts'
import { createPollDraft, type PollPatch } from '../../src/renderer/console/editor/pollDraft.ts'
import { withImage } from '../../src/renderer/console/editor/optionRows.ts'
import { createSavingQueue, savingDelayMs } from '../../src/renderer/console/parts/savingQueue.ts'
import type { Reply } from '../../src/web/client.ts'

const empty = {
  id: 'p1',
  meetingId: 'm1',
  kind: 'choice',
  question: '',
  options: [],
  notes: '',
  settings: choice.defaultSettings,
  status: 'draft',
} as unknown as HostPoll

const seen = (change: object): HostPoll => ({ ...empty, ...change })

/** A store that cleans texts as the rules do, and answers when it is told to. */
function writing() {
  let stored: HostPoll = empty
  const sent: PollPatch[] = []
  const answers: (() => void)[] = []
  const notes: string[] = []
  /** The next patch is refused with this. */
  let refusal: Problem | null = null
  const answered = (reply: Reply<PollAnswer>): Promise<Reply<PollAnswer>> =>
    new Promise((resolve) => answers.push(() => resolve(reply)))
  const store = (change: object): Promise<Reply<PollAnswer>> => {
    stored = seen({ ...stored, ...change })
    return answered({ ok: true, value: { poll: stored } })
  }
  const draft = createPollDraft(
    empty,
    { open: (_key, options) => createSavingQueue(options) },
    {
      poll(patch) {
        sent.push(patch)
        const problem = refusal
        refusal = null
        if (problem !== null) return answered({ ok: false, problem, status: 422 })
        return store({ ...patch, question: (patch.question ?? stored.question).trim() })
      },
      notes(text) {
        notes.push(text)
        return store({ notes: text.trim() })
      },
    },
  )
  const answer = async (): Promise<void> => {
    answers.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  const refuseNext = (code: ProblemCode): void => {
    refusal = { type: 'about:blank', title: code, status: 422, detail: code, code, params: {} }
  }
  return { draft, sent, notes, answer, refuseNext, stored: () => stored }
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

  it('says of a picture what was done to it, and nothing where nothing was', async () => {
    const { draft, sent, answer } = writing()
    draft.setRows([
      { id: 'o1', label: 'Red' },
      { id: 'o2', label: 'Blue', image: 'ab' },
    ])
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    await answer()
    draft.setRows(withImage(draft.rows.value, 'o2', null))
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    expect(sent.map((patch) => patch.options)).toEqual([
      [
        { id: 'o1', label: 'Red' },
        { id: 'o2', label: 'Blue', image: 'ab' },
      ],
      [
        { id: 'o1', label: 'Red' },
        { id: 'o2', label: 'Blue', image: null },
      ],
    ])
  })

  it('knows which field was refused, until the next letter', async () => {
    const { draft, answer, refuseNext } = writing()
    refuseNext('textTooLong')
    draft.setQuestion('Fine')
    draft.setRows([
      { id: 'o1', label: 'Red' },
      { id: 'o2', label: 'x'.repeat(201) },
    ])
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    await answer()
    expect(draft.refused.value?.fields).toEqual(['option.o2'])
    expect(draft.refused.value?.problem?.code).toBe('textTooLong')
    draft.setRows([{ id: 'o2', label: 'short' }])
    expect(draft.refused.value).toBeNull()
  })

  it('stores notes beside the question, also while somebody writes both', async () => {
    const { draft, sent, notes, answer, stored } = writing()
    draft.notes.enter()
    draft.notes.write('Ask Kim first ')
    await vi.advanceTimersByTimeAsync(savingDelayMs)
    await answer()
    draft.notes.take(stored())
    expect(notes).toEqual(['Ask Kim first '])
    expect(sent).toEqual([])
    expect(draft.notes.text.value).toBe('Ask Kim first ')
    await draft.notes.leave()
    expect(draft.notes.text.value).toBe('Ask Kim first')
  })
})
