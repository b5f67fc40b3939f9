import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import type { TestContext } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'
import type { MeetingAnswer, PollAnswer, ResultAnswer } from '../../src/contract/hostApi.ts'
import type { AttendeeView, Me } from '../../src/contract/views.ts'
import { tallyOf } from '../../src/domain/kinds/index.ts'
import type { Program } from './program.ts'
import { call, join, keepVoting, type Belief } from './voter.ts'

export interface Load {
  /** How often the program is ended in the middle of voting. */
  readonly crashes: number
  readonly voters: number
  /** Starts the program on what the last crash has left. */
  start(port: number, hostPort: number): Promise<Program>
  /** Ends it without a warning. */
  crash(program: Program): Promise<void>
  /** The folder that it was last started on. */
  dataDir(): string
}

/**
 * Ends the program under load, again and again, and proves: every vote that was answered "counted" is there, none twice,
 * and the meeting goes on where it was. @returns what happened, in numbers
 */
export async function crashUnderLoad(t: TestContext, load: Load): Promise<string> {
  const { crashes, voters } = load
  let program = await load.start(0, 0)
  t.after(() => program.kill())
  const { port } = new URL(program.joinUrl)
  const { port: hostPort } = new URL(program.hostApi)
  const base = `http://127.0.0.1:${port}`

  const { meeting } = (await host(program, 'createMeeting', { title: 'Under fire' })) as MeetingAnswer
  await host(program, 'startMeeting', { meetingId: meeting.id })
  const input = { meetingId: meeting.id, kind: 'choice', question: 'Still there?', options: ['a', 'b', 'c'] }
  const { poll } = (await host(program, 'createPoll', input)) as PollAnswer
  await host(program, 'openPoll', { pollId: poll.id })

  const beliefs: Belief[] = []
  for (let i = 0; i < voters; i++) beliefs.push(await join(base))

  let voting = true
  let upAgain: Promise<void> = Promise.resolve()
  // Voters whose request broke wait for the restart, then a moment of their own, as phones with jitter do.
  const back = (): Promise<void> => upAgain.then(() => pause(Math.random() * 20))
  const running = Promise.all(
    beliefs.map((me) => keepVoting(me, { base, pollId: poll.id, voting: () => voting, back })),
  )
  // A voter that saw a broken promise ends the test at once; nobody else has to time out first.
  let broken: unknown = null
  running.catch((error: unknown) => (broken = error))

  for (let crashed = 0; crashed < crashes && broken === null; crashed++) {
    await pause(40 + Math.random() * 260)
    let isUp = (): void => undefined
    upAgain = new Promise((resolve) => (isUp = resolve))
    await load.crash(program)
    program = await load.start(Number(port), Number(hostPort))
    assert.equal(new URL(program.joinUrl).port, port, 'phones find the program where it was')
    const { json: view } = await call<AttendeeView>(base, 'GET', '/api/view', null)
    assert.equal(view.meeting?.id, meeting.id)
    assert.deepEqual([view.poll?.id, view.poll?.status, view.joined], [poll.id, 'open', voters])
    isUp()
  }
  voting = false
  await running

  const { tally } = (await host(program, 'getResult', { pollId: poll.id })) as ResultAnswer
  const expected: Record<string, number> = { o1: 0, o2: 0, o3: 0 }
  for (const me of beliefs) {
    assert.ok(me.counted, 'every voter had a vote counted')
    expected[me.counted.option]! += 1
    const { json: mine } = await call<Me>(base, 'GET', '/api/me', me.token)
    assert.equal(mine.ballots.length, 1)
    assert.deepEqual(mine.ballots[0]?.answer, { options: [me.counted.option] })
    assert.equal(mine.ballots[0].receipt, me.counted.receipt)
  }
  assert.equal(tally.people, voters)
  assert.deepEqual(Object.fromEntries(tallyOf('choice', tally).options.map(({ id, count }) => [id, count])), expected)
  assert.equal(await program.stop(), 0)
  assert.ok(!existsSync(joinPath(load.dataDir(), 'show-of-hands.db-wal')), 'ended by SIGTERM, it leaves no log')

  const stored = checkFile(load.dataDir(), poll.id, beliefs)
  const acknowledged = beliefs.reduce((sum, me) => sum + me.acknowledged.size, 0)
  const retries = beliefs.reduce((sum, me) => sum + me.retries, 0)
  assert.ok(retries > 0, 'requests under way were hit')
  return `${crashes} crashes, ${acknowledged} votes acknowledged, ${retries} retries of unknown outcome, ${stored} keys stored, 0 lost, 0 double`
}

/** Reads the file itself: no acknowledged key is missing, no voter has two ballots, and the file is sound. */
function checkFile(dataDir: string, pollId: string, beliefs: readonly Belief[]): number {
  const db = new Database(joinPath(dataDir, 'show-of-hands.db'), { readonly: true })
  assert.equal(db.pragma('integrity_check', { simple: true }), 'ok')
  const keys = new Map(
    (
      db.prepare('SELECT key, receipt FROM ballot_key WHERE poll_id = ?').all(pollId) as {
        key: string
        receipt: string
      }[]
    ).map((row) => [row.key, row.receipt]),
  )
  for (const me of beliefs) {
    for (const [key, receipt] of me.acknowledged)
      assert.equal(keys.get(key), receipt, `acknowledged key ${key} is stored`)
  }
  const ballots = db
    .prepare('SELECT count(*) AS rows, count(DISTINCT voter_id) AS voters FROM ballot WHERE poll_id = ?')
    .get(pollId)
  assert.deepEqual({ ...(ballots as object) }, { rows: beliefs.length, voters: beliefs.length })
  db.close()
  return keys.size
}

export async function host(program: Program, command: string, input: unknown): Promise<unknown> {
  const response = await fetch(`${program.hostApi}/${command}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${program.hostSecret}` },
    body: JSON.stringify(input),
  })
  const json: unknown = await response.json()
  assert.equal(response.status, 200, JSON.stringify(json))
  return json
}
