import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openEvents } from './events.ts'
import { startRoom, type Reply, type TestRoom } from './room.ts'

let room: TestRoom
let meetingId: string
beforeEach(async () => {
  room = await startRoom()
  const { meeting } = await room.host('createMeeting', { title: 'Council', admission: 'code' })
  meetingId = meeting.id
  await room.host('startMeeting', { meetingId })
})
afterEach(() => room.close())

const join = (body: object, token?: string): Promise<Reply> =>
  room.lan('POST', '/api/join', {
    body,
    headers: token === undefined ? { 'x-requested-with': 'show-of-hands' } : { authorization: `Bearer ${token}` },
  })

/** As the projector shows it. */
async function shownCode(): Promise<string> {
  const stage = await openEvents(room.hostPort, '/host/stage-events', {
    authorization: `Bearer ${room.server.hostSecret}`,
  })
  const view = (await stage.until(() => true)) as { join: { url: string; roomCode: string } }
  stage.close()
  expect(view.join.url).not.toContain(view.join.roomCode)
  return view.join.roomCode
}

/** Differs from every code that is taken now: nobody can know which they are, so the last digit is moved along. */
function wrong(code: string, step = 1): string {
  return code.slice(0, 5) + String((Number(code[5]) + step) % 10)
}

describe('the level "code"', () => {
  it('asks for the code on the screen, once', async () => {
    const code = await shownCode()
    expect((await join({})).json).toMatchObject({ code: 'roomCodeNeeded', status: 403 })
    expect((await join({ roomCode: wrong(code) })).json).toMatchObject({ code: 'roomCodeWrong', status: 403 })
    const joined = await join({ roomCode: ` ${code.slice(0, 3)} ${code.slice(3)} ` })
    expect(joined.status).toBe(200)
    const { token, attendee } = joined.json as { token: string; attendee: { id: string } }
    const again = await join({ name: 'Ada' }, token)
    expect(again.json).toMatchObject({ attendee: { id: attendee.id, name: 'Ada' } })
  })

  it('takes a join whose answer was lost as the same attendee, without asking again', async () => {
    const key = 'k'.repeat(22)
    const first = await join({ roomCode: await shownCode(), key })
    const again = await join({ key })
    expect(again.json).toEqual(first.json)
  })

  it('stands in no byte that phones receive', async () => {
    const code = await shownCode()
    const { token } = (await join({ roomCode: code })).json as { token: string }
    const [view, me] = [
      await room.lan('GET', '/api/view'),
      await room.lan('GET', '/api/me', { headers: { authorization: `Bearer ${token}` } }),
    ]
    expect(view.text + me.text).not.toContain(code)
  })

  it('slows guesses down, lets the right one wait with them, and locks nobody out who is in', async () => {
    const code = await shownCode()
    const { token } = (await join({ roomCode: code })).json as { token: string }
    // All at once: each is counted before any is answered.
    const guesses = await Promise.all(
      Array.from({ length: 40 }, (_, n) => join({ roomCode: wrong(code, 1 + (n % 9)) })),
    )
    const codes = guesses.map((reply) => (reply.json as { code: string }).code)
    expect(codes.filter((one) => one === 'roomCodeWrong')).toHaveLength(10)
    expect(codes.filter((one) => one === 'tooManyGuesses')).toHaveLength(30)
    const waiting = await join({ roomCode: code })
    expect(waiting.json).toMatchObject({ code: 'tooManyGuesses', status: 429 })
    expect(Number(waiting.headers['retry-after'])).toBeGreaterThan(0)
    expect(Number(waiting.headers['retry-after'])).toBeLessThanOrEqual(60)
    expect((await join({}, token)).status).toBe(200)
    expect((await join({ roomCode: wrong(code) }, token)).status).toBe(200)
    const me = await room.lan('GET', '/api/me', { headers: { authorization: `Bearer ${token}` } })
    expect(me.status).toBe(200)
  })

  it('lets a whole room in from one address, since right codes take no place', async () => {
    const code = await shownCode()
    const joins = await Promise.all(Array.from({ length: 60 }, () => join({ roomCode: code })))
    expect(joins.map(({ status }) => status)).toEqual(joins.map(() => 200))
  })

  it('says that joining is locked before it asks for anything', async () => {
    await room.host('lockJoining', { meetingId, locked: true })
    expect((await join({})).json).toMatchObject({ code: 'joiningLocked' })
  })
})

describe('the level of a meeting', () => {
  it('can be another one until somebody has joined', async () => {
    const { meeting } = await room.host('updateMeeting', { meetingId, admission: 'open' })
    expect(meeting).toMatchObject({ title: 'Council', admission: 'open' })
    await room.phone()
    expect((await room.tryHost('updateMeeting', { meetingId, admission: 'code' })).json).toMatchObject({
      code: 'admissionFixed',
    })
    // Saying the same again changes nothing and is no mistake.
    await room.host('updateMeeting', { meetingId, admission: 'open' })
  })

  it('and the number of people expected are logged, and exported in words', async () => {
    await room.host('updateMeeting', { meetingId, seats: 25 })
    await room.host('updateMeeting', { meetingId, admission: 'open' })
    await room.host('endMeeting', { meetingId })
    const { entries } = await room.host('getLog', { meetingId })
    expect(entries.map(({ act, detail }) => ({ act, detail }))).toEqual([
      { act: 'meetingCreated', detail: { admission: 'code', title: 'Council' } },
      { act: 'meetingStarted', detail: { admission: 'code' } },
      { act: 'seatsChanged', detail: { seats: 25 } },
      { act: 'admissionChanged', detail: { admission: 'open' } },
      { act: 'meetingEnded', detail: { joined: 0 } },
    ])
    const json = await room.tryHost('exportMeeting', { meetingId, format: 'json' })
    expect(json.json).toMatchObject({
      meeting: { admission: 'open', admissionMeans: expect.stringContaining('per browser') as string, seats: 25 },
    })
    const minutes = await room.tryHost('exportMeeting', { meetingId, format: 'html' })
    for (const words of ['One vote per browser', 'People expected: 25', 'Admission: Open']) {
      expect(minutes.text).toContain(words)
    }
  })
})
