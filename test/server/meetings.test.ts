import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import Papa from 'papaparse'
import type { PollAnswer } from '../../src/contract/hostApi.ts'
import { openEvents } from './events.ts'
import { runningPoll, startRoom, type TestRoom } from './room.ts'

let room: TestRoom
beforeEach(async () => {
  room = await startRoom()
})
afterEach(() => room.close())

async function draftMeeting(): Promise<{ meetingId: string; ids: string[] }> {
  const { meeting } = await room.host('createMeeting', { title: 'Board' })
  const ids: string[] = []
  for (const question of ['One?', 'Two?', 'Three?']) {
    const input = { meetingId: meeting.id, kind: 'choice' as const, question, options: ['a', 'b'] }
    ids.push((await room.host('createPoll', input)).poll.id)
  }
  return { meetingId: meeting.id, ids }
}

async function agenda(meetingId: string): Promise<string[]> {
  const { meeting } = await room.host('getMeeting', { meetingId })
  return meeting.polls.map((poll) => poll.question)
}

describe('an agenda', () => {
  it('is reordered, duplicated, shortened and restored', async () => {
    const { meetingId, ids } = await draftMeeting()
    const [one = '', two = '', three = ''] = ids
    await room.host('movePoll', { pollId: three, position: 0 })
    expect(await agenda(meetingId)).toEqual(['Three?', 'One?', 'Two?'])
    await room.host('movePoll', { pollId: three, position: 99 })
    expect(await agenda(meetingId)).toEqual(['One?', 'Two?', 'Three?'])
    await room.host('duplicatePoll', { pollId: one })
    expect(await agenda(meetingId)).toEqual(['One?', 'One?', 'Two?', 'Three?'])
    await room.host('deletePoll', { pollId: two })
    expect(await agenda(meetingId)).toEqual(['One?', 'One?', 'Three?'])
    await room.host('restorePoll', { pollId: two })
    expect(await agenda(meetingId)).toEqual(['One?', 'One?', 'Two?', 'Three?'])
  })

  it('keeps an option what it is while its label is edited', async () => {
    const { ids } = await draftMeeting()
    const pollId = ids[0] ?? ''
    const edit = async (options: (string | { id: string; label: string })[]) =>
      (await room.host('updatePoll', { pollId, options })).poll.options
    expect(await edit([{ id: 'o2', label: 'b!' }, 'c', { id: 'o1', label: 'a' }])).toEqual([
      { id: 'o2', label: 'b!' },
      { id: 'o3', label: 'c' },
      { id: 'o1', label: 'a' },
    ])
    // An id is not given away again while its option may come back by undo.
    expect((await edit([{ id: 'o1', label: 'a' }, 'd'])).map((option) => option.id)).toEqual(['o1', 'o4'])
  })

  it('turns a choice into a motion and back without keeping what does not fit', async () => {
    const { ids } = await draftMeeting()
    const pollId = ids[0] ?? ''
    const { poll } = await room.host('updatePoll', { pollId, kind: 'motion' })
    expect(poll).toMatchObject({ kind: 'motion', question: 'One?' })
    expect(poll.options.map((option) => option.id)).toEqual(['yes', 'no', 'abstain'])
    expect(poll.settings).toMatchObject({ rule: { comparison: 'moreThan' } })
    const back = await room.host('updatePoll', { pollId, kind: 'choice', options: ['x', 'y'] })
    expect(back.poll.settings).toMatchObject({ max: 1 })
  })
})

describe('options', () => {
  it('never share an id', async () => {
    const { ids } = await draftMeeting()
    const edit = (options: unknown) => room.tryHost('updatePoll', { pollId: ids[0], options })
    const numbered = await edit([{ id: 'o999999', label: 'a' }, { id: 'o1000000', label: 'b' }, 'c', 'd'])
    const { options } = (numbered.json as PollAnswer).poll
    expect(new Set(options.map((option) => option.id)).size).toBe(4)
    expect(
      (
        await edit([
          { id: 'o1', label: 'a' },
          { id: 'o1', label: 'b' },
        ])
      ).json.code,
    ).toBe('badRequest')
    expect((await edit([{ id: 'BAD ID', label: 'a' }, 'b'])).json.code).toBe('badRequest')
  })
})

