import type { Roll } from '../../domain/circumstances.ts'
import { refuse } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation } from './ports.ts'

type Input = { readonly meetingId: string } & { readonly [Name in keyof Roll]?: Roll[Name] | undefined }

/**
 * Notes who is entitled and who is present. It holds for polls that are open or opened later: those that have closed
 * keep the numbers they closed with.
 */
export const setRoll: Operation<Input, { meetingId: string }> = {
  name: 'setRoll',
  run(tx, { meetingId, ...change }, context) {
    const meeting = findMeeting(tx, meetingId)
    if (!meeting.ok) return meeting
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined))
    const roll: Roll = { ...meeting.value.roll, ...given }
    if (exceeds(roll.presentHeads, roll.entitledHeads) || exceeds(roll.presentWeight, roll.entitledWeight)) {
      return refuse('presentAboveEntitled')
    }
    tx.saveMeeting({ ...meeting.value, roll })
    tx.record(meetingId, context.nowMs, 'rollChanged', { ...roll })
    const polls = tx.polls(meetingId).map((poll) => roomChanged(meetingId, poll.id))
    return done({ meetingId }, roomChanged(meetingId), ...polls)
  },
}

function exceeds(part: number | null, whole: number | null): boolean {
  return part !== null && whole !== null && part > whole
}
