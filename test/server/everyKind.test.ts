import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryId } from '../../src/domain/kinds/entries.ts'
import {
  entriesOf,
  kindOf,
  pollKinds,
  type Answer,
  type PollKind,
  type Question,
} from '../../src/domain/kinds/index.ts'
import { needsName, privacies, type Privacy } from '../../src/domain/privacy.ts'
import type { Ballot } from '../../src/domain/kinds/kind.ts'
import { canonicalJson } from '../../src/domain/log.ts'
import type { Result } from '../../src/domain/refusal.ts'
import { rollCall } from '../../src/domain/rollCall.ts'
import { castBallot } from '../../src/server/operations/castBallot.ts'
import { circumstancesOf } from '../../src/server/operations/circumstances.ts'
import { closePoll } from '../../src/server/operations/closePoll.ts'
import { createMeeting } from '../../src/server/operations/createMeeting.ts'
import { createPoll } from '../../src/server/operations/createPoll.ts'
import { decideEntry } from '../../src/server/operations/decideEntry.ts'
import { openPoll } from '../../src/server/operations/openPoll.ts'
import type { Operation, Store } from '../../src/server/operations/ports.ts'
import { reopenPoll } from '../../src/server/operations/reopenPoll.ts'
import { createResults } from '../../src/server/operations/results.ts'
import { startMeeting } from '../../src/server/operations/startMeeting.ts'
import { withdrawBallot } from '../../src/server/operations/withdrawBallot.ts'
import { openStore } from '../../src/server/store/store.ts'

const ids = ['o1', 'o2', 'o3'] as const
const someIds = fc.shuffledSubarray([...ids], { minLength: 1, maxLength: 3 })
const phrase = fc.constantFrom('Trust', 'trust ', 'Coffee', '信任', 'ＡＢＣ', 'a\u202Eb', 'e\u0301'.repeat(3), '🙂👨‍👩‍👧')

/** What every phone might send that has nothing to do with the poll. */
const junk: fc.Arbitrary<unknown> = fc.oneof(
  fc.jsonValue(),
  fc.constantFrom<unknown>(
    null,
    [],
    {},
    NaN,
    1e309,
    { options: ['o9'] },
    { options: ['o1', 'o1'] },
    { options: 'o1' },
    { options: ['__proto__'] },
    { value: NaN },
    { value: Infinity },
    { value: 1e309 },
    { value: '4' },
    { value: 12 },
    { ranking: ['o1', 'o1'] },
    { ranking: [] },
    { points: { o1: 101 } },
    { points: { o1: -1, o2: 101 } },
    { points: { o1: 99 } },
    { points: { __proto__: 100 } },
    { words: Array.from({ length: 10_000 }, (_, n) => `word${n}`) },
    { words: [''] },
    { text: 'x'.repeat(5000) },
    { text: 7 },
    { posts: ['same', 'SAME'], upvotes: [] },
    { posts: 'a question', upvotes: [] },
  ),
)

/** How each kind is asked here, and what can truly be answered. */
const asked: Record<PollKind, { settings?: object; valid: fc.Arbitrary<unknown> }> = {
  choice: {
    settings: { max: 3, other: true },
    valid: fc.oneof(
      fc.record({ options: someIds }),
      fc.record({ options: fc.shuffledSubarray([...ids], { maxLength: 2 }), other: phrase }),
    ),
  },
  motion: { valid: fc.record({ options: fc.constantFrom(['yes'], ['no'], ['abstain']) }) },
  rating: {
    settings: { noOpinion: true },
    valid: fc.oneof(fc.record({ value: fc.integer({ min: 1, max: 5 }) }), fc.constant({ noOpinion: true })),
  },
  ranking: { valid: fc.record({ ranking: someIds }) },
  points: { valid: fc.nat(100).map((o1) => ({ points: { o1, o2: 100 - o1 } })) },
  words: { valid: fc.record({ words: fc.constantFrom(['Trust'], ['trust ', '信任'], ['ＡＢＣ', 'Coffee', '🙂']) }) },
  text: { valid: fc.record({ text: phrase }) },
  number: {
    settings: { decimals: 2 },
    valid: fc.constantFrom({ value: 42.5 }, { value: '42,5' }, { value: -0 }, { value: '7' }),
  },
  quiz: {
    settings: { correct: ['o2'], allowChange: true, allowWithdraw: true },
    valid: fc.record({ options: fc.constantFrom(['o1'], ['o2']) }),
  },
  questions: {
    valid: fc.record({
      posts: fc.constantFrom([], ['When is lunch?'], [{ text: 'Who pays?', anonymous: true }]),
      upvotes: fc.subarray([entryId('When is lunch?'), entryId('Who pays?'), entryId('Nobody asked this')]),
    }),
  },
}

