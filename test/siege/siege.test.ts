import assert from 'node:assert/strict'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import type { AttendeeView } from '../../src/contract/views.ts'
import { tallyOf } from '../../src/domain/kinds/index.ts'
import { call } from '../crash/voter.ts'
import { openEvents, type TestEvents } from '../server/events.ts'
import { openRoom, type BesiegedRoom } from './room.ts'

/**
 * Connections that are opened to take places away: requests that never end, and streams that nobody reads. Meanwhile an
 * honest voter is answered, an honest screen follows, and the program's memory stays bounded; the half-open connections
 * are gone by themselves. `npm run test:siege` takes 2,000 streams; `SOH_STREAMS` says otherwise.
 */
const streams = Number(process.env['SOH_STREAMS'] ?? 2000)
const halfOpen = Math.max(200, streams)

/** A hang ends here; an answer takes milliseconds. */
const hangMs = 20_000
/** Twice what a stream was measured to cost, and what a busy program gains and gives back. */
const memoryOf = (count: number): number => 80 * 2 ** 20 + count * 64 * 2 ** 10

void test(`${halfOpen} half-open connections and ${streams} streams that nobody reads`, async (t) => {
  const room = await openRoom(t)
  const sockets: Socket[] = []
  t.after(() => sockets.forEach((socket) => socket.destroy()))
  const { meetingId, pollId } = await roomWithAQuestion(room)
  const token = await room.join()
  const screen = await openEvents(room.server.lanPort, '/api/events', { authorization: `Bearer ${token}` })
  t.after(() => screen.close())
  const console = await openEvents(room.server.hostPort, `/host/events?meeting=${meetingId}`, {
    authorization: `Bearer ${room.server.hostSecret}`,
  })
  t.after(() => console.close())
  const voter = honestVoter(room, pollId, token)
  await voter.vote()
  const before = memory(room)

  const own = `Host: 127.0.0.1:${room.server.lanPort}`
  for (let i = 0; i < streams; i++) sockets.push(await opened(room, `GET /api/events HTTP/1.1\r\n${own}\r\n\r\n`))
  await console.until((view) => view.room.connected === streams + 1)

  const begun = performance.now()
  const besiegers: Socket[] = []
  for (let i = 0; i < halfOpen; i++) besiegers.push(await opened(room, halfRequests(own)[i % 4] ?? ''))
  sockets.push(...besiegers)
  const gone = Promise.all(besiegers.map((socket) => closed(socket)))
  // One byte now and then, as those do who know about timeouts.
  const drip = setInterval(
    () => besiegers.forEach((socket, i) => i % 4 === 0 && !socket.destroyed && socket.write('x')),
    500,
  )
  t.after(() => clearInterval(drip))

  const siege = { isOver: false }
  void gone.then(() => (siege.isOver = true))
  let slowestMs = 0
  while (!siege.isOver) {
    slowestMs = Math.max(slowestMs, await voter.vote())
    await pause(100)
  }
  const goneAfterMs = performance.now() - begun
  // Every turn is a whole view to each stream, and none of them reads it.
  for (let i = 0; i < 60; i++) {
    await room.host(i % 2 === 0 ? 'revealPoll' : 'hidePoll', { pollId })
    slowestMs = Math.max(slowestMs, await voter.vote())
  }
  await followsTheRoom(room, screen)
  const grown = memory(room) - before
  assert.ok(grown < memoryOf(streams + halfOpen), `memory grew by ${grown / 2 ** 20} MB`)
  const { tally } = await room.host('getResult', { pollId })
  const [first] = tallyOf('choice', tally).options
  assert.deepEqual([tally.people, first?.count], [1, voter.votes % 2], 'one voter, with the last vote')

  assert.equal(await room.server.stop(), 0)
  assert.equal(room.server.complaints(), '')
  const seconds = (goneAfterMs / 1000).toFixed(1)
  t.diagnostic(
    `half-open connections gone after ${seconds} s; ${voter.votes} honest votes, the slowest in ${Math.round(slowestMs)} ms; memory ${Math.round(grown / 2 ** 20)} MB more`,
  )
})

/** Long options, so that a view is large. */
async function roomWithAQuestion(room: BesiegedRoom): Promise<{ meetingId: string; pollId: string }> {
  const meetingId = await room.start('Under siege')
  const options = Array.from({ length: streams > 500 ? 3 : 30 }, (_, i) => `${i} ${'票'.repeat(150)}`)
  const { poll } = await room.host('createPoll', { meetingId, kind: 'choice', question: 'Still there?', options })
  await room.host('openPoll', { pollId: poll.id })
  await room.host('revealPoll', { pollId: poll.id }).catch(() => undefined)
  return { meetingId, pollId: poll.id }
}

/** Four ways not to come to an end. */
function halfRequests(own: string): readonly string[] {
  return [
    `GET / HTTP/1.1\r\n${own}\r\nX-Slow: `,
    '',
    `POST /api/join HTTP/1.1\r\n${own}\r\nX-Requested-With: show-of-hands\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"name":`,
    `POST /api/join HTTP/1.1\r\n${own}\r\nX-Requested-With: show-of-hands\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"nam`,
  ]
}

/** A connection that says so much, and never reads. */
async function opened(room: BesiegedRoom, bytes: string): Promise<Socket> {
  const socket = connect(room.server.lanPort, '127.0.0.1')
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  socket.pause()
  if (bytes !== '') socket.write(bytes)
  return socket
}

/** Reads on from here, since a connection that is not read is not seen to close. */
function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    if (socket.destroyed) resolve()
    socket.once('close', () => resolve())
    socket.resume()
  })
}

function honestVoter(
  room: BesiegedRoom,
  pollId: string,
  token: string,
): { vote(): Promise<number>; readonly votes: number } {
  let votes = 0
  return {
    get votes() {
      return votes
    },
    async vote() {
      votes += 1
      const begun = performance.now()
      const body = { answer: { options: [votes % 2 === 1 ? 'o1' : 'o2'] }, key: `honest-vote-${votes}` }
      const answer = call(room.base, 'PUT', `/api/polls/${pollId}/ballot`, token, body)
      const late = pause(hangMs, null, { ref: false })
      const reply = await Promise.race([answer, late])
      assert.equal(reply?.status, 200, 'an honest vote is answered')
      return performance.now() - begun
    },
  }
}

async function followsTheRoom(room: BesiegedRoom, screen: TestEvents): Promise<void> {
  const { json } = await call<AttendeeView>(room.base, 'GET', '/api/view', null)
  await screen.until((view) => view.revision >= json.revision)
}

/** What the program holds in memory, in bytes; 0 where the system does not tell it. */
function memory({ server }: BesiegedRoom): number {
  try {
    const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]
    return Number(kilobytes) * 1024
  } catch {
    return 0
  }
}
