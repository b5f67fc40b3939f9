import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** Flushes a file's bytes to disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** A name is only safe once its folder is flushed. Not possible, and not needed, on Windows. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

/** Replaces a file whole, for its owner alone: after a power cut it is the old one or the new one, never half of one. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  const half = `${path}.half`
  writeFileSync(half, content, { mode: 0o600 })
  syncFile(half)
  renameSync(half, path)
  syncFolder(dirname(path))
}

/** What stands beside a database: its log, the log's index, the journal of a first start, and the sums of its pages. */
export const companions = ['-wal', '-shm', '-journal', '-sums'] as const

export function removeDatabase(path: string): void {
  for (const part of ['', ...companions]) rmSync(`${path}${part}`, { force: true })
}
