import { existsSync, readSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { DataFolderProblem } from './dataFolder.ts'
import { holdFile } from './heldFile.ts'
import { inspectLog, readLog } from './logFile.ts'
import { formatOf } from './migrations.ts'
import { arePagesSound } from './pageSums.ts'

/** "SOH1": tells our files from other SQLite databases. */
export const applicationId = 0x534f4831

/** Written at the end of every start (`lastPorts.ts`): where it lies, there has been a database. */
const markOfFormerStart = 'last-ports.json'
/** Written at every start too (`http/hostSecret.ts`), but in development before there is a database. */
const markOfAnyStart = 'host-secret'

/**
 * Looks at what lies at the database's path and refuses what we must not write to, before anything is written. Throws
 * `DataFolderProblem` (`notOurFile`, `damaged`) or `NewerFile`.
 */
export function inspectDatabase(path: string): void {
  const file = statSync(path, { throwIfNoEntry: false })
  if (file !== undefined && !file.isFile()) throw new DataFolderProblem('notOurFile', path)
  if (file === undefined || file.size === 0) refuseLostFile(path, file !== undefined)
  else {
    refuseForeignFile(path)
    refuseUnsoundFile(path)
  }
}

/** SQLite takes an empty file for a new database and deletes the log beside it, votes and all. */
function refuseLostFile(path: string, isThere: boolean): void {
  const log = statSync(`${path}-wal`, { throwIfNoEntry: false })
  const wasKnown = hasMark(path, markOfFormerStart) || (isThere && hasMark(path, markOfAnyStart))
  if (wasKnown || (log?.size ?? 0) > 0) throw new DataFolderProblem('damaged', path)
}

function hasMark(path: string, mark: string): boolean {
  return existsSync(join(dirname(path), mark))
}

/** Read by hand: SQLite may write beside a file by merely looking into it. */
function refuseForeignFile(path: string): void {
  const header = Buffer.alloc(100)
  readSync(holdFile(path), header, 0, header.length, 0)
  const isSqlite = header.toString('latin1', 0, 16) === 'SQLite format 3\0'
  if (isSqlite && header.readUInt32BE(68) === applicationId) return
  const wasOurs = hasMark(path, markOfFormerStart) || hasMark(path, markOfAnyStart)
  throw new DataFolderProblem(wasOurs ? 'damaged' : 'notOurFile', path)
}

/** Through a connection that only reads: closing any other would fold the log into the file. */
function refuseUnsoundFile(path: string): void {
  // A first start that was killed while it made the file: only a writer can roll that back.
  const readonly = !existsSync(`${path}-journal`)
  const db = new Database(path, { readonly, timeout: 5000 })
  try {
    formatOf(db)
    const log = inspectLog(readLog(`${path}-wal`))
    if (log.damaged || !arePagesSound(path, log)) throw new DataFolderProblem('damaged', path)
    if (db.pragma('quick_check(1)', { simple: true }) !== 'ok') throw new DataFolderProblem('damaged', path)
  } finally {
    db.close()
  }
}
