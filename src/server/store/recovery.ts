import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type Database from 'better-sqlite3'
import type { RecoveryReport } from '../../contract/storage.ts'
import { newestSoundBackup } from './backupFiles.ts'
import { DataFolderProblem, makeDataFolder } from './dataFolder.ts'
import { companions, removeDatabase, writeWhole } from './files.ts'
import { applicationId } from './inspect.ts'
import { inspectLog, mendLog, readLog } from './logFile.ts'
import { migrate } from './migrations.ts'
import { databasePath, newDatabase, openDatabase } from './open.ts'
import { salvage, type Salvaged } from './salvage.ts'
import { finishSwap, makeNext, swapIn } from './swap.ts'

const reportPath = (dataDir: string): string => join(dataDir, 'recovery.json')

/**
 * Opens the database of a data folder, whatever has happened to it. A damaged one is moved into `quarantine`, never
 * deleted, and everything that can be read of it is here again; else the newest backup, else nothing. What was done
 * stands in the report until the host has read it.
 *
 * Nobody is asked first: nothing is lost by it, and in the middle of a meeting there may be nobody to ask. Throws like
 * `openDatabase`, except for damage.
 */
export function openOrRecover(dataDir: string, nowMs: () => number): Database.Database {
  const path = databasePath(dataDir)
  makeDataFolder(dataDir)
  finishSwap(path, () => quarantineFor(dataDir, nowMs()))
  try {
    return openDatabase(dataDir)
  } catch (error) {
    if (!(error instanceof DataFolderProblem && error.reason === 'damaged')) throw error
    recover(dataDir, nowMs())
    return openDatabase(dataDir)
  }
}

/** Null once the host has read it. */
export function readReport(dataDir: string): RecoveryReport | null {
  try {
    return JSON.parse(readFileSync(reportPath(dataDir), 'utf8')) as RecoveryReport
  } catch {
    return null
  }
}

/** The host has read it. A copy of it stays beside the damaged file. */
export function forgetReport(dataDir: string): void {
  rmSync(reportPath(dataDir), { force: true })
}

function recover(dataDir: string, atMs: number): void {
  const path = databasePath(dataDir)
  const isSomethingLeft = ['', ...companions].some((part) => existsSync(`${path}${part}`))
  const aside = quarantineFor(dataDir, atMs)
  const found = makeNext(path, (draft) => fill(dataDir, draft))
  const report = { atMs, quarantine: isSomethingLeft ? join(aside, '..') : null, ...found }
  // Told twice rather than never: a kill before the swap finds the damage again.
  writeWhole(reportPath(dataDir), `${JSON.stringify(report, null, 2)}\n`)
  if (isSomethingLeft) writeFileSync(join(aside, '..', 'report.json'), JSON.stringify(report, null, 2), { mode: 0o600 })
  swapIn(path, aside)
}

/** A folder of its own for each time. @returns the path for the database in it */
function quarantineFor(dataDir: string, atMs: number): string {
  const stamp = new Date(atMs).toISOString().slice(0, 19).replaceAll(':', '-')
  for (let attempt = 1; ; attempt++) {
    const folder = join(dataDir, 'quarantine', attempt === 1 ? stamp : `${stamp}-${attempt}`)
    if (existsSync(join(folder, basename(databasePath(dataDir))))) continue
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    return join(folder, basename(databasePath(dataDir)))
  }
}

type Found = Omit<RecoveryReport, 'atMs' | 'quarantine'>

/** Writes the best that there is into `draft`. */
function fill(dataDir: string, draft: string): Found {
  const salvaged = salvageBest(databasePath(dataDir), draft)
  if (salvaged !== null && (salvaged.whole || salvaged.meetings > 0)) {
    const { whole, meetings, ballots, doubtful } = salvaged
    return { source: 'salvaged', whole, meetings, ballots, doubtful, backupMadeAtMs: null }
  }
  removeDatabase(draft)
  const backup = newestSoundBackup(dataDir, draft)
  if (backup !== null) {
    const { meetings, ballots, madeAtMs } = backup
    return { source: 'backup', whole: true, meetings, ballots, doubtful: 0, backupMadeAtMs: madeAtMs }
  }
  removeDatabase(draft)
  const empty = newDatabase(draft)
  migrate(empty)
  empty.close()
  return { source: 'empty', whole: false, meetings: 0, ballots: 0, doubtful: 0, backupMadeAtMs: null }
}

/**
 * Tries the log with its checksums made anew, so that commits behind a flipped bit count, and as SQLite reads it. The
 * damaged file itself is only ever copied.
 */
function salvageBest(path: string, draft: string): Salvaged | null {
  const log = readLog(`${path}-wal`)
  const logs = inspectLog(log).damaged ? [mendLog(log), log] : [log]
  let best: Salvaged | null = null
  for (const variant of logs) {
    const work = `${path}-work`
    const attempt = `${path}-salvaged`
    removeDatabase(work)
    removeDatabase(attempt)
    try {
      writeFileSync(work, mendHeader(readLog(path)), { mode: 0o600 })
      if (variant.length > 0) writeFileSync(`${work}-wal`, variant, { mode: 0o600 })
      writeFileSync(attempt, '', { mode: 0o600 })
      const salvaged = salvage(work, attempt)
      if (best === null || isBetter(salvaged, best)) {
        best = salvaged
        writeFileSync(draft, readFileSync(attempt), { mode: 0o600 })
      }
    } catch {
      // Not even its tables: the next variant, or a backup.
    } finally {
      removeDatabase(work)
      removeDatabase(attempt)
    }
    if (best?.whole === true && best.doubtful === 0) break
  }
  return best
}

function isBetter(one: Salvaged, other: Salvaged): boolean {
  if (one.doubtful !== other.doubtful) return one.doubtful < other.doubtful
  return one.rows > other.rows
}

/** The first bytes of a database say how to read it, and ours are always the same, except for counters. */
function mendHeader(file: Buffer): Buffer {
  const mended = file.length < 4096 ? Buffer.alloc(4096) : Buffer.from(file)
  mended.write('SQLite format 3\0', 0, 'latin1')
  mended.writeUInt16BE(4096, 16)
  // Versions of the format (2: with a log), no reserved bytes, and three numbers that never vary.
  mended.set([2, 2, 0, 64, 32, 32], 18)
  mended.writeUInt32BE(Math.max(1, Math.floor(file.length / 4096)), 28)
  // No free pages, which nobody reads; schema format 4; no vacuum by itself; UTF-8.
  mended.fill(0, 32, 40)
  mended.writeUInt32BE(4, 44)
  mended.fill(0, 48, 56)
  mended.writeUInt32BE(1, 56)
  mended.fill(0, 64, 68)
  mended.writeUInt32BE(applicationId, 68)
  mended.fill(0, 72, 92)
  // The count of pages above is believed only if these two agree.
  mended.copy(mended, 92, 24, 28)
  return mended
}