describe('deleting', () => {
  it('a meeting takes its results off the public stream, and restoring puts them back', async () => {
    const { meetingId, pollId } = await runningPoll(room, { settings: { liveResults: true } })
    await room.host('endMeeting', { meetingId })
    const stream = await openEvents(room.lanPort, `/vote/result-sse?poll=${pollId}`)
    await stream.until((data) => data.poll === pollId)
    await room.host('deleteMeeting', { meetingId })
    await stream.until((data) => data.poll === null)
    expect((await room.lan('GET', `/vote/result-sse?poll=${pollId}`)).json.code).toBe('pollNotFound')
    expect((await room.tryHost('getResult', { pollId })).json.code).toBe('pollNotFound')
    await room.host('restoreMeeting', { meetingId })
    await stream.until((data) => data.poll === pollId)
    stream.close()
    // One that is there is not restored again.
    await room.host('restoreMeeting', { meetingId })
    const { entries } = await room.host('getLog', { meetingId })
    expect(entries.map(({ act }) => act).slice(-3)).toEqual(['meetingEnded', 'meetingDeleted', 'meetingRestored'])
  })

  it('a poll takes its results off the public stream, and restoring puts them back', async () => {
    const { pollId } = await runningPoll(room)
    await room.host('closePoll', { pollId })
    const stream = await openEvents(room.lanPort, `/vote/result-sse?poll=${pollId}`)
    await room.host('deletePoll', { pollId })
    await stream.until((data) => data.poll === null)
    await room.host('restorePoll', { pollId })
    await stream.until((data) => data.poll === pollId)
    stream.close()
  })

  it('a poll takes its votes out of sight, and restoring brings them back', async () => {
    const { pollId } = await runningPoll(room)
    await (await room.phone()).vote(pollId, ['o1'])
    expect((await room.tryHost('deletePoll', { pollId })).json.code).toBe('pollStillOpen')
    await room.host('closePoll', { pollId })
    await room.host('deletePoll', { pollId })
    expect((await room.tryHost('getResult', { pollId })).json.code).toBe('pollNotFound')
    expect((await room.lan('GET', '/api/view')).json.poll).toBeNull()
    const { poll } = await room.host('restorePoll', { pollId })
    expect(poll.voted).toBe(1)
  })

  it('a running meeting is refused; a past one can be restored', async () => {
    const { meetingId } = await runningPoll(room)
    expect((await room.tryHost('deleteMeeting', { meetingId })).json.code).toBe('meetingRunning')
    await room.host('endMeeting', { meetingId })
    await room.host('deleteMeeting', { meetingId })
    expect((await room.host('listMeetings', {})).meetings).toEqual([])
    const { meeting } = await room.host('restoreMeeting', { meetingId })
    expect(meeting.polls).toHaveLength(1)
  })
})

