import { mayChangeAdmission, type Admission } from '../../domain/admission.ts'
import type { Meeting } from '../../domain/meeting.ts'
import { refuse } from '../../domain/refusal.ts'
import { requiredLine, textLimits } from '../../domain/text.ts'
import { done, roomChanged } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

interface Input {
  readonly meetingId: string
  readonly title?: string | undefined
  readonly admission?: Admission | undefined
  readonly seats?: number | null | undefined
}

/** Names a meeting, says who is let in and how many are expected. What is left out stays. */
export const updateMeeting: Operation<Input, { meetingId: string }> = {
  name: 'updateMeeting',
  run(tx, { meetingId, ...input }, context) {
    const found = findMeeting(tx, meetingId)
    if (!found.ok) return found
    const meeting = found.value
    const title = requiredLine(input.title ?? meeting.title, textLimits.title)
    if (!title.ok) return title
    const { admission = meeting.admission, seats = meeting.seats } = input
    const changed: Meeting = { ...meeting, title: title.value, admission, seats }
    if (changed.admission !== meeting.admission && !mayChangeAdmission(meeting.status, tx.joined(meetingId))) {
      return refuse('admissionFixed')
    }
    const acts = [
      changed.title !== meeting.title && (['meetingRenamed', { title: changed.title }] as const),
      admission !== meeting.admission && (['admissionChanged', { admission }] as const),
      seats !== meeting.seats && (['seatsChanged', { seats }] as const),
    ].filter((act) => act !== false)
    if (acts.length === 0) return done({ meetingId })
    tx.saveMeeting(changed)
    for (const [act, detail] of acts) tx.record(meetingId, context.nowMs, act, detail)
    return done({ meetingId }, roomChanged(meetingId))
  },
}
