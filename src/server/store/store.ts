import { randomBytes, randomInt } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { codeAlphabet } from '../../domain/meeting.ts'
import type { OperationContext, Store } from '../operations/ports.ts'
import { makeDataFolder } from './dataFolder.ts'
import { lockFolder } from './lock.ts'
import { openDatabase } from './open.ts'
import { createQueries } from './queries.ts'
import { createTransaction } from './transaction.ts'
import { Writer } from './writer.ts'

/** The log is folded into the file when it has been quiet for this long: a damaged log loses rows silently. */
const checkpointAfterMs = 30_000

/**
 * Opens the store of a data folder, for this program alone until it is closed. Throws `DataFolderProblem`, `NewerFile`,
 * `NotDurable` or SQLite's own error.
 */
export function openStore(dataDir: string, nowMs: () => number, clockMs: () => number = nowMs): Store {
  const { db, release } = openAlone(dataDir)
  const read = createQueries(db)
  const writer = new Writer(db, createTransaction(db, read), () => newContext(nowMs(), clockMs()))
  let idle: NodeJS.Timeout | null = null

  const checkpointWhenIdle = (): void => {
    if (idle !== null) clearTimeout(idle)
    idle = setTimeout(() => checkpoint(db), checkpointAfterMs).unref()
  }

  return {
    read,
    write(operation, input) {
      checkpointWhenIdle()
      return writer.write(operation, input)
    },
    close() {
      if (idle !== null) clearTimeout(idle)
      writer.close()
      checkpoint(db)
      db.close()
      // Last: whoever waits for the folder finds a file that is folded and closed.
      release()
      return Promise.resolve()
    },
  }
}

function openAlone(dataDir: string): { db: Database; release: () => void } {
  makeDataFolder(dataDir)
  const release = lockFolder(dataDir)
  try {
    return { db: openDatabase(dataDir), release }
  } catch (error) {
    release()
    throw error
  }
}

/** A checkpoint that fails (full disk, a reader in the way) loses nothing: the log stays and the next one folds it. */
function checkpoint(db: Database): void {
  try {
    db.pragma('wal_checkpoint(TRUNCATE)')
  } catch {
    // Said above: nothing is lost, and every write reports the disk's trouble by itself.
  }
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
