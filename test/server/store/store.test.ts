import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accept, refuse } from '../../../src/domain/refusal.ts'
import { createMeeting } from '../../../src/server/operations/createMeeting.ts'
import { StoreFailure, type Done, type Operation } from '../../../src/server/operations/ports.ts'
import { closeDatabase } from '../../../src/server/store/foldLog.ts'
import { migrate, migrations, NewerFile } from '../../../src/server/store/migrations.ts'
import { assertDurable, databasePath, NotDurable, openDatabase } from '../../../src/server/store/open.ts'
import { createQueries } from '../../../src/server/store/queries.ts'
import { openStore } from '../../../src/server/store/store.ts'
import { createTransaction } from '../../../src/server/store/transaction.ts'
import { Writer } from '../../../src/server/store/writer.ts'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'soh-store-'))
})
afterEach(() => rmSync(dataDir, { recursive: true, force: true }))

const hashOf = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex')

describe('opening', () => {
  it('is durable after the first write and after a re-open', () => {
    const db = openDatabase(dataDir)
    db.exec("INSERT INTO setting VALUES ('a', '1')")
    expect(() => assertDurable(db)).not.toThrow()
    closeDatabase(db)
    const again = openDatabase(dataDir)
    expect(() => assertDurable(again)).not.toThrow()
    expect(again.pragma('synchronous', { simple: true })).toBe(2)
    again.close()
  })

  it('would notice the weaker promise that the library makes by itself', () => {
    const db = new Database(join(dataDir, 'plain.db'))
    db.pragma('journal_mode = WAL')
    db.exec('CREATE TABLE t (a)')
    expect(() => assertDurable(db)).toThrow(NotDurable)
    db.close()
  })

  it('keeps the file to its owner', () => {
    openDatabase(dataDir).close()
    expect(statSync(databasePath(dataDir)).mode & 0o777).toBe(0o600)
    expect(statSync(dataDir).mode & 0o077).toBe(0)
  })

  it('refuses a file from a newer program and does not touch it', () => {
    openDatabase(dataDir).close()
    const path = databasePath(dataDir)
    const db = new Database(path)
    db.pragma(`user_version = ${migrations.length + 1}`)
    db.pragma('journal_mode = DELETE')
    db.close()
    const before = hashOf(path)
    expect(() => openDatabase(dataDir)).toThrow(NewerFile)
    expect(hashOf(path)).toBe(before)
  })

  it('refuses types that lie', () => {
    const db = openDatabase(dataDir)
    expect(() => db.exec("INSERT INTO poll_round VALUES ('p', 'one', '{}', 1, NULL, '[]', '{}', NULL, NULL)")).toThrow(
      /cannot store TEXT/,
    )
    db.close()
  })
})

