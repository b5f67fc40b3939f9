/** What the host is told about the file that holds the meetings. */

/**
 * Why nothing can be stored now: the disk takes no more (`full`), or reading and writing fail (`failing`). Everything
 * stored before is safe; the program tries again by itself.
 */
export type StorageTrouble = 'full' | 'failing'

/** What the program did about a damaged file. */
export interface RecoveryReport {
  readonly atMs: number
  /** Folder that holds the damaged file as it was found; null if nothing was left of it. */
  readonly quarantine: string | null
  /** Where the meetings that are here now come from: read from the damaged file, from a backup, or nowhere. */
  readonly source: 'salvaged' | 'backup' | 'empty'
  /** Of a salvaged file: every row could be read, and all of them fit together. */
  readonly whole: boolean
  readonly meetings: number
  readonly ballots: number
  /** Rounds whose ballots are not those that the log closed with, and logs whose chain is broken. */
  readonly doubtful: number
  /** When the backup was made that the program started from. */
  readonly backupMadeAtMs: number | null
}

export interface StorageView {
  readonly trouble: StorageTrouble | null
  /** Until the host has read it; null where nothing had to be done. */
  readonly recovery: RecoveryReport | null
}

/** Why a backup was made; `beforeUpdate` and `beforeRestore` are kept apart from the others. */
export const backupReasons = ['timed', 'pollClosed', 'meetingEnded', 'asked', 'beforeUpdate', 'beforeRestore'] as const
export type BackupReason = (typeof backupReasons)[number]

export interface Backup {
  /** Its file name. */
  readonly id: string
  readonly madeAtMs: number
  readonly reason: BackupReason
  readonly bytes: number
}
