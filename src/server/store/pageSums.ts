import { createHash } from 'node:crypto'
import { fstatSync, readFileSync, readSync, rmSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { writeWhole } from './files.ts'
import { holdFile } from './heldFile.ts'
import type { LogState } from './logFile.ts'

/**
 * A checksum of every page of the database, in a file beside it. SQLite's own checks see damage to its structure; a
 * flipped bit in a title or in an answer reads as another title or answer, and nobody would ever know.
 */

const pageBytes = 4096
const sumBytes = 4
const head = 'show-of-hands page sums 1'

export const sumsPath = (databasePath: string): string => `${databasePath}-sums`

/** The sums on disk; null if there are none, or if they are damaged themselves. */
function readSums(databasePath: string): Buffer | null {
  try {
    const file = readFileSync(sumsPath(databasePath))
    const line = file.indexOf('\n')
    const sums = file.subarray(line + 1)
    return file.toString('latin1', 0, line) === `${head} ${digestOf(sums)}` ? sums : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

function digestOf(sums: Buffer): string {
  return createHash('sha256').update(sums).digest('hex')
}

/** Calls `see` with pages of the file, counted from 1. */
function readPages(path: string, wanted: (page: number) => boolean, see: (page: number, sum: number) => void): number {
  const file = holdFile(path)
  const count = Math.floor(fstatSync(file).size / pageBytes)
  const bytes = Buffer.alloc(pageBytes)
  for (let page = 1; page <= count; page++) {
    if (!wanted(page)) continue
    readSync(file, bytes, 0, pageBytes, (page - 1) * pageBytes)
    see(page, crc32(bytes))
  }
  return count
}

/** Is every page that counts as it was written? Yes where nothing is known about it. */
export function arePagesSound(databasePath: string, log: LogState): boolean {
  const sums = readSums(databasePath)
  if (sums === null) return true
  const known = sums.length / sumBytes
  const last = log.pageCount ?? known
  let sound = true
  const counts = (page: number): boolean => page <= Math.min(known, last) && !log.pages.has(page)
  const there = readPages(databasePath, counts, (page, sum) => {
    if (sums.readUInt32BE((page - 1) * sumBytes) !== sum) sound = false
  })
  for (let page = there + 1; page <= Math.min(known, last); page++) if (!log.pages.has(page)) sound = false
  return sound
}

/**
 * Notes the sums of what a checkpoint has just written. `changed`: the pages it may have touched; others keep theirs.
 * Throws, with no sums left, if they cannot be written: wrong ones would call a sound file damaged.
 */
export function noteSums(databasePath: string, changed: readonly number[]): void {
  try {
    const before = readSums(databasePath)
    const known = (before?.length ?? 0) / sumBytes
    const touched = new Set(changed)
    const made = new Map<number, number>()
    const wanted = (page: number): boolean => page > known || touched.has(page)
    const count = readPages(databasePath, wanted, (page, sum) => void made.set(page, sum))
    const sums = Buffer.alloc(count * sumBytes)
    before?.copy(sums)
    for (const [page, sum] of made) sums.writeUInt32BE(sum, (page - 1) * sumBytes)
    writeWhole(sumsPath(databasePath), Buffer.concat([Buffer.from(`${head} ${digestOf(sums)}\n`, 'latin1'), sums]))
  } catch (error) {
    forgetSums(databasePath)
    throw error
  }
}

export const hasSums = (databasePath: string): boolean => readSums(databasePath) !== null

/** Where even this is refused, the next start calls a sound file damaged: that costs a copy, and no data. */
export function forgetSums(databasePath: string): void {
  try {
    rmSync(sumsPath(databasePath), { force: true })
  } catch {
    // Said above.
  }
}
