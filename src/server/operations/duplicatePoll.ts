import { draftState } from '../../domain/poll.ts'
import { placeAt } from './agendaOrder.ts'
import { consoleChanged, done } from './answers.ts'
import { findPoll } from './find.ts'
import type { Operation } from './ports.ts'
import { questionOf } from './savePollState.ts'

/** A draft with the same question and notes, right behind the original. */
export const duplicatePoll: Operation<{ pollId: string }, { pollId: string }> = {
  name: 'duplicatePoll',
  run(tx, input, context) {
    const found = findPoll(tx, input.pollId)
    if (!found.ok) return found
    const { poll, meeting } = found.value
    const id = context.newId()
    const place = tx.agenda(meeting.id).findIndex((other) => other.id === poll.id)
    tx.insertPoll({ ...questionOf(poll), ...draftState, id, meetingId: meeting.id })
    tx.saveNotes(id, tx.notes(poll.id))
    placeAt(tx, meeting.id, { type: 'poll', id }, place + 1)
    return done({ pollId: id }, consoleChanged(meeting.id))
  },
}
