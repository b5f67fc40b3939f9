import Papa from 'papaparse'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyDocument } from '../../src/server/documents/verify.ts'
import { runningPoll, startRoom, type TestRoom } from './room.ts'

let room: TestRoom
beforeEach(async () => {
  room = await startRoom()
})
afterEach(() => room.close())

const count = (ballots: number, o1: number, o2: number, way: 'paper' | 'hands' = 'paper') => ({
  way,
  ballots,
  options: [
    { id: 'o1', count: o1 },
    { id: 'o2', count: o2 },
  ],
})
const stored = (ballots: number, o1: number, o2: number) => ({
  ...count(ballots, o1, o2),
  blank: 0,
  options: [...count(ballots, o1, o2).options, { id: 'o3', count: 0 }],
})
const twice = (one: ReturnType<typeof count>) => ({ count: one, again: one })
const tally = async (pollId: string) => (await room.host('getResult', { pollId })).tally
const logged = async (meetingId: string) =>
  (await room.host('getLog', { meetingId })).entries.filter(({ act }) => act.startsWith('paper'))

async function voted(pollId: string, ...votes: string[]): Promise<void> {
  for (const option of votes) expect((await (await room.phone()).vote(pollId, [option])).status).toBe(200)
}

describe('paper ballots', () => {
  test('count together with phones, are told apart, corrected and taken out, each time logged with the numbers', async () => {
    const { meetingId, pollId } = await runningPoll(room)
    await voted(pollId, 'o1', 'o1', 'o2')
    await room.host('enterPaper', { pollId, ...twice(count(5, 1, 4)) })
    expect(await tally(pollId)).toMatchObject({
      people: 8,
      weight: 8,
      options: [{ count: 3 }, { count: 5 }, { count: 0 }],
      paper: stored(5, 1, 4),
    })
    // The same again changes nothing.
    await room.host('enterPaper', { pollId, ...twice(count(5, 1, 4)) })
    await room.host('closePoll', { pollId })
    await room.host('enterPaper', { pollId, ...twice(count(6, 2, 4)) })
    room = await room.restart()
    expect(await tally(pollId)).toMatchObject({ people: 9, paper: stored(6, 2, 4) })
    await room.host('removePaper', { pollId })
    await room.host('removePaper', { pollId })
    expect(await tally(pollId)).toMatchObject({ people: 3, paper: null })
    expect((await logged(meetingId)).map(({ act, detail }) => [act, detail])).toEqual([
      ['paperEntered', { poll: pollId, round: 1, ...stored(5, 1, 4) }],
      ['paperEntered', { poll: pollId, round: 1, ...stored(6, 2, 4) }],
      ['paperRemoved', { poll: pollId, round: 1, ...stored(6, 2, 4) }],
    ])
  })

  test('are not counted while the two entries differ, or cannot be', async () => {
    const { meetingId, pollId } = await runningPoll(room)
    const differing = { pollId, count: count(5, 1, 4), again: count(5, 2, 3) }
    expect((await room.tryHost('enterPaper', differing)).json).toMatchObject({ status: 422, code: 'paperDiffers' })
    const otherWay = { pollId, count: count(5, 1, 4), again: count(5, 1, 4, 'hands') }
    expect((await room.tryHost('enterPaper', otherWay)).json.code).toBe('paperDiffers')
    const wrong = await room.tryHost('enterPaper', { pollId, ...twice(count(6, 1, 4)) })
    expect(wrong.json).toMatchObject({ code: 'paperSumWrong', params: { sum: 5, named: 6 } })
    expect((await room.tryHost('enterPaper', { pollId, count: count(5, 1, 4) })).status).toBe(400)
    expect(await tally(pollId)).toMatchObject({ people: 0, paper: null })
    expect(await logged(meetingId)).toEqual([])
  })

  test('belong to the round: a new one has none, and voting that goes on keeps them', async () => {
    const { meetingId, pollId } = await runningPoll(room)
    await room.host('enterPaper', { pollId, ...twice(count(2, 2, 0)) })
    await room.host('closePoll', { pollId })
    await room.host('reopenPoll', { pollId })
    expect(await tally(pollId)).toMatchObject({ people: 2 })
    await room.host('closePoll', { pollId })
    await room.host('runAgain', { pollId })
    expect(await tally(pollId)).toMatchObject({ people: 0, paper: null })
    const first = await room.host('getResult', { pollId, round: 1 })
    expect(first.tally).toMatchObject({ people: 2, paper: stored(2, 2, 0) })
    await room.host('endMeeting', { meetingId })
    expect((await room.tryHost('removePaper', { pollId })).json.code).toBe('meetingNotRunning')
  })

  test('make another result: what was decided about a tie before goes', async () => {
    const { pollId } = await runningPoll(room, { settings: { election: { seats: 1, rule: 'mostVotes' } } })
    await voted(pollId, 'o1', 'o2')
    await room.host('closePoll', { pollId })
    await room.host('drawLot', { pollId })
    await room.host('enterPaper', { pollId, ...twice(count(2, 1, 1)) })
    const { outcome } = await room.host('getResult', { pollId })
    expect(outcome).toMatchObject({ status: 'tie', tied: ['o1', 'o2'], decisions: [] })
  })

  test('are taken only where answers are options, and once the question was asked', async () => {
    const { meetingId } = await runningPoll(room)
    const rating = await room.host('createPoll', { meetingId, kind: 'rating', question: 'How?' })
    const draft = twice(count(2, 2, 0))
    expect((await room.tryHost('enterPaper', { pollId: rating.poll.id, ...draft })).json.code).toBe('pollNeverOpened')
    await room.host('openPoll', { pollId: rating.poll.id })
    expect((await room.tryHost('enterPaper', { pollId: rating.poll.id, ...draft })).json.code).toBe('paperNotTaken')
  })

  test('are in no byte of the room while the result is hidden', async () => {
    const { pollId } = await runningPoll(room)
    await room.host('enterPaper', { pollId, ...twice(count(4321, 4000, 321)) })
    const phone = await room.phone()
    const view = await room.lan('GET', '/api/view', { headers: { Authorization: `Bearer ${phone.token}` } })
    expect(view.text).toContain(pollId)
    expect(view.text).not.toMatch(/4321|4000|paper/)
  })
})

