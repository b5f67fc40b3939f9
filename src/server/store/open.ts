import { chmodSync, closeSync, existsSync, fsyncSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { asFolderProblem, makeDataFolder } from './dataFolder.ts'
import { applicationId, inspectDatabase } from './inspect.ts'
import { createForOwner } from './lock.ts'
import { migrate } from './migrations.ts'

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
export function openDatabase(dataDir: string): Database.Database {
  makeDataFolder(dataDir)
  const path = databasePath(dataDir)
  try {
    inspectDatabase(path)
    const isNew = createForOwner(path)
    keepFromOthers(path)
    const db = openDurably(path)
    if (isNew) syncFolder(dirname(path))
    return db
  } catch (error) {
    throw asFolderProblem(error, path)
  }
}

/** Before it is opened: SQLite gives the files beside a database the mode that the database has at that moment. */
function keepFromOthers(path: string): void {
  for (const file of [path, `${path}-wal`, `${path}-shm`]) if (existsSync(file)) chmodSync(file, 0o600)
}

function openDurably(path: string): Database.Database {
  const db = new Database(path, { timeout: 5000 })
  try {
    // Ahead of the log, so that it stands in the file itself from the first moment: a killed first start left ours.
    db.pragma(`application_id = ${applicationId}`)
    configure(db)
    migrate(db)
    assertDurable(db)
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

/** A new file's name is only safe once its folder is flushed. Not possible, and not needed, on Windows. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
