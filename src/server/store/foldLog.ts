import type { Database } from 'better-sqlite3'
import { releaseFile } from './heldFile.ts'
import { pagesIn, readLog } from './logFile.ts'
import { forgetSums, hasSums, noteSums } from './pageSums.ts'

/** The log is folded as soon as it is larger than this; while it is there, a flipped bit in it puts votes at risk. */
export const largestLogBytes = 4 * 1024 * 1024

/**
 * Folds the log into the database and empties it. The only place that does: SQLite's own checkpoints are off
 * (`configure` in `open.ts`), so that the sums of the pages are noted before the log that could restore them is gone.
 * Throws what the disk says; the log stays then, and loses nothing.
 * @returns whether the log is empty; not while another program reads along
 */
export function foldLog(db: Database): boolean {
  const changed = pagesIn(readLog(`${db.name}-wal`))
  if (changed.length === 0 && hasSums(db.name)) return true
  if (!isFolded(db, 'PASSIVE')) return false
  noteSums(db.name, changed)
  return isFolded(db, 'TRUNCATE')
}

function isFolded(db: Database, mode: 'PASSIVE' | 'TRUNCATE'): boolean {
  const rows = db.pragma(`wal_checkpoint(${mode})`) as { busy: number; log: number; checkpointed: number }[]
  return rows.every(({ busy, log, checkpointed }) => busy === 0 && log === checkpointed)
}

/** Closes a database with its log folded. Never throws: SQLite folds what is left by itself, now or at the next start. */
export function closeDatabase(db: Database): void {
  if (!db.open) return
  try {
    if (!foldLog(db)) forgetSums(db.name)
  } catch {
    // What SQLite writes on closing would not match the sums.
    forgetSums(db.name)
  }
  try {
    db.close()
  } catch {
    // A disk that refuses even this has told so with every write.
  }
  releaseFile(db.name)
}
