import { closeSync, fstatSync, openSync, statSync } from 'node:fs'

/**
 * Reading a database's own file beside SQLite. Closing any descriptor of a file drops the locks that SQLite holds on it in
 * this process (POSIX), and another program could then take the log away under us. So one descriptor is opened once, and
 * closed after the database.
 */
const held = new Map<string, number>()

/** A descriptor for reading; never to be closed but by `releaseFile`. */
export function holdFile(path: string): number {
  const known = held.get(path)
  if (known !== undefined) {
    if (fstatSync(known).ino === statSync(path).ino) return known
    // Another file has this name since, so nobody's locks are dropped.
    releaseFile(path)
  }
  const file = openSync(path, 'r')
  held.set(path, file)
  return file
}

/** When no connection of this process has the file open any more. */
export function releaseFile(path: string): void {
  const file = held.get(path)
  if (file === undefined) return
  held.delete(path)
  closeSync(file)
}
