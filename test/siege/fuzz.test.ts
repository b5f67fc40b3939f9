import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import fc from 'fast-check'
import { pollKinds, type PollKind } from '../../src/domain/kinds/index.ts'
import { fileRows } from '../server/fileRows.ts'
import { exchange } from '../server/rawSocket.ts'
import { call } from '../crash/voter.ts'
import { openRoom, type BesiegedRoom } from './room.ts'
import { fuzzedRequests, hostMistakes, type FuzzedRequest, type Knowledge } from './requests.ts'

/**
 * Requests that make no sense, in every way that fast-check comes upon, at both doors and over raw sockets: no answer of
 * the 500s, no crash, nothing of the program's inside in an answer, and no row changed. `npm run test:fuzz` sends
 * 100,000; `SOH_REQUESTS` says otherwise, and `SOH_SEED` repeats a run.
 */
const requests = Number(process.env['SOH_REQUESTS'] ?? 100_000)
const seed = Number(process.env['SOH_SEED'] ?? Date.now() % 2 ** 31)

const batch = 1000
/** Requests one behind the other on a connection. */
const pipelined = 10
const connections = 12
const voters = 100

/** What must be in no answer: stacks, paths, names of libraries and of our own errors. */
const inside =
  /\bat .{1,200}\.(?:ts|js|cjs|mjs):\d|node_modules|node:internal|SQLITE|better-sqlite|file:\/\/|\b\w+Error\b:/

void test(`${requests} fuzzed requests: no 5xx, no crash, no leak, no row changed`, async (t) => {
  const room = await openRoom(t)
  const known = await knowledgeOf(room)
  const before = fileRows(room.server.dataDir)
  const statuses = await send(known, fuzzedRequests(known), requests)
  assert.equal(fileRows(room.server.dataDir), before, `a row was changed (seed ${seed})`)
  await stillCounts(room, known)

  const mistakes = Math.ceil(requests / 10)
  const others = await send(known, hostMistakes(known), mistakes)
  assert.equal((await call(room.base, 'GET', '/healthz', null)).status, 200)
  assert.equal(room.server.complaints(), '')
  assert.equal(await room.server.stop(), 0)
  tell(t, `${requests} requests, seed ${seed}`, statuses)
  tell(t, `${mistakes} mistakes of a host`, others)
})

/** Every kind of poll, closed, so that no vote counts while each is still read; and a door that is locked. */
async function knowledgeOf(room: BesiegedRoom): Promise<Knowledge> {
  const meetingId = await room.start('Under fire')
  const polls: { id: string; kind: PollKind }[] = []
  const tokens: string[] = []
  for (let i = 0; i < voters; i++) tokens.push(await room.join())
  for (const kind of pollKinds) {
    const fixed = ['motion', 'rating', 'words', 'text', 'number', 'questions'].includes(kind)
    const settings = kind === 'quiz' ? { correct: ['o1'] } : {}
    const { poll } = await room.host('createPoll', {
      meetingId,
      kind,
      question: `A ${kind}?`,
      settings,
      ...(fixed ? {} : { options: ['a', 'b', 'c'] }),
    })
    await room.host('openPoll', { pollId: poll.id })
    await room.host('closePoll', { pollId: poll.id })
    polls.push({ id: poll.id, kind })
  }
  await room.host('lockJoining', { meetingId, locked: true })
  const { lanPort, hostPort, hostSecret } = room.server
  return { port: { lan: lanPort, host: hostPort }, polls, meetingId, tokens, hostSecret }
}

/** Sends so many, a batch at a time. @returns how often each status was answered */
async function send(
  known: Knowledge,
  arbitrary: fc.Arbitrary<FuzzedRequest>,
  count: number,
): Promise<Map<number, number>> {
  const statuses = new Map<number, number>()
  for (let sent = 0; sent < count; sent += batch) {
    const numRuns = Math.min(batch, count - sent)
    const groups = connectionsOf(fc.sample(arbitrary, { seed: seed + sent, numRuns }))
    const next = groups.values()
    const worker = async (): Promise<void> => {
      for (const group of next) await sendGroup(known, group, statuses)
    }
    await Promise.all(Array.from({ length: connections }, worker))
  }
  return statuses
}

/** What goes over one connection each: some that keep their form one behind the other, any other by itself. */
function connectionsOf(list: readonly FuzzedRequest[]): FuzzedRequest[][] {
  const groups: FuzzedRequest[][] = []
  const open = new Map<string, FuzzedRequest[]>()
  for (const one of list) {
    const group = open.get(one.door)
    if (!one.framed) groups.push([one])
    else if (group === undefined || group.length >= pipelined) {
      const started = [one]
      open.set(one.door, started)
      groups.push(started)
    } else group.push(one)
  }
  return groups
}

async function sendGroup(
  known: Knowledge,
  group: readonly FuzzedRequest[],
  statuses: Map<number, number>,
): Promise<void> {
  const [{ door } = { door: 'lan' as const }] = group
  const bytes = Buffer.concat(group.map((one) => one.bytes))
  const { text } = await exchange(known.port[door], bytes)
  const told = (): string => `seed ${seed}\n${bytes.toString('latin1').slice(0, 4000)}\n→\n${text.slice(0, 4000)}`
  for (const [, status] of text.matchAll(/HTTP\/1\.1 (\d{3}) /g)) {
    assert.ok(Number(status) < 500, `answered ${status}: ${told()}`)
    statuses.set(Number(status), (statuses.get(Number(status)) ?? 0) + 1)
  }
  assert.doesNotMatch(text, inside, told())
  assert.ok(!text.includes(known.hostSecret), `the secret was told: ${told()}`)
}

async function stillCounts(room: BesiegedRoom, known: Knowledge): Promise<void> {
  const pollId = known.polls.find(({ kind }) => kind === 'choice')?.id ?? ''
  await room.host('reopenPoll', { pollId })
  const body = { answer: { options: ['o1'] }, key: 'the-honest-vote' }
  const { status } = await call(room.base, 'PUT', `/api/polls/${pollId}/ballot`, known.tokens[0] ?? '', body)
  assert.equal(status, 200, 'an honest vote is counted')
}

function tell(t: TestContext, what: string, statuses: ReadonlyMap<number, number>): void {
  const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`)
  t.diagnostic(`${what}; answers ${counts.join(', ')}`)
}
