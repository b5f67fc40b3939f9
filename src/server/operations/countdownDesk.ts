import { closeDuePoll } from './closePoll.ts'
import type { Queries } from './ports.ts'
import type { Room } from './room.ts'

/** Closes polls whose countdown has run out. */
export interface CountdownDesk {
  /** Call after every committed change: a countdown may have begun, moved or gone. */
  look(): void
  stop(): void
}

/** Timers of Node hold at most 2^31 milliseconds; a long countdown is looked at again on the way. */
const longestWaitMs = 3_600_000

export function createCountdownDesk(
  read: Queries,
  room: () => Pick<Room, 'perform'>,
  clockMs: () => number,
  onError: (error: unknown) => void,
): CountdownDesk {
  let timer: NodeJS.Timeout | null = null
  let stopped = false

  function look(): void {
    if (timer !== null) clearTimeout(timer)
    timer = null
    const next = stopped ? null : nextToClose(read)
    if (next === null) return
    const waitMs = Math.min(Math.max(0, next.closesAtMs - clockMs()), longestWaitMs)
    timer = setTimeout(() => void close(next.id), waitMs)
  }

  async function close(pollId: string): Promise<void> {
    try {
      await room().perform(closeDuePoll, { pollId })
      look()
    } catch (error) {
      // The disk said no: no more votes are taken all the same, and the closing is tried again.
      onError(error)
      if (!stopped) timer = setTimeout(look, 1000)
    }
  }

  return {
    look,
    stop() {
      stopped = true
      if (timer !== null) clearTimeout(timer)
    },
  }
}

/** The open poll of the running meeting whose countdown ends first. */
function nextToClose(read: Queries): { id: string; closesAtMs: number } | null {
  const meeting = read.runningMeeting()
  if (meeting === null) return null
  let next: { id: string; closesAtMs: number } | null = null
  for (const { id, status, closesAtMs } of read.polls(meeting.id)) {
    if (status !== 'open' || closesAtMs === null) continue
    if (next === null || closesAtMs < next.closesAtMs) next = { id, closesAtMs }
  }
  return next
}
