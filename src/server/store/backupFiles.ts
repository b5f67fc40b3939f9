import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import Database from 'better-sqlite3'
import { backupReasons, type Backup, type BackupReason } from '../../contract/storage.ts'
import { removeDatabase, syncFile, syncFolder } from './files.ts'
import { createForOwner } from './lock.ts'
import { formatOf } from './migrations.ts'

/** Backups in the data folder: `000042-20261130T180625Z-pollClosed.db`. The number orders them, whatever the clock did. */

export const backupFolder = (dataDir: string): string => join(dataDir, 'backups')

const namePattern = new RegExp(
  `^(\\d{6,})-(\\d{4})(\\d\\d)(\\d\\d)T(\\d\\d)(\\d\\d)(\\d\\d)Z-(${backupReasons.join('|')})\\.db$`,
)

/** How many are kept: of those made on the way, and of each kind that is made before something larger. */
const kept = { onTheWay: 20, before: 3 } as const

const classOf = (reason: BackupReason): BackupReason | 'onTheWay' =>
  reason === 'beforeUpdate' || reason === 'beforeRestore' ? reason : 'onTheWay'

interface BackupFile extends Backup {
  readonly number: number
}

function read(dataDir: string, name: string): BackupFile | null {
  const [, number, y, mo, d, h, mi, s, reason] = namePattern.exec(name) ?? []
  const file = statSync(join(backupFolder(dataDir), name), { throwIfNoEntry: false })
  if (number === undefined || file?.isFile() !== true) return null
  const madeAtMs = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`)
  return { id: name, number: Number(number), madeAtMs, reason: reason as BackupReason, bytes: file.size }
}

/** Newest first. */
function backupFiles(dataDir: string): BackupFile[] {
  if (!existsSync(backupFolder(dataDir))) return []
  const files = readdirSync(backupFolder(dataDir)).flatMap((name) => read(dataDir, name) ?? [])
  return files.sort((a, b) => b.number - a.number)
}

/** Newest first. */
export function listBackups(dataDir: string): Backup[] {
  return backupFiles(dataDir).map(({ number: _number, ...backup }) => backup)
}

/** Makes the folder if need be. @returns the path for a new backup */
export function newBackupPath(dataDir: string, reason: BackupReason, nowMs: number): string {
  mkdirSync(backupFolder(dataDir), { recursive: true, mode: 0o700 })
  const number = (backupFiles(dataDir)[0]?.number ?? 0) + 1
  const stamp = new Date(nowMs).toISOString().replace(/[-:]|\.\d+/g, '')
  return join(backupFolder(dataDir), `${String(number).padStart(6, '0')}-${stamp}-${reason}.db`)
}

/** A copy before the format changes: should the new one turn out to be wrong, this is what was there. */
export function backUpForUpdate(db: Database.Database, nowMs: number): void {
  const path = newBackupPath(dirname(db.name), 'beforeUpdate', nowMs)
  removeDatabase(halfOf(path))
  createForOwner(halfOf(path))
  db.prepare('VACUUM INTO ?').run(halfOf(path))
  keepBackup(path)
  pruneBackups(dirname(db.name))
}

/** A backup has this name until it is whole. */
export const halfOf = (path: string): string => `${path}.half`

/** Gives a backup that is whole and checked its name. */
export function keepBackup(path: string): void {
  checkDatabase(halfOf(path))
  syncFile(halfOf(path))
  renameSync(halfOf(path), path)
  syncFolder(dirname(path))
}

/** Removes the oldest where there are more than are kept. */
export function pruneBackups(dataDir: string): void {
  const seen = new Map<string, number>()
  for (const { id, reason } of backupFiles(dataDir)) {
    const kind = classOf(reason)
    const count = (seen.get(kind) ?? 0) + 1
    seen.set(kind, count)
    if (count > (kind === 'onTheWay' ? kept.onTheWay : kept.before)) rmSync(join(backupFolder(dataDir), id))
  }
}

/** Throws unless every page of the database can be read and this program knows its format. */
export function checkDatabase(path: string): { readonly meetings: number; readonly ballots: number } {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    formatOf(db)
    const found = db.pragma('integrity_check(1)', { simple: true })
    if (found !== 'ok') throw new Error(`${path}: ${String(found)}`)
    const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0
    return {
      meetings: count('SELECT count(*) FROM meeting WHERE deleted_at_ms IS NULL'),
      ballots: count('SELECT count(*) FROM ballot'),
    }
  } finally {
    db.close()
  }
}

/** Copies the newest backup that is sound to `to`; null if there is none. */
export function newestSoundBackup(
  dataDir: string,
  to: string,
): { readonly meetings: number; readonly ballots: number; readonly madeAtMs: number } | null {
  for (const { id, madeAtMs } of listBackups(dataDir)) {
    try {
      copyFileSync(join(backupFolder(dataDir), id), to)
      return { ...checkDatabase(to), madeAtMs }
    } catch {
      // An older one, then.
    }
  }
  return null
}
