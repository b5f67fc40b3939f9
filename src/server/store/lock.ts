import { chmodSync, closeSync, openSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { asFolderProblem, DataFolderProblem } from './dataFolder.ts'

/** A program that is just closing, or was just killed, gets this long to let go. */
const waitMs = 2000

/**
 * Keeps the folder for this program alone: a second one would answer from stale results and tell its own screens only.
 *
 * SQLite's lock on a small file of its own, so that the database stays readable by others. The system releases it when
 * the process ends, however it ends: a kill leaves nothing behind. Throws `DataFolderProblem` (`inUse`).
 * @returns releases the folder
 */
export function lockFolder(dataDir: string): () => void {
  const path = join(dataDir, 'show-of-hands.lock')
  let lock: Database.Database | null = null
  try {
    if (!createForOwner(path)) chmodSync(path, 0o600)
    lock = new Database(path, { timeout: waitMs })
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    const problem = asFolderProblem(error, path)
    const isTaken = problem instanceof DataFolderProblem && problem.reason === 'inUse'
    throw isTaken ? new DataFolderProblem('inUse', dataDir, error) : problem
  }
  const held = lock
  return () => void held.close()
}

/**
 * Makes an empty file that others can never read, not even for a moment; one that exists is left alone. Never opens an
 * existing file: closing it again would drop the locks that SQLite holds on it in this process.
 * @returns whether it was made
 */
export function createForOwner(path: string): boolean {
  try {
    closeSync(openSync(path, 'wx', 0o600))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}
