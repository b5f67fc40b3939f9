import { randomBytes, randomInt } from 'node:crypto'
import { statSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import type { Backup, BackupReason, RecoveryReport } from '../../contract/storage.ts'
import { codeAlphabet } from '../../domain/meeting.ts'
import { accept, refuse, type Result } from '../../domain/refusal.ts'
import { StoreFailure, type OperationContext, type Queries, type Store, type StoreNews } from '../operations/ports.ts'
import { listBackups } from './backupFiles.ts'
import { makeBackup, prepareBackup } from './backups.ts'
import { DataFolderProblem, makeDataFolder } from './dataFolder.ts'
import { createDiskCare } from './diskCare.ts'
import { removeDatabase } from './files.ts'
import { closeDatabase, foldLog, largestLogBytes } from './foldLog.ts'
import { lockFolder } from './lock.ts'
import { NewerFile } from './migrations.ts'
import { databasePath, openDatabase, reopenDatabase } from './open.ts'
import { createQueries } from './queries.ts'
import { forgetReport, openOrRecover, readReport } from './recovery.ts'
import { swapBack, swapIn } from './swap.ts'
import { createTransaction } from './transaction.ts'
import { Writer, type Connection } from './writer.ts'

/** The log is folded into the file when it has been quiet for this long: a damaged log loses rows silently. */
const checkpointAfterMs = 30_000

/** How long closing waits for a backup of what has just ended. The system gives a program little time to quit. */
const copyWithinMs = 1000

/**
 * Opens the store of a data folder, for this program alone until it is closed; a damaged file is dealt with
 * (`recovery.ts`). Throws `DataFolderProblem`, `NewerFile`, `NotDurable` or SQLite's own error.
 */
export function openStore(dataDir: string, nowMs: () => number, clockMs: () => number = nowMs): Store {
  return new FileStore(dataDir, nowMs, clockMs)
}

class FileStore implements Store {
  readonly read: Queries
  readonly #dataDir: string
  readonly #nowMs: () => number
  readonly #release: () => void
  readonly #writer: Writer
  readonly #care: ReturnType<typeof createDiskCare>
  #connection: Connection
  #report: RecoveryReport | null
  #news: StoreNews = { health: () => undefined, replaced: () => undefined }
  #idle: NodeJS.Timeout | null = null
  /** Backups and restores, one after the other. */
  #copying: Promise<unknown> = Promise.resolve()

  constructor(dataDir: string, nowMs: () => number, clockMs: () => number) {
    const { db, release } = openAlone(dataDir, nowMs)
    this.#dataDir = dataDir
    this.#nowMs = nowMs
    this.#release = release
    this.#connection = connect(db)
    this.#report = readReport(dataDir)
    this.read = follow(() => this.#connection.read)
    this.#care = createDiskCare({
      pause: () => this.#writer.pause(),
      reopen: () => this.#reopen(),
      tryDisk: () => tryDisk(this.#connection.db),
      onChange: (cause) => this.#news.health(cause),
    })
    this.#writer = new Writer(this.#connection, () => newContext(nowMs(), clockMs()), {
      onCommit: () => {
        this.#care.stored()
        if (sizeOf(`${this.#connection.db.name}-wal`) > largestLogBytes) this.fold()
      },
      onFailure: (error) => this.#care.failed(error),
    })
  }

  write: Store['write'] = (operation, input) => {
    if (this.#idle !== null) clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.fold(), checkpointAfterMs).unref()
    return this.#writer.write(operation, input)
  }

  follow(news: StoreNews): void {
    this.#news = news
  }

  health: Store['health'] = () => ({ trouble: this.#care.trouble(), recovery: this.#report })

  acknowledge(): void {
    forgetReport(this.#dataDir)
    this.#report = null
    this.#news.health()
  }

  fold(): void {
    if (this.#care.trouble() !== null) return
    try {
      foldLog(this.#connection.db)
    } catch (error) {
      this.#care.failed(error)
    }
  }

  backups(): ReturnType<Store['backups']> {
    return listBackups(this.#dataDir)
  }

  backUp: Store['backUp'] = (reason) => this.#afterCopying(() => this.#backUp(reason))

  restore: Store['restore'] = (id) => this.#afterCopying(() => this.#restore(id))

  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle)
    this.#care.stop()
    this.#writer.close()
    await Promise.race([this.#copying, delay(copyWithinMs, undefined, { ref: false })])
    closeDatabase(this.#connection.db)
    // A copy that was still under way has ended with its database.
    await this.#copying
    // Last: whoever waits for the folder finds a file that is folded and closed.
    this.#release()
  }

  #afterCopying<T>(copy: () => Promise<T>): Promise<T> {
    const done = this.#copying.then(copy)
    this.#copying = done.catch(() => undefined)
    return done
  }

  async #backUp(reason: BackupReason): Promise<Backup> {
    try {
      return await makeBackup(this.#connection.db, reason, this.#nowMs())
    } catch (error) {
      throw new StoreFailure('the backup could not be made', { cause: error })
    }
  }

  #reopen(): void {
    const before = this.#connection.db
    let db: Database
    try {
      db = reopenDatabase(this.#dataDir)
      before.close()
    } catch (error) {
      if (!(error instanceof DataFolderProblem && error.reason === 'damaged')) throw error
      closeDatabase(before)
      db = openOrRecover(this.#dataDir, this.#nowMs)
    }
    this.#goOn(db)
  }

  #goOn(db: Database): void {
    this.#connection = connect(db)
    this.#report = readReport(this.#dataDir)
    this.#writer.resume(this.#connection)
    this.#news.replaced()
  }

  async #restore(id: string): Promise<Result<null>> {
    if (this.read.runningMeeting() !== null) return refuse('restoreRunning')
    if (!this.backups().some((backup) => backup.id === id)) return refuse('backupNotFound')
    // The copy to fall back on, before anything is touched.
    await this.#backUp('beforeRestore')
    try {
      prepareBackup(this.#dataDir, id)
    } catch (error) {
      if (isDiskTrouble(error)) throw new StoreFailure('the backup could not be copied', { cause: error })
      return refuse(error instanceof NewerFile ? 'backupNewer' : 'backupDamaged')
    }
    // Started while the copies were made: then it stays.
    if (this.read.runningMeeting() !== null) return refuse('restoreRunning')
    this.#putInPlace()
    return accept(null)
  }

  /** In one turn of the event loop, so that nobody reads or writes between. */
  #putInPlace(): void {
    const path = databasePath(this.#dataDir)
    const previous = `${path}-previous`
    removeDatabase(previous)
    this.#writer.pause()
    closeDatabase(this.#connection.db)
    try {
      swapIn(path, previous)
      this.#goOn(openDatabase(this.#dataDir, this.#nowMs))
    } catch (error) {
      swapBack(path, previous)
      this.#goOn(openOrRecover(this.#dataDir, this.#nowMs))
      throw new StoreFailure('the backup could not be opened', { cause: error })
    }
    removeDatabase(previous)
  }
}

function openAlone(dataDir: string, nowMs: () => number): { db: Database; release: () => void } {
  makeDataFolder(dataDir)
  const release = lockFolder(dataDir)
  try {
    return { db: openOrRecover(dataDir, nowMs), release }
  } catch (error) {
    release()
    throw error
  }
}

function connect(db: Database): Connection {
  const read = createQueries(db)
  return { db, read, tx: createTransaction(db, read) }
}

/** Reads of whatever connection is open at the moment. */
function follow(current: () => Queries): Queries {
  return new Proxy({} as Queries, { get: (_target, name) => Reflect.get(current(), name) as unknown })
}

/** As much as a room's votes of a moment need; nothing of it stays. */
const tryBytes = 65_536

function tryDisk(db: Database): void {
  const put = db.prepare("INSERT INTO setting (name, value) VALUES ('try', ?)")
  const take = db.prepare("DELETE FROM setting WHERE name = 'try'")
  db.transaction(() => {
    put.run('0'.repeat(tryBytes))
    take.run()
  }).immediate()
  foldLog(db)
}

function isDiskTrouble(error: unknown): boolean {
  return /^(SQLITE_(FULL|IOERR)|E(NOSPC|DQUOT|IO|ROFS|ACCES)$)/.test(String((error as { code?: unknown }).code))
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}

function newContext(nowMs: number, clockMs: number): OperationContext {
  return {
    nowMs,
    clockMs,
    random: (below) => randomInt(below),
    newId: () => randomBytes(16).toString('base64url'),
    // 256 is a multiple of the alphabet's 32 letters, so every letter is equally likely.
    newCode: (length) => Array.from(randomBytes(length), (byte) => codeAlphabet[byte % codeAlphabet.length]).join(''),
  }
}