describe('a running meeting', () => {
  it('is back in the same state after a restart, and phones are still who they were', async () => {
    const { pollId } = await runningPoll(room, { settings: { liveResults: true } })
    const phone = await room.phone('Ada')
    await phone.vote(pollId, ['o1'], 'before-the-restart')
    const before = (await room.lan('GET', '/api/view')).json
    room = await room.restart()
    const after = (await room.lan('GET', '/api/view')).json
    expect({ ...after, epoch: '', revision: 0 }).toEqual({ ...before, epoch: '', revision: 0 })
    expect(after.epoch).not.toBe(before.epoch)
    const me = await room.lan('GET', '/api/me', { headers: { authorization: `Bearer ${phone.token}` } })
    expect(me.json).toMatchObject({ attendee: { name: 'Ada' }, ballots: [{ key: 'before-the-restart' }] })
  })

  it('ends with every poll closed, and goes on if it was ended by mistake', async () => {
    const { meetingId, pollId } = await runningPoll(room)
    const phone = await room.phone()
    await phone.vote(pollId, ['o1'])
    const { meeting } = await room.host('endMeeting', { meetingId })
    expect(meeting.polls[0]).toMatchObject({ status: 'closed', voted: 1 })
    expect((await room.lan('GET', '/api/view')).json).toMatchObject({ meeting: null, poll: null })
    await room.host('startMeeting', { meetingId })
    await room.host('reopenPoll', { pollId })
    expect((await phone.vote(pollId, ['o2'])).status).toBe(200)
    expect((await room.host('getResult', { pollId })).tally.people).toBe(1)
  })

  it('keeps earlier rounds with their question and votes', async () => {
    const { meetingId, pollId } = await runningPoll(room)
    const phones = await Promise.all([room.phone(), room.phone()])
    for (const phone of phones) await phone.vote(pollId, ['o1'])
    await room.host('closePoll', { pollId })
    await room.host('runAgain', { pollId })
    await phones[0].vote(pollId, ['o3'])
    const { meeting } = await room.host('getMeeting', { meetingId })
    const poll = meeting.polls[0]
    expect(poll).toMatchObject({ round: 2, status: 'open', voted: 1 })
    expect(poll?.earlierRounds).toHaveLength(1)
    expect(poll?.earlierRounds[0]).toMatchObject({ round: 1, asked: { question: 'Where do we go?' } })
    expect(poll?.earlierRounds[0]?.result.tally.people).toBe(2)
  })

  it('repeats a step without telling anybody twice', async () => {
    const { meetingId, pollId } = await runningPoll(room)
    await room.host('closePoll', { pollId })
    // The first request lights the lamp, which is news for the host; news goes out in the turn after the answer.
    await room.lan('GET', '/api/view')
    await new Promise((resolve) => setImmediate(resolve))
    const { revision } = (await room.lan('GET', '/api/view')).json
    await room.host('closePoll', { pollId })
    await room.host('startMeeting', { meetingId })
    await room.host('setStageMode', { meetingId, mode: 'poll' })
    await room.host('showPoll', { meetingId, pollId })
    expect((await room.lan('GET', '/api/view')).json.revision).toBe(revision)
  })
})

