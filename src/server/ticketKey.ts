import { createHmac, randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What the database keeps of a ticket. */
export type TicketMac = (code: string) => Uint8Array

/**
 * Tickets are kept as HMACs. Fifty bits can be searched through by whoever has the file, so the key stands beside it, in a file
 * of its own that only its owner can read, and is in no export. Without that file no ticket is known any more.
 */
export function createTicketMac(dataDir: string): TicketMac {
  let key: Buffer | null = null
  return (code) =>
    createHmac('sha256', (key ??= readKey(join(dataDir, 'ticket-key'))))
      .update(code)
      .digest()
}

function readKey(path: string): Buffer {
  const kept = readKept(path)
  const key = kept ?? randomBytes(32)
  if (kept === null) writeFileSync(path, `${key.toString('base64url')}\n`, { mode: 0o600 })
  // The mode above is for a new file; one that was there keeps its own.
  chmodSync(path, 0o600)
  return key
}

function readKept(path: string): Buffer | null {
  try {
    const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64url')
    return key.length === 32 ? key : null
  } catch {
    return null
  }
}
