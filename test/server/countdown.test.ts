import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { castBallot } from '../../src/server/operations/castBallot.ts'
import { closeDuePoll } from '../../src/server/operations/closePoll.ts'
import { extendCountdown, pauseCountdown, resumeCountdown } from '../../src/server/operations/countdown.ts'
import { createMeeting } from '../../src/server/operations/createMeeting.ts'
import { createPoll } from '../../src/server/operations/createPoll.ts'
import { openPoll } from '../../src/server/operations/openPoll.ts'
import type { Operation, Store } from '../../src/server/operations/ports.ts'
import { startMeeting } from '../../src/server/operations/startMeeting.ts'
import { withdrawBallot } from '../../src/server/operations/withdrawBallot.ts'
import { openStore } from '../../src/server/store/store.ts'
import { openEvents } from './events.ts'
import { runningPoll, startRoom, type TestRoom } from './room.ts'

describe('a countdown of a room', () => {
  let room: TestRoom
  beforeEach(async () => {
    room = await startRoom()
  })
  afterEach(() => room.close())

  test('closes voting by itself, and the room hears of it without asking', async () => {
    const { meetingId, pollId } = await runningPoll(room, { settings: { countdownSeconds: 5 } })
    const stage = await openEvents(room.lanPort, '/api/events')
    const open = await stage.until((view) => view.poll?.status === 'open')
    expect(open.poll.countdown).toEqual({ closesAtMs: expect.any(Number), pausedRemainingMs: null })
    await room.host('extendCountdown', { pollId, seconds: -5 })
    const closed = await stage.until((view) => view.poll?.status === 'closed')
    expect(closed.poll.countdown).toBeNull()
    const { entries } = await room.host('getLog', { meetingId })
    expect(entries.at(-1)).toMatchObject({ act: 'pollClosed', detail: { poll: pollId, byCountdown: true, voted: 0 } })
    stage.close()
  })

  test('goes on after a restart of the program', async () => {
    const { meetingId, pollId } = await runningPoll(room, { settings: { countdownSeconds: 600 } })
    const before = (await room.host('getMeeting', { meetingId })).meeting.polls[0]?.countdown
    room = await room.restart()
    const after = (await room.host('getMeeting', { meetingId })).meeting.polls[0]?.countdown
    expect(after).toEqual(before)
    await room.host('closePoll', { pollId })
  })

  test('can be set, taken away, paused and lengthened, and says no when there is none', async () => {
    const { pollId } = await runningPoll(room)
    expect((await room.tryHost('pauseCountdown', { pollId })).json.code).toBe('noCountdown')
    expect((await room.tryHost('setCountdown', { pollId, seconds: 4 })).status).toBe(400)
    const { poll } = await room.host('setCountdown', { pollId, seconds: 60 })
    expect(poll.countdown?.closesAtMs).toBeGreaterThan(0)
    const paused = (await room.host('pauseCountdown', { pollId })).poll.countdown
    expect(paused?.closesAtMs).toBeNull()
    expect(paused?.pausedRemainingMs).toBeGreaterThan(50_000)
    const longer = (await room.host('extendCountdown', { pollId, seconds: 30 })).poll.countdown
    expect(longer?.pausedRemainingMs).toBe((paused?.pausedRemainingMs ?? 0) + 30_000)
    expect((await room.host('resumeCountdown', { pollId })).poll.countdown?.closesAtMs).toBeGreaterThan(0)
    expect((await room.host('setCountdown', { pollId, seconds: null })).poll.countdown).toBeNull()
  })
})

describe('the clock of a countdown', () => {
  let store: Store
  let dataDir: string
  let wallMs = 1_000_000
  let clockMs = 1_000_000
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'soh-countdown-'))
    wallMs = clockMs = 1_000_000
    store = openStore(
      dataDir,
      () => wallMs,
      () => clockMs,
    )
  })
  afterEach(async () => {
    await store.close()
    rmSync(dataDir, { recursive: true })
  })

  async function done<I, O>(operation: Operation<I, O>, input: I): Promise<O> {
    const result = await store.write(operation, input)
    if (!result.ok) throw new Error(result.code)
    return result.value.value
  }

  async function opened(): Promise<{ meetingId: string; pollId: string }> {
    const { meetingId } = await done(createMeeting, { title: 'Clocks' })
    await done(startMeeting, { meetingId })
    const question = { question: '?', options: ['a', 'b'], settings: { countdownSeconds: 30 } }
    const { pollId } = await done(createPoll, { meetingId, kind: 'choice', ...question })
    await done(openPoll, { pollId })
    return { meetingId, pollId }
  }

  const vote = ({ meetingId, pollId }: { meetingId: string; pollId: string }, voterId: string) =>
    store.write(castBallot, {
      pollId,
      round: 1,
      meetingId,
      voterId,
      name: null,
      weight: 1,
      answer: { options: ['o1'] },
      key: `key-of-${voterId}`,
      receipt: 'r',
    })

  test('does not follow the time of day: a day forward or back closes nothing early or late', async () => {
    const poll = await opened()
    wallMs += 86_400_000
    expect(await vote(poll, 'before')).toMatchObject({ ok: true })
    wallMs -= 2 * 86_400_000
    clockMs += 30_000
    // Nobody has got round to closing it yet: the countdown has decided all the same.
    expect(await vote(poll, 'after')).toMatchObject({ ok: false, code: 'pollNotOpen' })
    // And what was counted by then cannot be taken back either.
    const taken = await store.write(withdrawBallot, { ...poll, voterId: 'before', key: null })
    expect(taken).toMatchObject({ ok: false, code: 'pollNotOpen' })
    expect(store.read.voted(poll.pollId, 1)).toBe(1)
    await done(closeDuePoll, { pollId: poll.pollId })
    expect(store.read.poll(poll.pollId)).toMatchObject({ status: 'closed', closesAtMs: null })
  })

  test('a pause is no slowness: what an answer took is told by the countdown', async () => {
    const { meetingId } = await done(createMeeting, { title: 'Quiz' })
    await done(startMeeting, { meetingId })
    const settings = { correct: ['o1'], countdownSeconds: 20, speedPoints: true }
    const quiz = { meetingId, kind: 'quiz' as const, question: '?', options: ['a', 'b'], settings }
    const { pollId } = await done(createPoll, quiz)
    await done(openPoll, { pollId })
    clockMs += 5_000
    await done(pauseCountdown, { pollId })
    wallMs += 600_000
    clockMs += 600_000
    await done(resumeCountdown, { pollId })
    await done(extendCountdown, { pollId, seconds: 10 })
    clockMs += 1_000
    expect(await vote({ meetingId, pollId }, 'quick')).toMatchObject({ ok: true })
    const [ballot] = [...store.read.ballots(pollId, 1)]
    expect(ballot?.answer).toMatchObject({ tookMs: 6_000 })
  })

  test('closing by countdown leaves a poll alone that was lengthened or paused meanwhile', async () => {
    const poll = await opened()
    clockMs += 29_000
    await done(extendCountdown, { pollId: poll.pollId, seconds: 10 })
    clockMs += 2_000
    await done(closeDuePoll, poll)
    expect(store.read.poll(poll.pollId)?.status).toBe('open')
    await done(pauseCountdown, poll)
    clockMs += 3_600_000
    await done(closeDuePoll, poll)
    expect(await vote(poll, 'late')).toMatchObject({ ok: true })
    await done(resumeCountdown, poll)
    expect(store.read.poll(poll.pollId)?.closesAtMs).toBe(clockMs + 9_000)
  })
})