type Step =
  | { do: 'vote'; voter: number; answer: unknown; valid: boolean }
  | { do: 'withdraw'; voter: number }
  | { do: 'close' | 'reopen' | 'restart' }
  | { do: 'decide'; entry: number; decision: 'approved' | 'removed' | 'answered' | null }

const stepOf = (kind: PollKind): fc.Arbitrary<Step> =>
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(fc.nat(4), asked[kind].valid)
        .map(([voter, answer]): Step => ({ do: 'vote', voter, answer, valid: true })),
    },
    {
      weight: 4,
      arbitrary: fc
        .tuple(fc.nat(4), junk)
        .map(([voter, answer]): Step => ({ do: 'vote', voter, answer, valid: false })),
    },
    { weight: 2, arbitrary: fc.nat(4).map((voter): Step => ({ do: 'withdraw', voter })) },
    { weight: 2, arbitrary: fc.constantFrom<Step>({ do: 'close' }, { do: 'reopen' }, { do: 'restart' }) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.nat(5), fc.constantFrom('approved' as const, 'removed' as const, 'answered' as const, null))
        .map(([entry, decision]): Step => ({ do: 'decide', entry, decision })),
    },
  )

/** One poll in a real file, and beside it what should be counted. */
class Ballots {
  readonly #dataDir = mkdtempSync(join(tmpdir(), 'soh-kinds-'))
  #store: Store = openStore(this.#dataDir, () => 1)
  #meetingId = ''
  #pollId = ''
  #keys = 0
  #open = true
  readonly #counted = new Map<number, Answer>()
  readonly #kind: PollKind
  readonly #privacy: Privacy

  constructor(kind: PollKind, privacy: Privacy) {
    this.#kind = kind
    this.#privacy = privacy
  }

