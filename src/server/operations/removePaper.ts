import { refuse } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { findRunningPoll } from './find.ts'
import { logPoll } from './logPoll.ts'
import type { Operation } from './ports.ts'
import { roundOf } from './savePollState.ts'

/** Takes the paper ballots or raised hands of the present round out of the count. Doing it twice is harmless. */
export const removePaper: Operation<{ pollId: string }, { pollId: string }> = {
  name: 'removePaper',
  run(tx, { pollId }, context) {
    const found = findRunningPoll(tx, pollId)
    if (!found.ok) return found
    const { poll, meeting } = found.value
    const round = roundOf(tx, poll)
    if (round === null) return refuse('pollNeverOpened')
    if (round.paper === null) return done({ pollId })
    tx.saveRound(poll.id, { ...round, acts: [], paper: null })
    logPoll(tx, poll, context.nowMs, 'paperRemoved', { ...round.paper })
    return done({ pollId }, roomChanged(meeting.id, poll.id))
  },
}
