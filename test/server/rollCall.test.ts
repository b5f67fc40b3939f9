import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyDocument } from '../../src/server/documents/verify.ts'
import { runningPoll, startRoom, type TestRoom } from './room.ts'
import { unzip } from './documents/zip.ts'

let room: TestRoom

beforeAll(async () => {
  room = await startRoom()
})
afterAll(async () => room.close())

async function endRunning(): Promise<void> {
  const { meetings } = await room.host('listMeetings', {})
  for (const { id, status } of meetings) if (status === 'running') await room.host('endMeeting', { meetingId: id })
}

async function calledPoll(): Promise<{ meetingId: string; pollId: string }> {
  await endRunning()
  const { meetingId, pollId } = await runningPoll(room, { settings: { privacy: 'named' } })
  const phones = [await room.phone('Ann'), await room.phone('Bob'), await room.phone('Cy')]
  for (const [index, option] of ['o1', 'o2', 'o1'].entries()) {
    expect((await phones[index]?.vote(pollId, [option]))?.status).toBe(200)
  }
  return { meetingId, pollId }
}

describe('a roll call', () => {
  test('wants a name before it counts an answer, and counts the one that is given then', async () => {
    const { pollId } = await calledPoll()
    const nameless = await room.phone()
    const refused = await nameless.vote(pollId, ['o2'])
    expect(refused).toMatchObject({ status: 409, json: { code: 'nameNeeded' } })
    await room.lan('POST', '/api/join', {
      body: { name: 'Dee' },
      headers: { 'x-requested-with': 'show-of-hands', authorization: `Bearer ${nameless.token}` },
    })
    expect((await nameless.vote(pollId, ['o2'])).status).toBe(200)
    const { poll } = await room.host('closePoll', { pollId })
    expect(poll.result.rollCall).toEqual([
      { answer: { options: ['o1'] }, count: 2, names: ['Ann', 'Cy'] },
      { answer: { options: ['o2'] }, count: 2, names: ['Bob', 'Dee'] },
    ])
  })

  test('is in no byte that the room gets before it is revealed, then in all of them, and goes with the names', async () => {
    const { pollId } = await calledPoll()
    await room.host('closePoll', { pollId })
    const view = async (): Promise<string> => (await room.lan('GET', '/api/view')).text
    expect(await view()).not.toContain('"Ann"')
    await room.host('revealPoll', { pollId })
    expect(await view()).toContain('"names":["Ann","Cy"]')
    await room.host('showNames', { pollId, shown: false })
    expect(await view()).not.toContain('"Ann"')
  })

  test('is in the minutes, the table and the spreadsheet, with what its level means', async () => {
    const { meetingId, pollId } = await calledPoll()
    await room.host('closePoll', { pollId })
    const file = async (format: 'csv' | 'html' | 'xlsx'): Promise<Buffer> =>
      (await room.tryHost('exportMeeting', { meetingId, format })).bytes
    const csv = (await file('csv')).toString()
    expect(csv).toContain('Ann: Sea; Bob: Hills; Cy: Sea')
    expect(csv).toContain('Roll call – Everybody sees who answered what')
    const minutes = (await file('html')).toString().replace(/\s+/g, ' ')
    expect(minutes).toContain('Roll call – Everybody sees who answered what')
    expect(minutes).toMatch(/<td><bdi>Bob<\/bdi><\/td> <td><bdi>Hills<\/bdi><\/td>/)
    expect([...unzip(await file('xlsx')).values()].join('')).toContain('Bob')
  })

  test('of an earlier version is read as one: its settings, its answers, its log', async () => {
    await endRunning()
    const { meetingId, pollId } = await runningPoll(room, {
      kind: 'text',
      options: undefined,
      settings: { named: true },
    })
    const { poll } = await room.host('closePoll', { pollId })
    expect(poll.settings).toMatchObject({ privacy: 'named' })
    await room.host('endMeeting', { meetingId })
    const file = (await room.tryHost('exportMeeting', { meetingId, format: 'json' })).json
    // As it was written before there were levels.
    const older = JSON.parse(
      JSON.stringify(file).replaceAll('"privacy":"named"', '"named":true').replaceAll('"confirm":false,', ''),
    )
    const away = await startRoom()
    expect((await away.tryHost('importMeeting', { document: older })).status).toBe(200)
    const again = (await away.tryHost('exportMeeting', { meetingId, format: 'json' })).json
    expect(again.polls).toEqual(file.polls)
    expect(verifyDocument(again)).toMatchObject({ ok: true, value: { findings: [] } })
    await away.close()
  })
})