  async #write<I, O>(operation: Operation<I, O>, input: I): Promise<Result<O>> {
    const result = await this.#store.write(operation, input)
    return result.ok ? { ok: true, value: result.value.value } : result
  }

  async begin(): Promise<void> {
    this.#meetingId = must(await this.#write(createMeeting, { title: 'Every kind' })).meetingId
    must(await this.#write(startMeeting, { meetingId: this.#meetingId }))
    const { fixedOptions } = kindOf(this.#kind)
    const options = fixedOptions === null ? { options: ['a', 'b', 'c'] } : {}
    const settings = { ...(asked[this.#kind].settings ?? {}), privacy: this.#privacy }
    const question = { kind: this.#kind, question: '?', settings, ...options }
    this.#pollId = must(await this.#write(createPoll, { meetingId: this.#meetingId, ...question })).pollId
    must(await this.#write(openPoll, { pollId: this.#pollId }))
  }

  async take(step: Step): Promise<void> {
    const pollId = this.#pollId
    const meetingId = this.#meetingId
    switch (step.do) {
      case 'vote': {
        const poll = there(this.#store.read.poll(pollId))
        // As it comes from the network: what JSON cannot say never arrives.
        const raw: unknown = JSON.parse(JSON.stringify({ answer: step.answer }), (_key, value: unknown) => value)
        const { answer } = raw as { answer: unknown }
        const read = kindOf(this.#kind).readAnswer(answer, poll)
        if (step.valid) expect(read).toMatchObject({ ok: true })
        const key = `key-number-${++this.#keys}`
        const voterId = `voter-${step.voter}-of-this-poll`
        const name = step.voter === 0 ? null : `Name ${step.voter}`
        const input = {
          pollId,
          meetingId,
          round: null,
          voterId,
          name,
          weight: step.voter + 1,
          answer,
          key,
          receipt: 'r',
        }
        const result = await this.#write(castBallot, input)
        const may = read.ok && this.#open && (!needsName(this.#kind, poll.settings) || name !== null)
        expect(result.ok).toBe(may)
        if (may) this.#counted.set(step.voter, read.value)
        return
      }
      case 'withdraw': {
        const input = { pollId, meetingId, voterId: `voter-${step.voter}-of-this-poll`, key: null }
        expect((await this.#write(withdrawBallot, input)).ok).toBe(this.#open)
        if (this.#open) this.#counted.delete(step.voter)
        return
      }
      case 'close':
        this.#open = false
        must(await this.#write(closePoll, { pollId }))
        return
      case 'reopen':
        this.#open = true
        must(await this.#write(reopenPoll, { pollId }))
        return
      case 'restart':
        await this.#store.close()
        this.#store = openStore(this.#dataDir, () => 1)
        return
      case 'decide': {
        const poll = there(this.#store.read.poll(pollId))
        const entries = entriesOf(createResults(this.#store.read).of(pollId, 1, poll).tally) ?? []
        const entry = entries[step.entry]?.id ?? 'e0'
        const result = await this.#write(decideEntry, { pollId, entry, decision: step.decision })
        expect(result.ok).toBe(step.entry < entries.length || step.decision === null)
        return
      }
    }
  }

  check(): void {
    const { read } = this.#store
    const poll = there(read.poll(this.#pollId))
    const kind = kindOf(this.#kind)
    const given = circumstancesOf(read, poll.id, 1)
    const stored = [...read.ballots(poll.id, 1)]

    const expected = [...this.#counted].map(([voter, answer]) => ({ answer, weight: voter + 1 }))
    expect(stored.map(unstamped).sort()).toEqual(expected.map(unstamped).sort())

    const { tally } = createResults(read).of(poll.id, 1, poll)
    expect(tally).toEqual(kind.tally(poll, stored.reverse(), given))
    this.checkNames(poll, stored)
    expect(tally.people).toBe(this.#counted.size)
    expect(tally.weight).toBe(expected.reduce((sum, { weight }) => sum + weight, 0))
    // Nothing that cannot be said in JSON may come out of a count.
    expect(JSON.stringify(tally)).not.toMatch(/:null,"count"|NaN/)
    const described = kind.describe(poll, tally, kind.outcome(poll, tally, given))
    expect(described.rows.every(({ count }) => count <= tally.people)).toBe(true)
  }

  /** Names stand where the room was told they would, and nowhere else. */
  checkNames(poll: Question, stored: readonly Ballot<Answer>[]): void {
    const named = (JSON.stringify(stored).match(/"name":"Name \d"/g) ?? []).length
    if (this.#privacy === 'standard' && this.#kind !== 'quiz') expect(named).toBe(0)
    const called = rollCall(poll, stored)
    expect(called === null).toBe(this.#privacy !== 'named' || ['words', 'text', 'questions'].includes(this.#kind))
    if (called === null) return
    // Own words without an option stand among the entries, with their names.
    const told = stored.filter(({ answer }) => !('other' in answer && answer.options.length === 0))
    expect(called.flatMap(({ names }) => names)).toHaveLength(told.length)
  }

  async end(): Promise<void> {
    await this.#store.close()
    rmSync(this.#dataDir, { recursive: true, force: true })
  }
}

/** A ballot without what the server added to it, as text. */
function unstamped({ answer, weight }: { answer: Answer; weight: number }): string {
  const said: Record<string, unknown> = { ...(answer as object) }
  for (const name of ['player', 'name', 'tookMs']) delete said[name]
  if (Array.isArray(said['posts'])) {
    said['posts'] = said['posts'].map(({ text, anonymous }: { text: string; anonymous: boolean }) => ({
      text,
      anonymous,
    }))
  }
  return canonicalJson({ said, weight })
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.code)
  return result.value
}

function there<T>(value: T | null): T {
  if (value === null) throw new Error('not there')
  return value
}

describe('whatever is answered, changed, withdrawn, decided and restarted', () => {
  const cases = pollKinds.flatMap((kind) => privacies.map((privacy) => [kind, privacy] as const))
  it.each(cases)('%s, %s, counts exactly the ballots it holds', async (kind, privacy) => {
    await fc.assert(
      fc.asyncProperty(fc.array(stepOf(kind), { minLength: 5, maxLength: 25 }), async (steps) => {
        const ballots = new Ballots(kind, privacy)
        try {
          await ballots.begin()
          for (const step of steps) await ballots.take(step)
          ballots.check()
        } finally {
          await ballots.end()
        }
      }),
      { numRuns: 15 },
    )
  })
})
