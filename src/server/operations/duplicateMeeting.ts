import { unknownRoll } from '../../domain/circumstances.ts'
import { joinCodeLength, type Meeting } from '../../domain/meeting.ts'
import { graphemeLength, textLimits } from '../../domain/text.ts'
import { fill } from '../../contract/languages/index.ts'
import { addItems, agendaItems } from './agendaItems.ts'
import { consoleChanged, done } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

interface Input {
  readonly meetingId: string
  /** How a copy is called, in the host's language, with `{title}` for the original's. */
  readonly copyTitle: string
}

/** A new meeting in preparation with the same agenda, without votes, people and numbers of the original. */
export const duplicateMeeting: Operation<Input, { meetingId: string }> = {
  name: 'duplicateMeeting',
  run(tx, input, context) {
    const found = findMeeting(tx, input.meetingId)
    if (!found.ok) return found
    const original = found.value
    const title = fill(input.copyTitle, { title: original.title })
    const copy: Meeting = {
      id: context.newId(),
      title: graphemeLength(title) > textLimits.title ? original.title : title,
      status: 'draft',
      admission: original.admission,
      joinCode: context.newCode(joinCodeLength),
      stageMode: 'join',
      currentPollId: null,
      createdAtMs: context.nowMs,
      startedAtMs: null,
      endedAtMs: null,
      joiningLocked: false,
      // Not taken over: last year's number of members would decide this year's motions unseen.
      roll: unknownRoll,
    }
    tx.insertMeeting(copy)
    tx.record(copy.id, context.nowMs, 'meetingCreated', { title: copy.title, admission: copy.admission })
    addItems(tx, copy.id, agendaItems(tx, original.id, null), context)
    return done({ meetingId: copy.id }, consoleChanged(copy.id))
  },
}
