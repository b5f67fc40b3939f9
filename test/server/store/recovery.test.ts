import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RecoveryReport } from '../../../src/contract/storage.ts'
import { databasePath } from '../../../src/server/store/open.ts'
import { runningPoll, startRoom, type TestRoom } from '../room.ts'

let dataDir: string
let room: TestRoom | null
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'soh-recovery-'))
  room = null
})
afterEach(async () => {
  await room?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const path = (): string => databasePath(dataDir)

interface Stored {
  readonly meetingId: string
  readonly document: string
}

/** A folder as the program leaves it: a meeting that has ended, with three votes in a closed poll. */
async function stored(): Promise<Stored> {
  const before = await startRoom({ dataDir })
  const { meetingId, pollId } = await runningPoll(before)
  for (const chosen of ['o1', 'o1', 'o2'])
    expect((await (await before.phone()).vote(pollId, [chosen])).status).toBe(200)
  await before.host('closePoll', { pollId })
  await before.host('endMeeting', { meetingId })
  const document = await documentOf(before, meetingId)
  await before.close()
  return { meetingId, document }
}

async function documentOf(from: TestRoom, meetingId: string): Promise<string> {
  return (await from.tryHost('exportMeeting', { meetingId, format: 'json' })).text
}

async function startAgain(): Promise<{ room: TestRoom; report: RecoveryReport | null }> {
  room = await startRoom({ dataDir })
  return { room, report: room.server.recovery }
}

function damage(change: (bytes: Buffer) => void, file = path()): Buffer {
  const bytes = readFileSync(file)
  change(bytes)
  writeFileSync(file, bytes)
  return bytes
}

const flip = (bytes: Buffer, at: number): void => void bytes.writeUInt8(bytes.readUInt8(at) ^ 0x40, at)
const noBackups = (): void => rmSync(join(dataDir, 'backups'), { recursive: true, force: true })

describe('a damaged file', () => {
  it('is kept as it was found, and everything in it is here again', async () => {
    const { meetingId, document } = await stored()
    // The page after the schema; any b-tree page has its kind first, and none is of this kind.
    const found = damage((bytes) => flip(bytes, 0x12))
    const { room: again, report } = await startAgain()
    expect(report).toMatchObject({ source: 'salvaged', whole: true, meetings: 1, ballots: 3, doubtful: 0 })
    expect(await documentOf(again, meetingId)).toBe(document)
    const kept = join(report?.quarantine ?? '', 'show-of-hands.db')
    expect(readFileSync(kept).equals(found)).toBe(true)
    expect(statSync(kept).mode & 0o077).toBe(0)
    expect(statSync(join(kept, '..')).mode & 0o077).toBe(0)
  })

  it('whose pages cannot be read gives what can be', async () => {
    const { meetingId } = await stored()
    noBackups()
    const db = new Database(path(), { readonly: true })
    const root = (name: string): number =>
      db.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name) ?? 0
    const page = root('ballot_key')
    db.close()
    damage((bytes) => bytes.fill(0xa5, (page - 1) * 4096, page * 4096))
    const { room: again, report } = await startAgain()
    expect(report).toMatchObject({ source: 'salvaged', whole: false, meetings: 1, ballots: 3, doubtful: 0 })
    expect((await again.host('getMeeting', { meetingId })).meeting.title).toBe('Annual meeting')
  })

  it('whose ballots are others than when voting closed says so', async () => {
    const { meetingId } = await stored()
    damage((bytes) => {
      // Every copy of the first ballot, so that the one in the table is among them.
      for (let at = bytes.indexOf('{"options":["o2"]}'); at !== -1; at = bytes.indexOf('{"options":["o2"]}', at + 1)) {
        bytes.write('3', at + 14)
      }
    })
    const { room: again, report } = await startAgain()
    expect(report).toMatchObject({ source: 'salvaged', doubtful: 1 })
    expect((await again.host('getMeeting', { meetingId })).meeting.id).toBe(meetingId)
  })

  it('with a ballot that cannot be counted shows the others', async () => {
    const { meetingId } = await stored()
    damage((bytes) => {
      const asked = '{"options":["o2"]}'
      for (let at = bytes.indexOf(asked); at !== -1; at = bytes.indexOf(asked, at + 1)) bytes.write('n', at + 6)
    })
    const { room: again, report } = await startAgain()
    expect(report).toMatchObject({ source: 'salvaged', whole: false, ballots: 2, doubtful: 1 })
    expect((await again.host('getMeeting', { meetingId })).meeting.polls[0]?.voted).toBe(2)
    expect((await again.tryHost('exportMeeting', { meetingId, format: 'html' })).status).toBe(200)
  })

  it.each([
    ['empty', () => truncateSync(path(), 0)],
    ['gone', () => rmSync(path())],
    ['nothing but noise', () => damage((bytes) => bytes.fill(0xa5))],
  ])('that gives nothing is replaced by the newest backup that is sound: %s', async (_name, ruin) => {
    const { meetingId, document } = await stored()
    const backups = join(dataDir, 'backups')
    const newest = readdirSync(backups).sort().at(-1) ?? ''
    writeFileSync(join(backups, newest.replace(/^\d+/, '999999')), 'not a database')
    ruin()
    const { room: again, report } = await startAgain()
    expect(report).toMatchObject({ source: 'backup', meetings: 1, ballots: 3 })
    expect(report?.backupMadeAtMs).toBeTypeOf('number')
    expect(await documentOf(again, meetingId)).toBe(document)
  })

  it('that gives nothing, without a backup, is kept, and the program starts without meetings', async () => {
    await stored()
    noBackups()
    const found = damage((bytes) => bytes.fill(0xa5))
    const { room: again, report } = await startAgain()
    expect(report).toMatchObject({ source: 'empty', meetings: 0, ballots: 0 })
    expect(readFileSync(join(report?.quarantine ?? '', 'show-of-hands.db')).equals(found)).toBe(true)
    await again.host('createMeeting', { title: 'From now on' })
  })

  it('is told of until the host has read it, and never again', async () => {
    await stored()
    damage((bytes) => bytes.fill(0xa5))
    const { room: first } = await startAgain()
    room = await first.restart()
    expect(room.server.recovery).not.toBeNull()
    await room.host('acknowledgeRecovery', {})
    room = await room.restart()
    expect(room.server.recovery).toBeNull()
  })

  it('twice in one moment has two folders', async () => {
    await stored()
    const nowMs = (): number => Date.UTC(2026, 10, 30, 18)
    for (let i = 0; i < 2; i++) {
      damage((bytes) => flip(bytes, 0x12))
      await (await startRoom({ dataDir, nowMs })).close()
    }
    expect(readdirSync(join(dataDir, 'quarantine')).sort()).toEqual(['2026-11-30T18-00-00', '2026-11-30T18-00-00-2'])
  })
})

describe('the log of a killed program', () => {
  /** The files of a program that runs, as a kill would leave them: all votes are in the log. */
  async function killed(): Promise<{ meetingId: string; document: string }> {
    const before = await startRoom({ dataDir })
    const { meetingId, pollId } = await runningPoll(before)
    for (let i = 0; i < 12; i++) await (await before.phone()).vote(pollId, [i % 2 === 0 ? 'o1' : 'o2'])
    const document = await documentOf(before, meetingId)
    const kept = new Map(
      readdirSync(dataDir)
        .filter((name) => /\.db(-wal|-sums)?$/.test(name))
        .map((name) => [name, readFileSync(join(dataDir, name))]),
    )
    await before.close()
    for (const [name, bytes] of kept) writeFileSync(join(dataDir, name), bytes)
    return { meetingId, document }
  }

  it('is read to its end', async () => {
    const { meetingId, document } = await killed()
    const { room: again, report } = await startAgain()
    expect(report).toBeNull()
    expect(await documentOf(again, meetingId)).toBe(document)
  })

  it('with one flipped bit loses no vote behind it, which SQLite would drop without a word', async () => {
    const { meetingId, document } = await killed()
    const log = `${path()}-wal`
    // In a page that later votes wrote again.
    damage((bytes) => flip(bytes, 32 + 4 * (4096 + 24) + 100), log)
    const { room: again, report } = await startAgain()
    expect(report).toMatchObject({ source: 'salvaged', whole: true })
    expect(JSON.parse(await documentOf(again, meetingId))).toEqual(JSON.parse(document))
  })

  it('cut off in the middle of a commit is that of a kill, and no damage', async () => {
    await killed()
    const log = `${path()}-wal`
    truncateSync(log, statSync(log).size - 1000)
    const { report } = await startAgain()
    expect(report).toBeNull()
  })
})

describe('a kill in the middle of the recovery', () => {
  it('is finished by the next start, and the old log does not get into the new file', async () => {
    const { meetingId, document } = await stored()
    damage((bytes) => bytes, path())
    writeFileSync(`${path()}-next`, readFileSync(path()))
    writeFileSync(`${path()}-wal`, 'the log of the damaged file')
    rmSync(path())
    const { room: again } = await startAgain()
    expect(await documentOf(again, meetingId)).toBe(document)
    const [folder = ''] = readdirSync(join(dataDir, 'quarantine'))
    expect(readFileSync(join(dataDir, 'quarantine', folder, 'show-of-hands.db-wal'), 'utf8')).toContain('damaged file')
  })

  it('before anything was moved begins again', async () => {
    await stored()
    writeFileSync(`${path()}-next`, 'complete, but not needed')
    const { report } = await startAgain()
    expect(report).toBeNull()
    expect(existsSync(`${path()}-next`)).toBe(false)
  })
})
