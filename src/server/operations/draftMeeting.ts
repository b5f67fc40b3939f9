import type { Admission } from '../../domain/admission.ts'
import { unknownRoll } from '../../domain/circumstances.ts'
import { joinCodeLength, type Meeting } from '../../domain/meeting.ts'
import type { OperationContext, Transaction } from './ports.ts'

/** Writes a new meeting in preparation, with nobody in it, and the first entry of its log. */
export function insertDraft(
  tx: Transaction,
  { title, admission }: { readonly title: string; readonly admission: Admission },
  context: OperationContext,
): Meeting {
  const meeting: Meeting = {
    id: context.newId(),
    title,
    status: 'draft',
    admission,
    joinCode: context.newCode(joinCodeLength),
    stageMode: 'join',
    currentPollId: null,
    createdAtMs: context.nowMs,
    startedAtMs: null,
    endedAtMs: null,
    joiningLocked: false,
    seats: null,
    roll: unknownRoll,
  }
  tx.insertMeeting(meeting)
  tx.record(meeting.id, context.nowMs, 'meetingCreated', { title, admission })
  return meeting
}
