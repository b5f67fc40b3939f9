import { readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ticketCode } from '../../src/domain/tickets.ts'
import { startRoom, type Reply, type TestRoom } from './room.ts'

let room: TestRoom
let meetingId: string
beforeEach(async () => {
  room = await startRoom()
  const { meeting } = await room.host('createMeeting', { title: 'Council', admission: 'tickets' })
  meetingId = meeting.id
  await room.host('startMeeting', { meetingId })
})
afterEach(() => room.close())

const join = (body: object, token?: string): Promise<Reply> =>
  room.lan('POST', '/api/join', {
    body,
    headers: token === undefined ? { 'x-requested-with': 'show-of-hands' } : { authorization: `Bearer ${token}` },
  })

async function print(size: number, more: { spare?: number; weight?: number } = {}): Promise<string[]> {
  const { sheetId } = await room.host('makeTickets', { meetingId, size, ...more })
  const { tickets } = await room.host('getTicketSheet', { sheetId })
  return tickets.map(({ code }) => code)
}

const codeOf = (reply: Reply): string => (reply.json as { code: string }).code

describe('tickets', () => {
  it('are numbered on through all printings, each with its weight and its spare ones', async () => {
    await print(3, { spare: 2 })
    await print(4, { weight: 5 })
    const { meeting } = await room.host('getMeeting', { meetingId })
    expect(meeting.tickets).toMatchObject([
      { batch: 1, firstNumber: 1, size: 3, spare: 2, weight: 1, redeemed: 0, voided: 0 },
      { batch: 2, firstNumber: 6, size: 4, spare: 0, weight: 5, redeemed: 0, voided: 0 },
    ])
  })

  it('let one attendee in each, with the votes of their printing', async () => {
    const [ticket = ''] = await print(1, { weight: 5 })
    const joined = await join({ ticket: ticket.toLowerCase() })
    expect(joined.status).toBe(200)
    const { attendees } = await room.host('listAttendees', { meetingId })
    expect(attendees.map(({ weight }) => weight)).toEqual([5])
    // The same phone again, with its token: nothing is used up.
    const { token, attendee } = joined.json as { token: string; attendee: { id: string } }
    // As the link of the ticket has it: there the code of the meeting would stand.
    expect((await join({ ticket, code: ticket }, token)).json).toMatchObject({ attendee: { id: attendee.id } })
    expect(codeOf(await join({ ticket }))).toBe('ticketUsed')
  })

  it('shown twice at the same moment let one phone in', async () => {
    const [ticket = ''] = await print(1)
    const replies = await Promise.all(Array.from({ length: 8 }, () => join({ ticket })))
    expect(replies.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(409)])
  })

  it('are told apart in words: none, mistyped, unknown, void, another meeting', async () => {
    const [mine = '', other = ''] = await print(2)
    await room.host('voidTickets', { meetingId, number: 2 })
    expect(codeOf(await join({}))).toBe('ticketNeeded')
    expect(codeOf(await join({ ticket: 'ABC' }))).toBe('ticketMistyped')
    expect(codeOf(await join({ ticket: ticketCode('ABCDEFGHJK') }))).toBe('ticketUnknown')
    expect(codeOf(await join({ ticket: other }))).toBe('ticketVoid')
    await room.host('endMeeting', { meetingId })
    const { meeting } = await room.host('createMeeting', { title: 'Next', admission: 'tickets' })
    await room.host('startMeeting', { meetingId: meeting.id })
    expect(codeOf(await join({ ticket: mine }))).toBe('ticketForeign')
  })

  it('of another level are not asked for, and are none where nobody asks for them', async () => {
    await room.host('endMeeting', { meetingId })
    const { meeting } = await room.host('createMeeting', { title: 'Open' })
    expect((await room.tryHost('makeTickets', { meetingId: meeting.id, size: 1 })).json).toMatchObject({
      code: 'noTickets',
    })
  })

  it('guessed are slowed down; mistyped ones are no guesses', async () => {
    const [ticket = ''] = await print(1)
    for (let n = 0; n < 30; n++) expect(codeOf(await join({ ticket: 'ABC' }))).toBe('ticketMistyped')
    const guesses = await Promise.all(
      Array.from({ length: 25 }, (_, n) =>
        join({ ticket: ticketCode(`ABCDEFGHJ${'0123456789ABCDEFGHJKMNPQRS'.charAt(n)}`) }),
      ),
    )
    expect(guesses.map(codeOf).filter((code) => code === 'ticketUnknown')).toHaveLength(10)
    expect(codeOf(await join({ ticket }))).toBe('tooManyGuesses')
  })

  it('made void put out who joined with them, and leave what was voted', async () => {
    const [ticket = '', spare = ''] = await print(2)
    const { poll } = await room.host('createPoll', { meetingId, kind: 'motion', question: 'Yes?' })
    await room.host('openPoll', { pollId: poll.id })
    const key = 'k'.repeat(22)
    const { token } = (await join({ ticket, key })).json as { token: string }
    const vote = (as: string, key: string): Promise<Reply> =>
      room.lan('PUT', `/api/polls/${poll.id}/ballot`, {
        body: { answer: { options: ['yes'] }, key },
        headers: { authorization: `Bearer ${as}` },
      })
    expect((await vote(token, 'first-key')).status).toBe(200)
    const { meeting } = await room.host('voidTickets', { meetingId, number: 1 })
    expect(meeting.tickets).toMatchObject([{ redeemed: 0, voided: 1 }])
    expect(codeOf(await vote(token, 'second-key'))).toBe('notJoined')
    expect(codeOf(await join({}, token))).toBe('ticketNeeded')
    expect(codeOf(await join({ ticket }, token))).toBe('ticketVoid')
    const again = (await join({ ticket: spare, key }, token)).json as { token: string }
    expect(again.token).not.toBe(token)
    expect((await room.host('getResult', { pollId: poll.id })).tally.people).toBe(1)
    // Void once is void for good, and is told once.
    await room.host('voidTickets', { meetingId, batch: 1 })
    await room.host('voidTickets', { meetingId, batch: 1 })
    const { entries } = await room.host('getLog', { meetingId })
    expect(entries.filter(({ act }) => act === 'ticketsVoided').map(({ detail }) => detail)).toEqual([
      { number: 1, voided: 1, redeemed: 1 },
      { batch: 1, voided: 1, redeemed: 1 },
    ])
    expect((await room.tryHost('voidTickets', { meetingId, number: 99 })).json).toMatchObject({ code: 'ticketUnknown' })
  })

  it('are in clear nowhere on the disk, in no export and no log; their key is for its owner alone', async () => {
    const codes = await print(20)
    await join({ ticket: codes[0] })
    const exports = await Promise.all(
      (['json', 'csv', 'html'] as const).map((format) => room.tryHost('exportMeeting', { meetingId, format })),
    )
    const files = readdirSync(room.dataDir).map((name) => readFileSync(joinPath(room.dataDir, name)).toString('latin1'))
    const all = [...files, ...exports.map(({ text }) => text)].join('\n')
    for (const code of codes) expect(all).not.toContain(code)
    const macs = new Database(joinPath(room.dataDir, 'show-of-hands.db'), { readonly: true })
      .prepare<[], { mac: Buffer }>('SELECT mac FROM ticket')
      .all()
    expect(macs).toHaveLength(20)
    for (const { mac } of macs) {
      for (const { text } of exports) {
        expect(text).not.toContain(mac.toString('hex'))
        expect(text).not.toContain(mac.toString('base64'))
      }
    }
    if (process.platform !== 'win32') {
      expect(statSync(joinPath(room.dataDir, 'ticket-key')).mode & 0o777).toBe(0o600)
    }
  })

  it('are known after a restart; without their key they are not, and the sheet is gone', async () => {
    const { sheetId } = await room.host('makeTickets', { meetingId, size: 2 })
    const { tickets } = await room.host('getTicketSheet', { sheetId })
    room = await room.restart()
    expect((await room.tryHost('getTicketSheet', { sheetId })).json).toMatchObject({ code: 'sheetGone' })
    expect((await join({ ticket: tickets[0]?.code })).status).toBe(200)
    rmSync(joinPath(room.dataDir, 'ticket-key'))
    room = await room.restart()
    expect(codeOf(await join({ ticket: tickets[1]?.code }))).toBe('ticketUnknown')
  })
})