describe('migrations', () => {
  it('leave nothing of a step that fails', () => {
    const db = openDatabase(dataDir)
    const half = 'CREATE TABLE half (a TEXT) STRICT; INSERT INTO half VALUES (1, 2);'
    expect(() => migrate(db, [...migrations, half])).toThrow()
    expect(db.pragma('user_version', { simple: true })).toBe(migrations.length)
    expect(db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE name = 'half'").get()).toEqual({ n: 0 })
    db.close()
  })

  it('run once', () => {
    const db = openDatabase(dataDir)
    expect(() => migrate(db)).not.toThrow()
    db.close()
  })
})

describe('the writer', () => {
  const context = { nowMs: 1, clockMs: 1, random: () => 0, newId: () => 'id', newCode: () => 'CODE' }
  const set = (name: string): Operation<string, string> => ({
    name,
    run(tx, input) {
      tx.saveSettings({ pushWindowMs: Number(input), preferredAddress: name })
      return accept<Done<string>>({ value: input, changes: [] })
    },
  })

  it('answers only after the commit, and commits together what came together', async () => {
    const db = openDatabase(dataDir)
    const read = createQueries(db)
    let commits = 0
    const exec = db.exec.bind(db)
    db.exec = (sql) => {
      if (sql === 'COMMIT') commits += 1
      return exec(sql)
    }
    const writer = new Writer({ db, read, tx: createTransaction(db, read) }, () => context)
    const writes = Array.from({ length: 50 }, (_, i) => writer.write(set('x'), String(i)))
    const inTransaction = await Promise.all(writes.map((write) => write.then(() => db.inTransaction)))
    expect(inTransaction).not.toContain(true)
    expect(commits).toBe(1)
    // In order: the last one queued is the one that stands.
    expect(read.settings().pushWindowMs).toBe(49)
    db.close()
  })

  it('lets one that refuses or throws leave no trace, and its neighbours go on', async () => {
    const db = openDatabase(dataDir)
    const read = createQueries(db)
    const writer = new Writer({ db, read, tx: createTransaction(db, read) }, () => context)
    const refusing: Operation<null, never> = {
      name: 'refusing',
      run(tx) {
        tx.saveSettings({ pushWindowMs: 666, preferredAddress: 'refused' })
        return refuse('pollNotOpen')
      },
    }
    const throwing: Operation<null, never> = {
      name: 'throwing',
      run(tx) {
        tx.saveSettings({ pushWindowMs: 777, preferredAddress: 'thrown' })
        throw new Error('broken')
      },
    }
    const [first, second, third] = await Promise.allSettled([
      writer.write(set('good'), '100'),
      writer.write(refusing, null),
      writer.write(throwing, null),
    ])
    expect(first).toMatchObject({ status: 'fulfilled', value: { ok: true } })
    expect(second).toMatchObject({ status: 'fulfilled', value: { ok: false, code: 'pollNotOpen' } })
    expect(third).toMatchObject({ status: 'rejected', reason: { message: 'broken' } })
    expect(read.settings()).toEqual({ pushWindowMs: 100, preferredAddress: 'good' })
    db.close()
  })

  it('says that nothing was stored when the disk is full, and goes on when there is room again', async () => {
    const db = openDatabase(dataDir)
    const read = createQueries(db)
    const writer = new Writer({ db, read, tx: createTransaction(db, read) }, () => context)
    await writer.write(set('before'), '100')
    const pages = db.pragma('page_count', { simple: true }) as number
    db.pragma(`max_page_count = ${pages}`)
    const big: Operation<null, null> = {
      name: 'big',
      run(tx) {
        tx.saveSettings({ pushWindowMs: 1, preferredAddress: 'x'.repeat(100_000) })
        return accept<Done<null>>({ value: null, changes: [] })
      },
    }
    const full = await Promise.allSettled([writer.write(set('beside'), '200'), writer.write(big, null)])
    expect(full.map((one) => one.status)).toEqual(['rejected', 'rejected'])
    expect((full[1] as PromiseRejectedResult).reason).toBeInstanceOf(StoreFailure)
    expect(read.settings().preferredAddress).toBe('before')
    db.pragma('max_page_count = 1000000')
    await writer.write(set('after'), '300')
    expect(read.settings().preferredAddress).toBe('after')
    db.close()
  })

  it('answers when even the rollback fails, mixes nothing up, and goes on when the disk is back', async () => {
    const db = openDatabase(dataDir)
    const read = createQueries(db)
    const writer = new Writer({ db, read, tx: createTransaction(db, read) }, () => context)
    await writer.write(set('before'), '1')
    const exec = db.exec.bind(db)
    let gone = true
    db.exec = (sql) => {
      if (gone && (sql === 'COMMIT' || sql === 'ROLLBACK')) throw new Error('the disk is gone')
      return exec(sql)
    }
    await expect(writer.write(set('lost'), '2')).rejects.toBeInstanceOf(StoreFailure)
    gone = false
    // Begins inside what the failed rollback left, so it is refused, and clears that away.
    await expect(writer.write(set('refused'), '3')).rejects.toBeInstanceOf(StoreFailure)
    expect(read.settings().preferredAddress).toBe('before')
    await writer.write(set('after'), '4')
    expect(read.settings().preferredAddress).toBe('after')
    db.close()
  })

  it('takes nothing more once it is closed', async () => {
    const store = openStore(dataDir, () => 1)
    const queued = store.write(createMeeting, { title: 'Last minute' })
    await store.close()
    expect((await queued).ok).toBe(true)
    await expect(store.write(createMeeting, { title: 'Too late' })).rejects.toBeInstanceOf(StoreFailure)
    const again = openStore(dataDir, () => 1)
    expect(again.read.meetings().map((meeting) => meeting.title)).toEqual(['Last minute'])
    await again.close()
  })
})
