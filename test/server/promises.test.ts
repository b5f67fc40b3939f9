import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Result } from '../../src/domain/refusal.ts'
import { tallyOf } from '../../src/domain/kinds/index.ts'
import { castBallot } from '../../src/server/operations/castBallot.ts'
import { closePoll } from '../../src/server/operations/closePoll.ts'
import { createMeeting } from '../../src/server/operations/createMeeting.ts'
import { createPoll } from '../../src/server/operations/createPoll.ts'
import { deletePoll } from '../../src/server/operations/deletePoll.ts'
import { openPoll } from '../../src/server/operations/openPoll.ts'
import type { Operation, Store } from '../../src/server/operations/ports.ts'
import { reopenPoll } from '../../src/server/operations/reopenPoll.ts'
import { restorePoll } from '../../src/server/operations/restorePoll.ts'
import { createResults } from '../../src/server/operations/results.ts'
import { revealPoll } from '../../src/server/operations/revealPoll.ts'
import { runAgain } from '../../src/server/operations/runAgain.ts'
import { startMeeting } from '../../src/server/operations/startMeeting.ts'
import { withdrawBallot } from '../../src/server/operations/withdrawBallot.ts'
import { openStore } from '../../src/server/store/store.ts'

const optionIds = ['o1', 'o2', 'o3'] as const
type OptionId = (typeof optionIds)[number]

/** What a meeting secretary with paper and pencil would know. */
interface Model {
  status: 'draft' | 'open' | 'closed'
  round: number
  deleted: boolean
  /** Per round: who has which option counted, under which key. */
  rounds: Map<number, Map<string, { option: OptionId; key: string }>>
  /** Everything ever sent and counted, by voter and key. */
  sent: Map<string, { option: OptionId; round: number; receipt: string }>
}

type Step =
  | { do: 'vote'; voter: number; option: OptionId; repeat: number; staleRound: boolean }
  | { do: 'withdraw'; voter: number; late: number }
  | { do: 'open' | 'close' | 'reopen' | 'runAgain' | 'reveal' | 'delete' | 'restore' | 'restart' }

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('vote' as const),
      voter: fc.nat(4),
      option: fc.constantFrom(...optionIds),
      // 0 is a new ballot; n repeats the voter's n-th last one.
      repeat: fc.oneof(fc.constant(0), fc.nat(3)),
      staleRound: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('withdraw' as const),
      voter: fc.nat(4),
      // 0 names no vote; n was sent while the voter's n-th last ballot was counted, and may arrive rounds later.
      late: fc.nat(3),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constantFrom('open', 'close', 'reopen', 'runAgain', 'reveal', 'delete', 'restore', 'restart'),
    }),
  },
)

class House {
  store: Store
  readonly model: Model = { status: 'draft', round: 1, deleted: false, rounds: new Map(), sent: new Map() }
  readonly dataDir = mkdtempSync(join(tmpdir(), 'soh-promises-'))
  meetingId = ''
  pollId = ''
  #keys = 0
  readonly #history = new Map<number, { key: string; option: OptionId }[]>()

  constructor() {
    this.store = openStore(this.dataDir, () => 1)
  }

  async write<I, O>(operation: Operation<I, O>, input: I): Promise<Result<O>> {
    const result = await this.store.write(operation, input)
    return result.ok ? { ok: true, value: result.value.value } : result
  }

  async begin(): Promise<void> {
    this.meetingId = must(await this.write(createMeeting, { title: 'Model' })).meetingId
    must(await this.write(startMeeting, { meetingId: this.meetingId }))
    const input = { meetingId: this.meetingId, kind: 'choice' as const, question: '?', options: ['a', 'b', 'c'] }
    this.pollId = must(await this.write(createPoll, input)).pollId
  }

