import type { StorageTrouble } from '../../contract/storage.ts'

/** What to do about a disk that would not take something. */
export interface DiskCare {
  trouble(): StorageTrouble | null
  /** The disk said no. */
  failed(error: unknown): void
  /** Something was stored after all. */
  stored(): void
  stop(): void
}

export interface Remedies {
  /** No more is taken until `reopen` has worked. */
  pause(): void
  /** Opens the file anew and flushes all of it; then more may be taken. Throws while the disk says no. */
  reopen(): void
  /** Stores something for a try, and folds the log. Throws while the disk says no. */
  tryDisk(): void
  /** The trouble came, changed or went; `cause` is what the disk said. */
  onChange(cause: unknown): void
}

/** How often a disk that said no is tried again. */
const tryAgainMs = 1000

/**
 * A full disk may have room again at any moment: every write is tried. After an error of reading or writing nobody knows
 * what is on disk: after a flush that failed, Linux calls the lost pages written. So nothing is taken until the file is
 * opened anew and all of it has been written and flushed once more.
 */
export function createDiskCare(remedies: Remedies): DiskCare {
  let trouble: StorageTrouble | null = null
  let mustReopen = false
  let timer: NodeJS.Timeout | null = null

  function set(next: StorageTrouble | null, cause?: unknown): void {
    if (next === trouble) return
    trouble = next
    remedies.onChange(cause)
  }

  function later(): void {
    timer ??= setTimeout(() => {
      timer = null
      tryAgain()
    }, tryAgainMs).unref()
  }

  function tryAgain(): void {
    if (trouble === null) return
    try {
      if (mustReopen) remedies.reopen()
      else remedies.tryDisk()
      mustReopen = false
    } catch (error) {
      note(error)
      return
    }
    set(null)
  }

  function note(error: unknown): void {
    const code = String((error as { code?: unknown }).code)
    set(/^SQLITE_FULL|^ENOSPC|^EDQUOT/.test(code) ? 'full' : 'failing', error)
    if (/^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(code) && !mustReopen) {
      mustReopen = true
      remedies.pause()
    }
    later()
  }

  return {
    trouble: () => trouble,
    failed: note,
    stored() {
      if (trouble !== null && !mustReopen) tryAgain()
    },
    stop() {
      if (timer !== null) clearTimeout(timer)
      timer = null
      trouble = null
    },
  }
}
