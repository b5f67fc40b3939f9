import { chmodSync, existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { asFolderProblem, DataFolderProblem, makeDataFolder } from './dataFolder.ts'
import { syncFolder } from './files.ts'
import { backUpForUpdate } from './backupFiles.ts'
import { foldLog } from './foldLog.ts'
import { releaseFile } from './heldFile.ts'
import { applicationId, inspectDatabase } from './inspect.ts'
import { createForOwner } from './lock.ts'
import { isOlder, migrate } from './migrations.ts'

/** The database refuses to run with weaker promises than we make. */
export class NotDurable extends Error {
  override readonly name = 'NotDurable'
}

/** Path of the database in a data folder. */
export function databasePath(dataDir: string): string {
  return join(dataDir, 'show-of-hands.db')
}

/**
 * Opens or creates the database so that a commit is on disk when it returns.
 *
 * better-sqlite3 is compiled so that WAL silently means synchronous=NORMAL: right after `journal_mode=WAL` the pragma
 * still reports FULL, after the first transaction and on every re-open it is NORMAL, and a power cut then loses
 * acknowledged votes (measured: 300 of 300). So FULL is set after WAL and asserted after the first write.
 *
 * Throws `DataFolderProblem` or `NewerFile` with everything left as it was, `NotDurable`, or SQLite's own error.
 */
export function openDatabase(dataDir: string, nowMs: () => number = Date.now): Database.Database {
  makeDataFolder(dataDir)
  const path = databasePath(dataDir)
  try {
    inspectDatabase(path)
    const isNew = createForOwner(path)
    keepFromOthers(path)
    const db = openDurably(path, nowMs)
    if (isNew) syncFolder(dirname(path))
    return db
  } catch (error) {
    releaseFile(path)
    throw asFolderProblem(error, path)
  }
}

/**
 * Another connection beside one that has failed, which is closed afterwards: with what is on disk, all of it flushed.
 * Throws as `openDatabase` does.
 */
export function reopenDatabase(dataDir: string): Database.Database {
  const path = databasePath(dataDir)
  try {
    const db = openDurably(path, Date.now)
    if (db.pragma('quick_check(1)', { simple: true }) === 'ok') return db
    db.close()
    throw new DataFolderProblem('damaged', path)
  } catch (error) {
    throw asFolderProblem(error, path)
  }
}

/** Before it is opened: SQLite gives the files beside a database the mode that the database has at that moment. */
function keepFromOthers(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600)
}

/** A database in one file, with our mark and nothing else in it. */
export function newDatabase(path: string): Database.Database {
  const db = new Database(path)
  db.pragma(`application_id = ${applicationId}`)
  return db
}

function openDurably(path: string, nowMs: () => number): Database.Database {
  const db = new Database(path, { timeout: 5000 })
  try {
    // `foldLog` does it, and notes the sums of the pages.
    db.pragma('wal_autocheckpoint = 0')
    // Ahead of the log, so that it stands in the file itself from the first moment: a killed first start left ours.
    db.pragma(`application_id = ${applicationId}`)
    configure(db)
    if (isOlder(db)) backUpForUpdate(db, nowMs())
    migrate(db)
    assertDurable(db)
    foldLog(db)
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function configure(db: Database.Database): void {
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  if (process.platform === 'darwin') {
    // Plain fsync does not flush the drive's own cache on macOS.
    db.pragma('fullfsync = ON')
    db.pragma('checkpoint_fullfsync = ON')
  }
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('cell_size_check = ON')
  db.pragma('journal_size_limit = 8388608')
}

/** Throws `NotDurable` unless commits are flushed. Meaningful only after a write (see `openDatabase`). */
export function assertDurable(db: Database.Database): void {
  const synchronous = db.pragma('synchronous', { simple: true })
  const journal = db.pragma('journal_mode', { simple: true })
  const full = 2
  if (synchronous !== full || journal !== 'wal') {
    throw new NotDurable(
      `SQLite runs with journal_mode=${String(journal)} and synchronous=${String(synchronous)}, not wal and FULL`,
    )
  }
}
