import { linesUpTo, textLimits } from '../../domain/text.ts'
import { consoleChanged, done } from './answers.ts'
import { findPoll } from './find.ts'
import type { Operation } from './ports.ts'

/** Keeps what the host wants to remember about a poll. No page of the room ever gets it. */
export const setNotes: Operation<{ pollId: string; notes: string }, { pollId: string }> = {
  name: 'setNotes',
  run(tx, { pollId, notes }) {
    const found = findPoll(tx, pollId)
    if (!found.ok) return found
    const clean = linesUpTo(notes, textLimits.notes)
    if (!clean.ok) return clean
    tx.saveNotes(pollId, clean.value)
    return done({ pollId }, consoleChanged(found.value.meeting.id))
  },
}