describe('what a meeting with paper ballots leaves behind', () => {
  async function held(): Promise<string> {
    const { meetingId, pollId } = await runningPoll(room, { settings: { blank: true } })
    await voted(pollId, 'o1', 'o1', 'o2')
    await room.host('closePoll', { pollId })
    const withBlank = { ...count(20, 12, 7, 'hands'), blank: 1 }
    await room.host('enterPaper', { pollId, ...twice(withBlank) })
    await room.host('endMeeting', { meetingId })
    return meetingId
  }
  const exported = async (meetingId: string, format: string, from = room) =>
    (await from.tryHost('exportMeeting', { meetingId, format })).text

  test('holds together, is found out when changed, and comes back in the same bytes', async () => {
    const meetingId = await held()
    const text = await exported(meetingId, 'json')
    const verified = verifyDocument(JSON.parse(text))
    expect(verified).toMatchObject({ ok: true, value: { findings: [], logged: true } })
    const changed = JSON.parse(text)
    changed.polls[0].rounds[0].paper.options[0].count = 13
    changed.polls[0].rounds[0].paper.options[1].count = 6
    expect(verifyDocument(changed)).toMatchObject({
      value: { findings: [{ code: 'paperChanged' }, { code: 'resultWrong' }] },
    })
    const away = await startRoom()
    expect((await away.tryHost('importMeeting', { document: changed })).json.code).toBe('importChanged')
    expect((await away.tryHost('importMeeting', { document: JSON.parse(text) })).status).toBe(200)
    expect(await exported(meetingId, 'json', away)).toBe(text)
    await away.close()
  })

  test('says in minutes and tables what was counted by hand', async () => {
    const meetingId = await held()
    const minutes = await exported(meetingId, 'html')
    expect(minutes).toContain('Votes on phones: 3. Raised hands, counted by hand: 20.')
    expect(minutes).toContain('3 voted / 3 joined')
    expect(minutes.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ')).toContain(
      'counted by hand and entered twice: 20 raised hands (Sea 12, Hills 7, Nowhere 0, Blank votes 1)',
    )
    const table = Papa.parse<Record<string, string>>((await exported(meetingId, 'csv')).slice(1), { header: true })
    const rows = table.data.slice(0, 4).map((row) => [row['Option'], row['Votes'], row['Counted by hand']])
    expect(rows).toEqual([
      ['Sea', '14', '12'],
      ['Hills', '8', '7'],
      ['Nowhere', '0', '0'],
      ['Blank votes', '1', '1'],
    ])
  })
})
