import { mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Why a folder cannot hold our meetings:
 * - `notAFolder`: something else has its name
 * - `notWritable`: the system lets us neither make it nor write in it
 * - `notOurFile`: another program's file has the name of our database
 * - `damaged`: it is our database, and it cannot be read in full
 * - `inUse`: another Show of Hands is running with it
 */
export type DataFolderReason = 'notAFolder' | 'notWritable' | 'notOurFile' | 'damaged' | 'inUse'

/** The data folder cannot be used. Nothing in it was changed. */
export class DataFolderProblem extends Error {
  override readonly name = 'DataFolderProblem'
  readonly reason: DataFolderReason
  /** The folder or the file in it that is the matter. */
  readonly path: string

  constructor(reason: DataFolderReason, path: string, cause?: unknown) {
    super(`${path}: ${reason}`, { cause })
    this.reason = reason
    this.path = path
  }
}

/** Makes the folder and those above it, readable by their owner only. Throws `DataFolderProblem`. */
export function makeDataFolder(path: string): void {
  try {
    makeFolder(path)
  } catch (error) {
    throw asFolderProblem(error, path)
  }
}

/** Step by step: Node's own recursive `mkdirSync` never returns for a folder below `/proc` (measured, Node 24). */
function makeFolder(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found?.isDirectory() === true) return
  if (found !== undefined) throw new DataFolderProblem('notAFolder', path)
  const parent = dirname(path)
  if (parent !== path) makeFolder(parent)
  try {
    mkdirSync(path, { mode: 0o700 })
  } catch (error) {
    // Another program that starts at this moment may have been quicker.
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory() !== true) throw error
  }
}

const reasonOfCode: Readonly<Record<string, DataFolderReason>> = {
  ENOTDIR: 'notAFolder',
  // A link that leads nowhere: not there for a reader, there for a maker.
  EEXIST: 'notAFolder',
  ELOOP: 'notAFolder',
  EACCES: 'notWritable',
  EPERM: 'notWritable',
  EROFS: 'notWritable',
  ENOENT: 'notWritable',
  ENAMETOOLONG: 'notWritable',
  EINVAL: 'notWritable',
  EISDIR: 'notOurFile',
  SQLITE_BUSY: 'inUse',
  SQLITE_CANTOPEN: 'notWritable',
  SQLITE_PERM: 'notWritable',
  SQLITE_READONLY: 'notWritable',
  SQLITE_NOTADB: 'damaged',
  SQLITE_CORRUPT: 'damaged',
}

/** What an error of the system or of SQLite means for the folder; any other error stays itself. */
export function asFolderProblem(error: unknown, path: string): unknown {
  if (error instanceof DataFolderProblem || !(error instanceof Error)) return error
  const { code } = error as { code?: unknown }
  if (typeof code !== 'string') return error
  // SQLITE_CANTOPEN_ISDIR and its like say more than is needed here.
  const reason = reasonOfCode[code] ?? reasonOfCode[code.split('_', 2).join('_')]
  return reason === undefined ? error : new DataFolderProblem(reason, path, error)
}
