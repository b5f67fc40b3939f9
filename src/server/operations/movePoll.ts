import { consoleChanged, done } from './answers.ts'
import { findPoll } from './find.ts'
import type { Operation, Transaction } from './ports.ts'

/** Gives a poll another place in the agenda, counted from 0; beyond the end means last. */
export const movePoll: Operation<{ pollId: string; position: number }, { pollId: string }> = {
  name: 'movePoll',
  run(tx, input) {
    const found = findPoll(tx, input.pollId)
    if (!found.ok) return found
    const { meeting } = found.value
    moveTo(tx, meeting.id, input.pollId, input.position)
    return done({ pollId: input.pollId }, consoleChanged(meeting.id))
  },
}

/** Renumbers the agenda with the poll at `position`. */
export function moveTo(tx: Transaction, meetingId: string, pollId: string, position: number): void {
  const others = tx
    .polls(meetingId)
    .map((poll) => poll.id)
    .filter((id) => id !== pollId)
  tx.orderPolls([...others.slice(0, position), pollId, ...others.slice(position)])
}
