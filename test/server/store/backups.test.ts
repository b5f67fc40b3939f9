import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createBackupDesk } from '../../../src/server/operations/backupDesk.ts'
import { listBackups, newBackupPath, pruneBackups } from '../../../src/server/store/backupFiles.ts'
import { migrate, migrations } from '../../../src/server/store/migrations.ts'
import { databasePath, newDatabase } from '../../../src/server/store/open.ts'
import { openStore } from '../../../src/server/store/store.ts'
import { openEvents } from '../events.ts'
import { runningPoll, startRoom, type TestRoom } from '../room.ts'

let dataDir: string
let room: TestRoom | null
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'soh-backups-'))
  room = null
})
afterEach(async () => {
  vi.useRealTimers()
  await room?.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const folder = (): string => join(dataDir, 'backups')
const start = async (): Promise<TestRoom> => (room = await startRoom({ dataDir }))
const exported = async (from: TestRoom, meetingId: string): Promise<string> =>
  (await from.tryHost('exportMeeting', { meetingId, format: 'json' })).text

/** Backups are made behind the command that asks for them; one that is asked for waits for those before it. */
async function settled(from: TestRoom): Promise<void> {
  await from.host('makeBackup', {})
}

describe('backups', () => {
  it('are made when voting closes and when a meeting ends, for the owner alone, each a whole database', async () => {
    const from = await start()
    const { meetingId, pollId } = await runningPoll(from)
    await (await from.phone()).vote(pollId, ['o2'])
    await from.host('closePoll', { pollId })
    await from.host('endMeeting', { meetingId })
    await settled(from)
    const { backups } = await from.host('listBackups', {})
    expect(backups.map(({ reason }) => reason)).toEqual(['asked', 'meetingEnded', 'pollClosed'])
    expect(statSync(folder()).mode & 0o077).toBe(0)
    expect(readdirSync(folder()).sort()).toEqual(backups.map(({ id }) => id).sort())
    for (const { id, bytes } of backups) {
      const path = join(folder(), id)
      expect(statSync(path)).toMatchObject({ size: bytes })
      expect(statSync(path).mode & 0o077).toBe(0)
      const db = new Database(path, { readonly: true })
      expect(db.pragma('journal_mode', { simple: true })).toBe('delete')
      expect(db.prepare('SELECT count(*) AS votes FROM ballot').get()).toEqual({ votes: 1 })
      db.close()
    }
  })

  it('leave nothing in the log when voting has closed', async () => {
    const from = await start()
    const { pollId } = await runningPoll(from)
    await (await from.phone()).vote(pollId, ['o2'])
    expect(statSync(`${databasePath(dataDir)}-wal`).size).toBeGreaterThan(0)
    await from.host('closePoll', { pollId })
    expect(statSync(`${databasePath(dataDir)}-wal`).size).toBe(0)
  })

  it('bring everything back as it was, in a running program, and can be taken back', async () => {
    const from = await start()
    const { meetingId, pollId } = await runningPoll(from)
    await (await from.phone()).vote(pollId, ['o2'])
    await from.host('closePoll', { pollId })
    await from.host('endMeeting', { meetingId })
    const then = await exported(from, meetingId)
    const { backups } = await from.host('makeBackup', {})

    const { meeting: later } = await from.host('createMeeting', { title: 'Later' })
    await from.host('updateMeeting', { meetingId, title: 'Renamed since' })
    const now = await exported(from, meetingId)
    const lobby = await openEvents(from.hostPort, '/host/events', {
      authorization: `Bearer ${from.server.hostSecret}`,
    })
    const restored = await from.host('restoreBackup', { backupId: backups[0]?.id ?? '' })
    expect(await exported(from, meetingId)).toBe(then)
    expect((await from.tryHost('getMeeting', { meetingId: later.id })).status).toBe(404)
    await lobby.until((view) => view.meetings.length === 1)
    lobby.close()
    expect(readdirSync(dataDir).filter((name) => /previous|next|draft/.test(name))).toEqual([])

    // It is on disk, goes on from there, and what was there before is one click away.
    room = await from.restart()
    expect(room.server.recovery).toBeNull()
    expect(await exported(room, meetingId)).toBe(then)
    const [safety] = restored.backups
    expect(safety?.reason).toBe('beforeRestore')
    await room.host('restoreBackup', { backupId: safety?.id ?? '' })
    expect(await exported(room, meetingId)).toBe(now)
  })

  it('of an earlier format are brought to the present one', async () => {
    const from = await start()
    mkdirSync(folder(), { recursive: true })
    const old = newBackupPath(dataDir, 'asked', 1)
    const db = newDatabase(old)
    migrate(db, migrations.slice(0, 1))
    db.exec(`INSERT INTO meeting VALUES ('old', 'Long ago', 'ended', 'open', 'CODE', 'auto', NULL, 1, 2, 3, NULL)`)
    db.close()
    const [backup] = (await from.host('listBackups', {})).backups
    await from.host('restoreBackup', { backupId: backup?.id ?? '' })
    expect((await from.host('listMeetings', {})).meetings.map(({ title }) => title)).toEqual(['Long ago'])
  })

  it('are not restored while a meeting runs', async () => {
    const from = await start()
    const { backups } = await from.host('makeBackup', {})
    await runningPoll(from)
    const reply = await from.tryHost('restoreBackup', { backupId: backups[0]?.id })
    expect([reply.status, reply.json.code]).toEqual([409, 'restoreRunning'])
  })

  it('that are no good change nothing: damaged, newer, gone, or another file', async () => {
    const from = await start()
    const { meeting } = await from.host('createMeeting', { title: 'Here' })
    const { backups } = await from.host('makeBackup', {})
    const id = backups[0]?.id ?? ''
    const whole = readFileSync(join(folder(), id))
    const newer = id.replace(/^\d+/, '000100')
    writeFileSync(join(folder(), newer), whole)
    const db = new Database(join(folder(), newer))
    db.pragma(`user_version = ${migrations.length + 1}`)
    db.close()
    const damaged = id.replace(/^\d+/, '000101')
    writeFileSync(join(folder(), damaged), whole.fill(0xa5, 8192))
    for (const [backupId, code] of [
      [damaged, 'backupDamaged'],
      [newer, 'backupNewer'],
      [id.replace(/^\d+/, '000999'), 'backupNotFound'],
      ['../show-of-hands.db', 'backupNotFound'],
    ]) {
      expect((await from.tryHost('restoreBackup', { backupId })).json.code).toBe(code)
    }
    expect((await from.host('getMeeting', { meetingId: meeting.id })).meeting.title).toBe('Here')
  })

  it('are kept in number, the newest ones, whatever the clock did', () => {
    mkdirSync(folder())
    for (let i = 0; i < 25; i++) writeFileSync(newBackupPath(dataDir, 'timed', 1e12 - i * 86_400_000), `${i}`)
    for (let i = 0; i < 5; i++) writeFileSync(newBackupPath(dataDir, 'beforeUpdate', 1e12), `update ${i}`)
    pruneBackups(dataDir)
    const kept = listBackups(dataDir).map(({ id }) => readFileSync(join(folder(), id), 'utf8'))
    expect(kept.slice(0, 3)).toEqual(['update 4', 'update 3', 'update 2'])
    expect(kept.slice(3)).toEqual(Array.from({ length: 20 }, (_, i) => `${24 - i}`))
  })
})

describe('a file of an earlier format', () => {
  function old(): void {
    const db = newDatabase(databasePath(dataDir))
    migrate(db, migrations.slice(0, 1))
    db.exec(`INSERT INTO meeting VALUES ('old', 'Long ago', 'ended', 'open', 'CODE', 'auto', NULL, 1, 2, 3, NULL)`)
    db.close()
  }

  it('is copied before it is changed', async () => {
    old()
    const store = openStore(dataDir, () => 1e12)
    expect(store.read.meetings().map(({ title }) => title)).toEqual(['Long ago'])
    const [backup] = store.backups()
    await store.close()
    expect(backup?.reason).toBe('beforeUpdate')
    const db = new Database(join(folder(), backup?.id ?? ''), { readonly: true })
    expect(db.pragma('user_version', { simple: true })).toBe(1)
    expect(db.prepare('SELECT title FROM meeting').all()).toEqual([{ title: 'Long ago' }])
    db.close()
  })
})

describe('a kill in the middle of an update of the format', () => {
  it('leaves the earlier format, whole', async () => {
    const from = await start()
    const { meetingId } = await runningPoll(from)
    const before = await exported(from, meetingId)
    await from.close()
    room = null
    const store = (name: string): string => JSON.stringify(join(import.meta.dirname, '../../../src/server/store', name))
    const script = `import { migrate, migrations } from ${store('migrations.ts')}
      import { openDatabase } from ${store('open.ts')}
      const db = openDatabase(${JSON.stringify(dataDir)})
      db.function('kill', () => process.kill(process.pid, 'SIGKILL'))
      migrate(db, [...migrations, "CREATE TABLE half (a); DELETE FROM ballot; UPDATE poll SET question = ''; SELECT kill()"])`
    const killed = spawnSync(process.execPath, ['--input-type=module', '--eval', script])
    expect([killed.signal, killed.stderr.toString()]).toEqual(['SIGKILL', ''])
    const again = await start()
    expect(again.server.recovery).toBeNull()
    expect(await exported(again, meetingId)).toBe(before)
  })
})

describe('the backup desk', () => {
  it('makes one every few minutes while a meeting runs, something has changed and nobody votes, and else none', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const store = openStore(dataDir, () => 1)
    let running = false
    let voting = false
    const made: string[] = []
    const desk = createBackupDesk(
      {
        read: {
          ...store.read,
          polls: () => (voting ? [{ id: 'p', status: 'open' } as never] : []),
          runningMeeting: () => (running ? ({ id: 'm' } as never) : null),
        },
        fold: () => undefined,
        backUp: (reason) => Promise.reject(new Error(made.push(reason).toString())),
      },
      () => undefined,
    )
    const fiveMinutes = (): void => void vi.advanceTimersByTime(5 * 60_000)
    desk.look(true)
    fiveMinutes()
    expect(made).toEqual([])
    running = true
    desk.look(true)
    fiveMinutes()
    fiveMinutes()
    expect(made).toEqual(['timed'])
    desk.look(false)
    fiveMinutes()
    expect(made).toEqual(['timed', 'timed'])
    voting = true
    desk.look(true)
    fiveMinutes()
    expect(made).toEqual(['timed', 'timed'])
    voting = false
    desk.look(true)
    expect(made).toEqual(['timed', 'timed', 'pollClosed'])
    running = false
    desk.look(true)
    expect(made).toEqual(['timed', 'timed', 'pollClosed', 'meetingEnded'])
    fiveMinutes()
    expect(made).toHaveLength(4)
    desk.stop()
    await store.close()
  })
})
