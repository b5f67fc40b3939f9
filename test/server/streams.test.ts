import { connect } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEvents, parseEvents } from './events.ts'
import { runningPoll, send, startRoom, type TestRoom } from './room.ts'

let room: TestRoom
beforeEach(async () => {
  room = await startRoom()
})
afterEach(() => room.close())

describe('the public result stream', () => {
  it('is what a plain EventSource expects: proper headers, message events with JSON, id and retry', async () => {
    const { pollId } = await runningPoll(room, { settings: { liveResults: true } })
    const stream = await openEvents(room.lanPort, `/vote/result-sse?poll=${pollId}`)
    expect(stream.response.statusCode).toBe(200)
    expect(stream.response.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'access-control-allow-origin': '*',
    })
    await (await room.phone()).vote(pollId, ['o2'])
    const data = await stream.until((seen) => seen.voted === 1)
    expect(data.options).toEqual([
      { id: 'o1', label: 'Sea', count: 0, weight: 0 },
      { id: 'o2', label: 'Hills', count: 1, weight: 1 },
      { id: 'o3', label: 'Nowhere', count: 0, weight: 0 },
    ])
    const events = parseEvents(stream.text())
    expect(events.map((event) => event.event)).not.toContain('view')
    expect(events.every((event) => /^\d+$/.test(event.id))).toBe(true)
    expect(stream.text()).toMatch(/^retry: ?[12]\d{3}$/m)
    stream.close()
  })

  it('without a poll follows the one on stage', async () => {
    const { meetingId, pollId } = await runningPoll(room)
    const stream = await openEvents(room.lanPort, '/vote/result-sse')
    await stream.until((data) => data.poll === pollId && data.status === 'open')
    const { poll } = await room.host('createPoll', { meetingId, kind: 'motion', question: 'Adopt?' })
    await room.host('closePoll', { pollId })
    await room.host('openPoll', { pollId: poll.id })
    const data = await stream.until((seen) => seen.poll === poll.id)
    expect(data.options).toMatchObject([{ label: 'Yes' }, { label: 'No' }, { label: 'Abstain' }])
    stream.close()
  })

  it('does not exist for a poll that does not', async () => {
    expect((await room.lan('GET', '/vote/result-sse?poll=nowhere')).json.code).toBe('pollNotFound')
  })
})

describe("the attendees' stream", () => {
  it('tells a status change at once, whatever the push window', async () => {
    await room.host('updateSettings', { pushWindowMs: 5000 })
    const { pollId } = await runningPoll(room)
    const stream = await openEvents(room.lanPort, '/api/events')
    await stream.until((view) => view.poll?.status === 'open')
    // Two votes: the first count is pushed at once, the second would wait for five seconds.
    for (const options of [['o1'], ['o2']]) await (await room.phone()).vote(pollId, options)
    const begun = performance.now()
    await room.host('closePoll', { pollId })
    const view = await stream.until((seen) => seen.poll?.status === 'closed')
    expect(view.poll.voted).toBe(2)
    // Far from the window of 5 s: it did not wait.
    expect(performance.now() - begun).toBeLessThan(2500)
    stream.close()
  })

  it('has what GET /api/view has; there the revision may be ahead, when other audiences saw a change', async () => {
    await runningPoll(room)
    const stream = await openEvents(room.lanPort, '/api/events')
    const view = await stream.until(() => true)
    const { json } = await room.lan('GET', '/api/view')
    expect({ ...json, revision: view.revision }).toEqual(view)
    expect(json.revision).toBeGreaterThanOrEqual(Number(view.revision))
    stream.close()
  })

  it('is one per phone: the earlier one is ended, and its reconnect is told to stay away', async () => {
    await runningPoll(room)
    const phone = await room.phone()
    const headers = { authorization: `Bearer ${phone.token}` }
    const first = await openEvents(room.lanPort, '/api/events?stream=first', headers)
    const second = await openEvents(room.lanPort, '/api/events?stream=second', headers)
    await first.ended
    const back = await send(room.lanPort, 'GET', '/api/events?stream=first', { headers })
    expect(back.status).toBe(204)
    await second.until((view) => view.meeting !== null)
    second.close()
  })

  it('is counted while it is open, and released when the phone goes', async () => {
    const { meetingId } = await runningPoll(room)
    const host = await openEvents(room.hostPort, `/host/events?meeting=${meetingId}`, {
      authorization: `Bearer ${room.server.hostSecret}`,
    })
    const phones = await Promise.all([1, 2, 3].map(() => openEvents(room.lanPort, '/api/events')))
    await host.until((view) => view.room.connected === 3)
    phones.forEach((phone) => phone.close())
    await host.until((view) => view.room.connected === 0)
    host.close()
  })

  it('says farewell when the server closes, and none is left hanging', async () => {
    const stream = await openEvents(room.lanPort, '/api/events')
    await stream.until(() => true)
    await room.server.close()
    await stream.ended
    expect(stream.text()).toContain('event: farewell')
  })
})