  async take(step: Step): Promise<void> {
    const { model, pollId } = this
    const counted = (round: number) => {
      const known = model.rounds.get(round) ?? new Map<string, { option: OptionId; key: string }>()
      model.rounds.set(round, known)
      return known
    }
    switch (step.do) {
      case 'vote': {
        const history = this.#history.get(step.voter) ?? []
        this.#history.set(step.voter, history)
        const old = step.repeat === 0 ? undefined : history.at(-step.repeat)
        const ballot = old ?? { key: `key-number-${++this.#keys}`, option: step.option }
        if (old === undefined) history.push(ballot)
        const voterId = `voter-${step.voter}`
        const round = step.staleRound && model.round > 1 ? model.round - 1 : model.round
        const answer = { options: [ballot.option] }
        const receipt = `receipt of ${ballot.key}`
        const input = {
          pollId,
          round,
          meetingId: this.meetingId,
          voterId,
          name: null,
          weight: 1,
          answer,
          key: ballot.key,
          receipt,
        }
        const result = await this.write(castBallot, input)

        const before = model.sent.get(`${voterId} ${ballot.key}`)
        if (model.deleted) expect(result).toMatchObject({ ok: false, code: 'pollNotFound' })
        else if (before !== undefined) {
          const stillCounted = counted(before.round).get(voterId)?.key === ballot.key
          expect(result).toEqual({ ok: true, value: { receipt: before.receipt, counted: stillCounted } })
        } else if (round !== model.round) expect(result).toMatchObject({ ok: false, code: 'roundOver' })
        else if (model.status !== 'open') expect(result).toMatchObject({ ok: false, code: 'pollNotOpen' })
        else {
          expect(result).toEqual({ ok: true, value: { receipt, counted: true } })
          counted(round).set(voterId, ballot)
          model.sent.set(`${voterId} ${ballot.key}`, { option: ballot.option, round, receipt })
        }
        return
      }
      case 'withdraw': {
        const voterId = `voter-${step.voter}`
        const old = step.late === 0 ? undefined : this.#history.get(step.voter)?.at(-step.late)
        const input = { pollId, meetingId: this.meetingId, voterId, key: old?.key ?? null }
        const result = await this.write(withdrawBallot, input)
        const now = counted(model.round).get(voterId)
        const another = old !== undefined && now !== undefined && now.key !== old.key
        if (model.deleted || model.status !== 'open') expect(result.ok).toBe(false)
        else if (another) expect(result).toMatchObject({ ok: false, code: 'voteReplaced' })
        else {
          expect(result.ok).toBe(true)
          counted(model.round).delete(voterId)
        }
        return
      }
      case 'restart':
        await this.store.close()
        this.store = openStore(this.dataDir, () => 1)
        return
      case 'open':
        if ((await this.write(openPoll, { pollId })).ok) model.status = 'open'
        return
      case 'close':
        if ((await this.write(closePoll, { pollId })).ok) model.status = 'closed'
        return
      case 'reopen':
        if ((await this.write(reopenPoll, { pollId })).ok) model.status = 'open'
        return
      case 'reveal':
        await this.write(revealPoll, { pollId })
        return
      case 'runAgain':
        if ((await this.write(runAgain, { pollId })).ok) {
          model.status = 'open'
          model.round += 1
        }
        return
      case 'delete':
        if ((await this.write(deletePoll, { pollId })).ok) model.deleted = true
        return
      case 'restore':
        if ((await this.write(restorePoll, { pollId })).ok) model.deleted = false
        return
    }
  }

  /** The stored ballots of every round, counted anew, are what the secretary has on paper. */
  check(): void {
    const poll = this.store.read.pollEvenDeleted(this.pollId)
    expect(poll).toMatchObject({ status: this.model.status, round: this.model.round })
    if (poll === null) return
    const results = createResults(this.store.read)
    for (let round = 1; round <= this.model.round; round++) {
      const paper = [...(this.model.rounds.get(round)?.values() ?? [])]
      const { tally } = results.of(this.pollId, round, poll)
      expect(tally.people).toBe(paper.length)
      expect(tallyOf('choice', tally).options.map((option) => option.count)).toEqual(
        optionIds.map((id) => paper.filter((ballot) => ballot.option === id).length),
      )
    }
  }

  async end(): Promise<void> {
    await this.store.close()
    rmSync(this.dataDir, { recursive: true, force: true })
  }
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.code)
  return result.value
}

describe('the promises of counting', () => {
  it('hold for any sequence of voting, changing, repeating, closing, reopening, running again and restarting', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 60 }), async (steps) => {
        const house = new House()
        try {
          await house.begin()
          await house.take({ do: 'open' })
          for (const one of steps) {
            await house.take(one)
            house.check()
          }
        } finally {
          await house.end()
        }
      }),
      { numRuns: 60 },
    )
  })
})
