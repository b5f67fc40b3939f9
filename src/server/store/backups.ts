import { copyFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import type { Backup, BackupReason } from '../../contract/storage.ts'
import {
  backupFolder,
  checkDatabase,
  halfOf,
  keepBackup,
  listBackups,
  newBackupPath,
  pruneBackups,
} from './backupFiles.ts'
import { removeDatabase } from './files.ts'
import { createForOwner } from './lock.ts'
import { migrate } from './migrations.ts'
import { databasePath } from './open.ts'
import { makeNext } from './swap.ts'

/**
 * Copies a running database by SQLite's own means, page by page between other work; votes that come meanwhile are in it.
 * A copy counts once every page of it has been read, and it is flushed.
 */
export async function makeBackup(db: Database.Database, reason: BackupReason, nowMs: number): Promise<Backup> {
  const dataDir = dirname(db.name)
  const path = newBackupPath(dataDir, reason, nowMs)
  const half = halfOf(path)
  removeDatabase(half)
  createForOwner(half)
  try {
    await db.backup(half)
    const copy = new Database(half)
    // All in one file, with no log beside it that could be forgotten.
    copy.pragma('journal_mode = DELETE')
    copy.close()
    keepBackup(path)
  } catch (error) {
    removeDatabase(half)
    throw error
  }
  pruneBackups(dataDir)
  const made = listBackups(dataDir).find(({ id }) => id === basename(path))
  if (made === undefined) throw new Error(`${path} is gone`)
  return made
}

/** A copy of a backup, checked and in the present format, is made ready to take the database's place. Throws if it is no good. */
export function prepareBackup(dataDir: string, id: string): void {
  makeNext(databasePath(dataDir), (draft) => {
    copyFileSync(join(backupFolder(dataDir), id), draft)
    checkDatabase(draft)
    const db = new Database(draft)
    try {
      migrate(db)
    } finally {
      db.close()
    }
    checkDatabase(draft)
  })
}
