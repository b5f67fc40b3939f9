import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { BallotAnswer } from '../../src/contract/attendeeApi.ts'
import type { MeetingAnswer, PollAnswer, ResultAnswer } from '../../src/contract/hostApi.ts'
import type { Problem } from '../../src/contract/problems.ts'
import { compileShim, noCompiler } from '../support/shim.ts'
import { startProgram, type Program } from './program.ts'
import { host } from './underLoad.ts'
import { call, join as joinMeeting, type Belief, type Reply } from './voter.ts'

/** The program on a disk that refuses writes or flushes (`shims/faults.c`), for real: no call of SQLite is stood in for. */

interface Scene {
  readonly program: Program
  readonly base: string
  readonly pollId: string
  readonly people: readonly Belief[]
  disk(says: 'full' | 'sync' | 'fine'): void
}

async function scene(dataDir: string): Promise<Scene> {
  const faults = join(dataDir, 'faults')
  const disk: Scene['disk'] = (says) => writeFileSync(faults, says)
  disk('fine')
  const program = await startProgram(join(dataDir, 'data'), 0, 0, {
    LD_PRELOAD: compileShim('faults'),
    SOH_FAULTS: faults,
  })
  const base = `http://127.0.0.1:${new URL(program.joinUrl).port}`
  const { meeting } = (await host(program, 'createMeeting', { title: 'On thin ice' })) as MeetingAnswer
  await host(program, 'startMeeting', { meetingId: meeting.id })
  const draft = { meetingId: meeting.id, kind: 'choice', question: 'Does it hold?', options: ['a', 'b'] }
  const { poll } = (await host(program, 'createPoll', draft)) as PollAnswer
  await host(program, 'openPoll', { pollId: poll.id })
  const people: Belief[] = []
  for (let i = 0; i < 5; i++) people.push(await joinMeeting(base))
  return { program, base, pollId: poll.id, people, disk }
}

const vote = ({ base, pollId, people }: Scene, index: number): Promise<Reply<BallotAnswer & Problem>> =>
  call(base, 'PUT', `/api/polls/${pollId}/ballot`, people[index]?.token ?? '', {
    answer: { options: ['o1'] },
    key: `the-key-${index}`,
  })

/** Repeats the vote with its key, as phones do, until it is counted. */
async function insist(at: Scene, index: number): Promise<void> {
  while ((await vote(at, index)).status !== 200) await pause(100)
}

for (const [says, during] of [
  ['full', ['507 notStored']],
  ['sync', ['507 notStored', '503 storePaused']],
] as const) {
  void test(
    `a disk that says "${says}": nothing is acknowledged, and all is well again by itself`,
    { skip: noCompiler ?? false },
    async (t) => {
      const dataDir = mkdtempSync(join(tmpdir(), 'soh-disk-'))
      const at = await scene(dataDir)
      t.after(async () => {
        await at.program.kill()
        rmSync(dataDir, { recursive: true, force: true })
      })
      assert.equal((await vote(at, 0)).status, 200)
      at.disk(says)
      for (const index of [1, 2, 3]) {
        const { status, json } = await vote(at, index)
        assert.ok((during as readonly string[]).includes(`${status} ${json.code}`), `${status} ${json.code}`)
      }
      const counted = async (): Promise<number> => {
        return ((await host(at.program, 'getResult', { pollId: at.pollId })) as ResultAnswer).tally.people
      }
      assert.equal(await counted(), 1, 'reading goes on')
      at.disk('fine')
      for (const index of at.people.keys()) await insist(at, index)
      assert.equal(await counted(), at.people.length)
      assert.equal(await at.program.stop(), 0)
      const again = await startProgram(join(dataDir, 'data'), 0, 0)
      const { tally } = (await host(again, 'getResult', { pollId: at.pollId })) as ResultAnswer
      assert.equal(tally.people, at.people.length)
      await again.stop()
    },
  )
}