describe("the host's streams", () => {
  const auth = (): Record<string, string> => ({ authorization: `Bearer ${room.server.hostSecret}` })

  it('follow the list of meetings', async () => {
    const lobby = await openEvents(room.hostPort, '/host/events', auth())
    await lobby.until((view) => view.meetings.length === 0)
    const { meeting } = await room.host('createMeeting', { title: 'Board' })
    await lobby.until((view) => view.meetings[0]?.title === 'Board')
    await room.host('startMeeting', { meetingId: meeting.id })
    await lobby.until((view) => view.meetings[0]?.status === 'running')
    await room.host('endMeeting', { meetingId: meeting.id })
    await lobby.until((view) => view.meetings[0]?.status === 'ended')
    lobby.close()
  })

  it('show the host every count, hidden or not, and the stage the way in', async () => {
    const { meetingId, pollId } = await runningPoll(room)
    const host = await openEvents(room.hostPort, `/host/events?meeting=${meetingId}`, auth())
    const stage = await openEvents(room.hostPort, '/host/stage-events', auth())
    await (await room.phone()).vote(pollId, ['o3'])
    const view = await host.until((seen) => seen.meeting.polls[0].voted === 1)
    expect(view.meeting.polls[0].result.tally.options[2]).toEqual({ id: 'o3', count: 1, weight: 1 })
    const shown = await stage.until((seen) => seen.poll?.voted === 1)
    expect(shown.join).toEqual({
      url: `http://127.0.0.1:${room.lanPort}/${view.meeting.joinCode}`,
      address: `127.0.0.1:${room.lanPort}`,
      code: view.meeting.joinCode,
      admission: 'open',
      roomCode: null,
    })
    host.close()
    stage.close()
  })

  it('say where another meeting runs', async () => {
    const { meetingId } = await runningPoll(room)
    const { meeting } = await room.host('createMeeting', { title: 'Next' })
    const other = await openEvents(room.hostPort, `/host/events?meeting=${meeting.id}`, auth())
    const view = await other.until(() => true)
    expect(view.runningElsewhere).toEqual({ id: meetingId, title: 'Annual meeting' })
    expect((await room.tryHost('startMeeting', { meetingId: meeting.id })).json.code).toBe('anotherMeetingRunning')
    // And when it no longer does: pages of other meetings are told, too.
    await room.host('endMeeting', { meetingId })
    await other.until((seen) => seen.runningElsewhere === null)
    other.close()
  })

  it('get in however many streams the network holds', async () => {
    // Streams pipelined behind one another on a socket cost that socket and hold nothing.
    const get = `GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:${room.lanPort}\r\n\r\n`
    const greedy = connect(room.lanPort, '127.0.0.1', () => greedy.write(get.repeat(50)))
    await new Promise((resolve) => greedy.once('close', resolve))
    const { meetingId } = await runningPoll(room)
    const host = await openEvents(room.hostPort, `/host/events?meeting=${meetingId}`, auth())
    const view = await host.until((seen) => seen.room !== undefined)
    expect(view.room.connected).toBe(0)
    host.close()
  })
})
