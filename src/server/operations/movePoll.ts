import { placeAt } from './agendaOrder.ts'
import { consoleChanged, done } from './answers.ts'
import { findPoll } from './find.ts'
import type { Operation } from './ports.ts'

/** Gives a poll another place in the agenda, counted from 0 over polls and headings; beyond the end means last. */
export const movePoll: Operation<{ pollId: string; position: number }, { pollId: string }> = {
  name: 'movePoll',
  run(tx, input) {
    const found = findPoll(tx, input.pollId)
    if (!found.ok) return found
    const { meeting } = found.value
    placeAt(tx, meeting.id, { type: 'poll', id: input.pollId }, input.position)
    return done({ pollId: input.pollId }, consoleChanged(meeting.id))
  },
}