describe('exports', () => {
  it('as JSON hold everything and say nothing about who voted how', async () => {
    const { meetingId, pollId } = await runningPoll(room)
    const ada = await room.phone('Ada')
    const ben = await room.phone('Ben')
    const voteOfBen = await ben.vote(pollId, ['o2'])
    const voteOfAda = await ada.vote(pollId, ['o1'])
    await room.host('closePoll', { pollId })
    const reply = await room.tryHost('exportMeeting', { meetingId, format: 'json' })
    expect(reply.headers['content-disposition']).toBe('attachment; filename="Annual meeting.json"')
    expect(reply.json).toMatchObject({
      format: 'show-of-hands',
      version: 3,
      meeting: { id: meetingId, title: 'Annual meeting' },
      attendees: [
        { name: 'Ada', weight: 1 },
        { name: 'Ben', weight: 1 },
      ],
    })
    const [round] = reply.json.polls[0].rounds
    expect(round.result.tally.people).toBe(2)
    expect(round.ballots).toEqual([
      { answer: { options: ['o1'] }, weight: 1, receipt: voteOfAda.json.receipt },
      { answer: { options: ['o2'] }, weight: 1, receipt: voteOfBen.json.receipt },
    ])
    for (const secret of [ada.token, ben.token, ada.attendeeId, ben.attendeeId])
      expect(reply.text).not.toContain(secret)
    const again = await room.tryHost('exportMeeting', { meetingId, format: 'json' })
    expect(again.text).toBe(reply.text)
  })

  it('as CSV open in a spreadsheet with Chinese intact and no formula', async () => {
    const { meetingId, pollId } = await runningPoll(room, {
      question: '=HYPERLINK("http://evil.example")',
      options: ['海边, "或"\n山', '+1', '@SUM(A1)'],
    })
    await (await room.phone()).vote(pollId, ['o1'])
    const reply = await room.tryHost('exportMeeting', { meetingId, format: 'csv' }, { 'accept-language': 'zh-CN,zh' })
    expect(reply.headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(reply.text.startsWith('\uFEFF会议,序号')).toBe(true)
    const { data } = Papa.parse<string[]>(reply.text.slice(1), { skipEmptyLines: true })
    expect(data).toHaveLength(4)
    expect(data[1]?.[4]).toBe('\'=HYPERLINK("http://evil.example")')
    expect(data.slice(1).map((row) => row[5])).toEqual(['海边, "或" 山', "'+1", "'@SUM(A1)"])
    expect(data[1]?.slice(6, 10)).toEqual(['1', '100 %', '1', '1'])
  })

  it('have a name whatever the title, even where it is cut', async () => {
    const { meeting } = await room.host('createMeeting', { title: `${'a'.repeat(59)}𠮷b` })
    const reply = await room.tryHost('exportMeeting', { meetingId: meeting.id, format: 'csv' })
    expect(reply.status).toBe(200)
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain('a𠮷.csv')
  })

  it('never make a path of a title', async () => {
    const { meeting } = await room.host('createMeeting', { title: '../../etc/passwd "x"; rm' })
    const reply = await room.tryHost('exportMeeting', { meetingId: meeting.id, format: 'json' })
    expect(reply.headers['content-disposition']).toBe('attachment; filename="etcpasswd x rm.json"')
  })
})

describe('the ports', () => {
  it('stay while a meeting runs, so that phones and pages find their way back', async () => {
    const { meetingId } = await runningPoll(room)
    const { lanPort, hostPort } = room
    // Asked for any port, as before.
    room = await room.restart()
    expect([room.lanPort, room.hostPort]).toEqual([lanPort, hostPort])
    await room.host('endMeeting', { meetingId })
    writeFileSync(join(room.dataDir, 'last-ports.json'), '{"port":"80"')
    room = await room.restart()
    expect(room.lanPort).toBeGreaterThan(0)
  })
})

describe('the secret of the host', () => {
  it('is another one at each start, but stays while a meeting runs', async () => {
    const first = room.server.hostSecret
    room = await room.restart()
    const second = room.server.hostSecret
    expect(second).not.toBe(first)
    const { meetingId } = await runningPoll(room)
    room = await room.restart()
    expect(room.server.hostSecret).toBe(second)
    expect(statSync(join(room.dataDir, 'host-secret')).mode & 0o777).toBe(0o600)
    await room.host('endMeeting', { meetingId })
    room = await room.restart()
    expect(room.server.hostSecret).not.toBe(second)
  })
})

describe('settings', () => {
  it("are kept, and the network follows the host's choice", async () => {
    await room.host('updateSettings', { pushWindowMs: 1000 })
    room = await room.restart()
    const { settings, network } = await room.host('getSettings', {})
    expect(settings).toEqual({ pushWindowMs: 1000, preferredAddress: null })
    expect(network.port).toBe(room.lanPort)
  })
})

describe('the address', () => {
  it("changes on every screen when the computer's address does", async () => {
    await room.close()
    const face = (address: string) => ({
      wlan0: [
        {
          address,
          netmask: '255.255.255.0',
          family: 'IPv4' as const,
          mac: '3c:06:30:00:00:01',
          internal: false,
          cidr: `${address}/24`,
        },
      ],
    })
    let interfaces = face('192.168.1.5')
    room = await startRoom({ interfaces: () => interfaces })
    expect(room.server.joinUrl).toBe(`http://192.168.1.5:${room.lanPort}/`)
    const { meeting } = await room.host('createMeeting', { title: 'On the move' })
    await room.host('startMeeting', { meetingId: meeting.id })
    const stage = await openEvents(room.hostPort, '/host/stage-events', {
      authorization: `Bearer ${room.server.hostSecret}`,
    })
    await stage.until((view) => view.join?.address === `192.168.1.5:${room.lanPort}`)
    interfaces = face('192.168.1.77')
    await stage.until((view) => view.join?.address === `192.168.1.77:${room.lanPort}`)
    expect((await room.host('getSettings', {})).network.previousAddress).toBe('192.168.1.5')
    stage.close()
  })
})
