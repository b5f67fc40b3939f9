import type { HostPoll } from '../../../contract/views.ts'
import type { Run } from '../parts/run.ts'

/** What the host does about the time of the selected poll. Each answers false where there is nothing to do. */
export interface Countdowns {
  /** `seconds` from now, whatever was left. */
  start(seconds: number): Promise<void>
  extend(seconds: number): boolean
  /** Starts a minute, pauses, or goes on: whichever comes next. */
  toggle(): boolean
  /** Takes the countdown away; voting stays open. */
  stop(): void
}

const firstSeconds = 60

export function useCountdowns(selected: () => HostPoll | null, run: Run): Countdowns {
  function openPoll(): HostPoll | null {
    const poll = selected()
    return poll?.status === 'open' ? poll : null
  }

  return {
    async start(seconds) {
      const poll = openPoll()
      if (poll !== null) await run('setCountdown', { pollId: poll.id, seconds })
    },
    extend(seconds) {
      const poll = openPoll()
      if (poll === null || poll.countdown === null) return false
      void run('extendCountdown', { pollId: poll.id, seconds })
      return true
    },
    toggle() {
      const poll = openPoll()
      if (poll === null) return false
      if (poll.countdown === null) void run('setCountdown', { pollId: poll.id, seconds: firstSeconds })
      else if (poll.countdown.closesAtMs === null) void run('resumeCountdown', { pollId: poll.id })
      else void run('pauseCountdown', { pollId: poll.id })
      return true
    },
    stop() {
      const poll = openPoll()
      if (poll !== null) void run('setCountdown', { pollId: poll.id, seconds: null })
    },
  }
}
