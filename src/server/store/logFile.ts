import { readFileSync } from 'node:fs'

/**
 * SQLite's write-ahead log, read by hand. SQLite takes the first frame whose checksum is wrong for the end of the log, so
 * one flipped bit drops every later commit without a word (measured: 48 of 100 votes left, `integrity_check` ok). Format:
 * https://www.sqlite.org/fileformat2.html#the_write_ahead_log
 */

const headerBytes = 32
const frameHeaderBytes = 24
const pageBytes = 4096
const frameBytes = frameHeaderBytes + pageBytes
/** Its last bit says that the checksums were made of big-endian words. */
const magic = 0x377f0682

type Sum = readonly [number, number]

/** The checksum of `bytes`, going on from that of what stands before them. */
function sumOf(bytes: Buffer, from: number, to: number, bigEndian: boolean, [a, b]: Sum): Sum {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  for (let at = from; at < to; at += 8) {
    a = (a + view.getUint32(at, !bigEndian) + b) >>> 0
    b = (b + view.getUint32(at + 4, !bigEndian) + a) >>> 0
  }
  return [a, b]
}

/** The checksum that a frame must have, after one with `before`. */
function frameSum(log: Buffer, at: number, bigEndian: boolean, before: Sum): Sum {
  const head = sumOf(log, at, at + 8, bigEndian, before)
  return sumOf(log, at + frameHeaderBytes, at + frameBytes, bigEndian, head)
}

function hasSum(log: Buffer, at: number, [a, b]: Sum): boolean {
  return log.readUInt32BE(at) === a && log.readUInt32BE(at + 4) === b
}

function writeSum(log: Buffer, at: number, [a, b]: Sum): void {
  log.writeUInt32BE(a, at)
  log.writeUInt32BE(b, at + 4)
}

/** Where whole frames begin; a last one that was cut off by a kill is none. */
function frameOffsets(log: Buffer): number[] {
  const count = Math.max(0, Math.floor((log.length - headerBytes) / frameBytes))
  return Array.from({ length: count }, (_, i) => headerBytes + i * frameBytes)
}

/** A frame that ends a transaction says how many pages the database then has. */
const pagesAfterCommit = (log: Buffer, at: number): number => log.readUInt32BE(at + 4)

function isHeaderSound(log: Buffer): boolean {
  const bigEndian = (log.readUInt32BE(0) & 1) === 1
  return (
    (log.readUInt32BE(0) & ~1) === magic &&
    log.readUInt32BE(8) === pageBytes &&
    hasSum(log, 24, sumOf(log, 0, 24, bigEndian, [0, 0]))
  )
}

/** Is the frame of this run of the log? One of its two marks may be what was damaged. */
function belongs(log: Buffer, at: number): boolean {
  return log.readUInt32BE(at + 8) === log.readUInt32BE(16) || log.readUInt32BE(at + 12) === log.readUInt32BE(20)
}

export interface LogState {
  /** Commits stand behind something that cannot be read: SQLite would drop them. */
  readonly damaged: boolean
  /** Pages that the log holds in their newest state; what the database has in their place does not count. */
  readonly pages: ReadonlySet<number>
  /** Pages of the whole database after the last commit; null if the log holds none. */
  readonly pageCount: number | null
}

export function readLog(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0)
    throw error
  }
}

export function inspectLog(log: Buffer): LogState {
  const offsets = frameOffsets(log)
  if (offsets.length === 0) return { damaged: false, pages: new Set(), pageCount: null }
  if (!isHeaderSound(log)) return { damaged: true, pages: new Set(), pageCount: null }

  const bigEndian = (log.readUInt32BE(0) & 1) === 1
  const pages = new Set<number>()
  let waiting: number[] = []
  let pageCount: number | null = null
  let sum: Sum = [log.readUInt32BE(24), log.readUInt32BE(28)]
  for (const [index, at] of offsets.entries()) {
    sum = frameSum(log, at, bigEndian, sum)
    const sound = log.compare(log, 16, 24, at + 8, at + 16) === 0 && hasSum(log, at + 16, sum)
    if (!sound) {
      const rest = offsets.slice(index)
      return { damaged: rest.some((one) => belongs(log, one) && pagesAfterCommit(log, one) > 0), pages, pageCount }
    }
    waiting.push(log.readUInt32BE(at))
    if (pagesAfterCommit(log, at) === 0) continue
    for (const page of waiting) pages.add(page)
    waiting = []
    pageCount = pagesAfterCommit(log, at)
  }
  return { damaged: false, pages, pageCount }
}

/** The numbers of all pages in the log, committed or not. */
export function pagesIn(log: Buffer): number[] {
  return frameOffsets(log).map((at) => log.readUInt32BE(at))
}

/**
 * The log with every checksum made anew, so that SQLite reads it to its end. What was flipped stays flipped, in one page;
 * whether the whole still makes sense is for the reader to check.
 */
export function mendLog(log: Buffer): Buffer {
  const mended = Buffer.from(log)
  const offsets = frameOffsets(log)
  const first = offsets[0]
  if (first === undefined) return mended
  if (!isHeaderSound(log)) {
    mended.writeUInt32BE(magic | (log.readUInt32BE(0) & 1), 0)
    mended.writeUInt32BE(3_007_000, 4)
    mended.writeUInt32BE(pageBytes, 8)
    // Every frame repeats the marks of the header.
    log.copy(mended, 16, first + 8, first + 16)
  }
  const bigEndian = (mended.readUInt32BE(0) & 1) === 1
  let sum = sumOf(mended, 0, 24, bigEndian, [0, 0])
  writeSum(mended, 24, sum)
  for (const at of offsets) {
    mended.copy(mended, at + 8, 16, 24)
    sum = frameSum(mended, at, bigEndian, sum)
    writeSum(mended, at + 16, sum)
  }
  return mended
}
