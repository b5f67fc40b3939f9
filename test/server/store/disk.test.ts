import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openEvents, type TestEvents } from '../events.ts'
import { runningPoll, startRoom, type TestPhone, type TestRoom } from '../room.ts'

let room: TestRoom
let phones: TestPhone[]
let pollId: string
let meetingId: string
let console: TestEvents
/** The program's own connection, caught at work. */
let db: Database.Database

beforeEach(async () => {
  const exec = vi.spyOn(Database.prototype, 'exec')
  room = await startRoom()
  ;({ pollId, meetingId } = await runningPoll(room))
  db = exec.mock.contexts.at(-1) as Database.Database
  vi.restoreAllMocks()
  phones = []
  for (let i = 0; i < 60; i++) phones.push(await room.phone())
  console = await openEvents(room.hostPort, `/host/events?meeting=${meetingId}`, {
    authorization: `Bearer ${room.server.hostSecret}`,
  })
})
afterEach(async () => {
  vi.restoreAllMocks()
  console.close()
  await room.close()
})

const key = (index: number): string => `the-key-${index}`
const statuses = (replies: readonly { status: number }[]): number[] => replies.map(({ status }) => status)

const voteAll = async (): Promise<{ status: number; text: string }[]> =>
  Promise.all(phones.map((phone, index) => phone.vote(pollId, ['o1'], key(index))))

async function counted(): Promise<number> {
  return (await room.host('getResult', { pollId })).tally.people
}

describe('a full disk', () => {
  it('is told to phones and host, loses no counted vote, and is over by itself when there is room again', async () => {
    db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true }) as number}`)
    const first: { status: number; text: string; json: { code?: string } }[] = []
    for (const [index, phone] of phones.entries()) first.push(await phone.vote(pollId, ['o1'], key(index)))
    const refused = first.filter(({ status }) => status !== 200)
    expect(refused.length).toBeGreaterThan(0)
    expect(new Set(refused.map(({ status, json }) => `${status} ${json.code}`))).toEqual(new Set(['507 notStored']))
    expect(refused[0]?.text).toContain('tell the host')
    // Reading goes on, and nothing is counted that was not acknowledged.
    expect(await counted()).toBe(60 - refused.length)
    await console.until((view) => view.storage.trouble === 'full')
    const options = Array.from({ length: 20 }, (_, i) => `${i} ${'x'.repeat(150)}`)
    const large = { meetingId, kind: 'choice', question: 'Which?', options }
    const command = await room.tryHost('createPoll', large)
    expect([command.status, command.json.code]).toEqual([507, 'notKept'])

    db.pragma('max_page_count = 1000000')
    await console.until((view) => view.storage.trouble === null)
    expect(statuses(await voteAll())).toEqual(Array.from({ length: 60 }, () => 200))
    expect(await counted()).toBe(60)
  })
})

describe('an error of the disk', () => {
  /** The disk fails at the next commit, and as long as it is told to. */
  function breakDisk(): { mend(): void } {
    let broken = true
    const error = (): Error => Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_FSYNC' })
    const { exec, pragma } = Database.prototype
    vi.spyOn(Database.prototype, 'exec').mockImplementation(function (this: Database.Database, sql: string) {
      if (broken && sql === 'COMMIT') throw error()
      return exec.call(this, sql)
    })
    vi.spyOn(Database.prototype, 'pragma').mockImplementation(function (this: Database.Database, sql, options) {
      if (broken && sql.startsWith('application_id')) throw error()
      return pragma.call(this, sql, options)
    })
    return { mend: () => (broken = false) }
  }

  it('acknowledges nothing, takes nothing until the file is opened anew, and then goes on', async () => {
    const before = await phones[0]?.vote(pollId, ['o2'], key(0))
    expect(before?.status).toBe(200)
    const disk = breakDisk()
    const failed = await phones[1]?.vote(pollId, ['o1'], key(1))
    expect([failed?.status, failed?.json.code]).toEqual([507, 'notStored'])
    const paused = await phones[2]?.vote(pollId, ['o1'], key(2))
    expect([paused?.status, paused?.json.code]).toEqual([503, 'storePaused'])
    expect(await counted()).toBe(1)
    await console.until((view) => view.storage.trouble === 'failing')

    disk.mend()
    await console.until((view) => view.storage.trouble === null)
    expect(db.open).toBe(false)
    const again = phones.slice(0, 3).map((phone, i) => phone.vote(pollId, [i === 0 ? 'o2' : 'o1'], key(i)))
    const after = await Promise.all(again)
    expect(statuses(after)).toEqual([200, 200, 200])
    expect(after[0]?.json.receipt).toBe(before?.json.receipt)
    expect(await counted()).toBe(3)
  })
})
