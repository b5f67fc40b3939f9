import type { BackupReason } from '../../contract/storage.ts'
import type { Queries, Store } from './ports.ts'

/** Folds the log and makes backups at the moments that matter. */
export interface BackupDesk {
  /** Call after every committed change; `status`: of more than counts. */
  look(status: boolean): void
  stop(): void
}

/**
 * While a meeting runs and something has changed. Not while people vote: two copies from the middle of a vote show who
 * answered between them, and what.
 */
const everyMs = 5 * 60_000

/** What was going on when the desk last looked. */
interface Scene {
  readonly meetingId: string | null
  readonly open: readonly string[]
}

function sceneOf(read: Queries): Scene {
  const meetingId = read.runningMeeting()?.id ?? null
  const polls = meetingId === null ? [] : read.polls(meetingId)
  return { meetingId, open: polls.filter(({ status }) => status === 'open').map(({ id }) => id) }
}

export function createBackupDesk(
  store: Pick<Store, 'read' | 'fold' | 'backUp'>,
  onError: (error: unknown) => void,
): BackupDesk {
  let scene = sceneOf(store.read)
  let isChanged = false

  function backUp(reason: BackupReason): void {
    isChanged = false
    store.backUp(reason).catch(onError)
  }

  const timer = setInterval(() => {
    if (isChanged && scene.meetingId !== null && scene.open.length === 0) backUp('timed')
  }, everyMs).unref()

  return {
    look(status) {
      isChanged = true
      if (!status) return
      const before = scene
      scene = sceneOf(store.read)
      const isEnded = before.meetingId !== null && scene.meetingId !== before.meetingId
      const isClosed = before.open.some((id) => !scene.open.includes(id))
      if (!isEnded && !isClosed) return
      // From here on a flipped bit on the disk is noticed, and no longer drops what was counted.
      store.fold()
      backUp(isEnded ? 'meetingEnded' : 'pollClosed')
    },
    stop: () => clearInterval(timer),
  }
}
