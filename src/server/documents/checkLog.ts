import { createHash } from 'node:crypto'
import { hashedText, logRoot, type LogEntry } from '../../domain/log.ts'

export function sha256(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Number (from 1) of the first entry that does not follow from the one before it; null where the chain holds. */
export function brokenEntry(log: readonly LogEntry[]): number | null {
  let previous = logRoot
  for (const [index, entry] of log.entries()) {
    if (entry.number !== index + 1 || entry.hash !== sha256(hashedText(previous, entry))) return index + 1
    previous = entry.hash
  }
  return null
}

/** The hash that the minutes print: of the last entry. */
export function headOf(log: readonly LogEntry[]): string {
  return log[log.length - 1]?.hash ?? logRoot
}
