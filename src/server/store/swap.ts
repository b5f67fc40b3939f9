import { existsSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { createForOwner } from './lock.ts'
import { companions, removeDatabase, syncFile, syncFolder } from './files.ts'

/**
 * Another database takes the place of the present one, in steps of which a kill may hit any: it is complete and flushed
 * before it is called `next`, and a start that finds `next` without a database finishes the work.
 */

const nextPath = (databasePath: string): string => `${databasePath}-next`

/** Makes a database to take the place: `fill` writes it whole, and leaves it closed. */
export function makeNext<T>(databasePath: string, fill: (path: string) => T): T {
  const draft = `${databasePath}-draft`
  removeDatabase(draft)
  createForOwner(draft)
  try {
    const filled = fill(draft)
    syncFile(draft)
    renameSync(draft, nextPath(databasePath))
    syncFolder(dirname(databasePath))
    return filled
  } catch (error) {
    removeDatabase(draft)
    throw error
  }
}

/** The present database, and what stands beside it, goes to `asidePath`; `next` comes in its place. */
export function swapIn(databasePath: string, asidePath: string): void {
  // The database first: found without its log it would be taken for whole, and the log's votes would be lost.
  moveAside(databasePath, asidePath)
  renameSync(nextPath(databasePath), databasePath)
  syncFolder(dirname(databasePath))
}

function moveAside(databasePath: string, asidePath: string): void {
  for (const part of ['', ...companions]) {
    if (existsSync(`${databasePath}${part}`)) renameSync(`${databasePath}${part}`, `${asidePath}${part}`)
  }
  syncFolder(dirname(asidePath))
}

/** At each start, before the database is looked at. `asidePath` is asked for if something is still in the way. */
export function finishSwap(databasePath: string, asidePath: () => string): void {
  const next = nextPath(databasePath)
  if (!existsSync(next)) return
  if (existsSync(databasePath)) {
    rmSync(next)
    return
  }
  // The log of the old database would be taken for one of the new.
  if (companions.some((part) => existsSync(`${databasePath}${part}`))) moveAside(databasePath, asidePath())
  renameSync(next, databasePath)
  syncFolder(dirname(databasePath))
}

/** Undoes `swapIn`: what had come in its place goes. */
export function swapBack(databasePath: string, asidePath: string): void {
  if (!existsSync(asidePath)) return
  removeDatabase(databasePath)
  moveAside(asidePath, databasePath)
}
