import { accept, refuse, type Result } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { findMeeting } from './find.ts'
import type { Operation, Queries } from './ports.ts'

/** Puts an opened or closed poll on phones and stage, or clears them with null. Nothing else about it changes. */
export const showPoll: Operation<{ meetingId: string; pollId: string | null }, { meetingId: string }> = {
  name: 'showPoll',
  run(tx, input) {
    const meeting = findMeeting(tx, input.meetingId)
    if (!meeting.ok) return meeting
    if (meeting.value.status !== 'running') return refuse('meetingNotRunning')
    const showable = input.pollId === null ? accept(null) : checkShowable(tx, input.meetingId, input.pollId)
    if (!showable.ok) return showable
    const stageMode = input.pollId === null ? 'join' : 'poll'
    const before = meeting.value
    if (before.currentPollId === input.pollId && before.stageMode === stageMode) return done({ meetingId: before.id })
    tx.saveMeeting({ ...before, currentPollId: input.pollId, stageMode })
    return done({ meetingId: input.meetingId }, roomChanged(input.meetingId))
  },
}

function checkShowable(tx: Queries, meetingId: string, pollId: string): Result<null> {
  const poll = tx.poll(pollId)
  if (poll === null || poll.meetingId !== meetingId) return refuse('pollNotFound')
  return poll.status === 'draft' ? refuse('pollNeverOpened') : accept(null)
}
