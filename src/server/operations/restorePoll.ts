import { refuse } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { logPoll } from './logPoll.ts'
import type { Operation } from './ports.ts'

export const restorePoll: Operation<{ pollId: string }, { pollId: string }> = {
  name: 'restorePoll',
  run(tx, input, context) {
    const poll = tx.pollEvenDeleted(input.pollId)
    if (poll === null || tx.meeting(poll.meetingId) === null) return refuse('pollNotFound')
    tx.markPollDeleted(poll.id, null)
    logPoll(tx, poll, context.nowMs, 'pollRestored')
    return done({ pollId: poll.id }, roomChanged(poll.meetingId, poll.id))
  },
}
