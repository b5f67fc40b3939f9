import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEvents } from './events.ts'
import { runningPoll, startRoom, type TestRoom } from './room.ts'

let room: TestRoom
beforeEach(async () => {
  room = await startRoom()
  await room.host('updateSettings', { pushWindowMs: 100 })
})
afterEach(() => room.close())

/** Names under which a count could travel. */
const countNames = /"(count"|weight|tally|options_counts|ticks|result":\s*\{)/

describe('hidden means hidden', () => {
  it('sends no count in any byte that phones, the stage or the public stream receive', async () => {
    const { pollId } = await runningPoll(room)
    const hostHeaders = { authorization: `Bearer ${room.server.hostSecret}` }
    const streams = [
      await openEvents(room.lanPort, '/api/events'),
      await openEvents(room.lanPort, `/vote/result-sse?poll=${pollId}`),
      await openEvents(room.lanPort, '/vote/result-sse'),
      await openEvents(room.hostPort, '/host/stage-events', hostHeaders),
    ]
    for (const options of [['o1'], ['o1'], ['o2']]) await (await room.phone()).vote(pollId, options)
    // Every stream has told of three voters, so it had every chance to leak how they voted.
    for (const stream of streams) await stream.until((data) => (data.poll?.voted ?? data.voted) === 3)
    const seen = [...streams.map((stream) => stream.text()), (await room.lan('GET', '/api/view')).text]
    for (const bytes of seen) {
      expect(bytes).toContain(pollId)
      expect(bytes).not.toMatch(countNames)
    }

    // The same check must be able to fail: revealed counts are found by it.
    await room.host('revealPoll', { pollId })
    for (const stream of streams) {
      await stream.until((data) => data.poll?.revealed === true || data.revealed === true)
      expect(stream.text()).toMatch(countNames)
    }

    // And hiding takes them away again.
    await room.host('hidePoll', { pollId })
    for (const stream of streams) {
      const last = await stream.until((data) => data.poll?.revealed === false || data.revealed === false)
      expect(JSON.stringify(last)).not.toMatch(countNames)
      stream.close()
    }
  })

  it('shows live results where the poll says so', async () => {
    const { pollId } = await runningPoll(room, { settings: { liveResults: true } })
    const stream = await openEvents(room.lanPort, '/api/events')
    await (await room.phone()).vote(pollId, ['o2'])
    const view = await stream.until((data) => data.poll?.result?.tally.people === 1)
    expect(view.poll.result.tally.options[1]).toEqual({ id: 'o2', count: 1, weight: 1 })
    stream.close()
  })

  it('never shows a draft', async () => {
    const { meetingId } = await runningPoll(room)
    await room.host('createPoll', { meetingId, kind: 'choice', question: 'A secret plan', options: ['a', 'b'] })
    expect((await room.lan('GET', '/api/view')).text).not.toContain('secret plan')
  })
})
