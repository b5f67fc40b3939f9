import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { newToken } from './identity.ts'

/**
 * The secret that makes somebody the host. Drawn anew at each start, unless a meeting is running: then the program was
 * killed in the middle of it, and console and projector must come back by themselves. Kept beside the database,
 * readable by its owner only, and in no export.
 */
export function hostSecret(dataDir: string, meetingIsRunning: boolean): string {
  const path = join(dataDir, 'host-secret')
  const kept = meetingIsRunning ? readKept(path) : null
  const secret = kept ?? newToken()
  if (kept === null) writeFileSync(path, `${secret}\n`, { mode: 0o600 })
  // The mode above is for a new file; one that was there keeps its own.
  chmodSync(path, 0o600)
  return secret
}

function readKept(path: string): string | null {
  try {
    const text = readFileSync(path, 'utf8').trim()
    return /^[A-Za-z0-9_-]{22}$/.test(text) ? text : null
  } catch {
    return null
  }
}
