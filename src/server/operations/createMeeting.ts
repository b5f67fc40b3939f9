import { unknownRoll } from '../../domain/circumstances.ts'
import { joinCodeLength, type Admission, type Meeting } from '../../domain/meeting.ts'
import { requiredLine, textLimits } from '../../domain/text.ts'
import { consoleChanged, done } from './answers.ts'
import type { Operation } from './ports.ts'

export const createMeeting: Operation<{ title: string; admission?: Admission | undefined }, { meetingId: string }> = {
  name: 'createMeeting',
  run(tx, input, context) {
    const title = requiredLine(input.title, textLimits.title)
    if (!title.ok) return title
    const meeting: Meeting = {
      id: context.newId(),
      title: title.value,
      status: 'draft',
      admission: input.admission ?? 'open',
      joinCode: context.newCode(joinCodeLength),
      stageMode: 'join',
      currentPollId: null,
      createdAtMs: context.nowMs,
      startedAtMs: null,
      endedAtMs: null,
      joiningLocked: false,
      roll: unknownRoll,
    }
    tx.insertMeeting(meeting)
    tx.record(meeting.id, context.nowMs, 'meetingCreated', { title: meeting.title, admission: meeting.admission })
    return done({ meetingId: meeting.id }, consoleChanged(meeting.id))
  },
}
