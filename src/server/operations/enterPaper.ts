import { kindOf } from '../../domain/kinds/index.ts'
import { isSamePaper } from '../../domain/kinds/paper.ts'
import { refuse } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { findRunningPoll } from './find.ts'
import { logPoll } from './logPoll.ts'
import type { Operation } from './ports.ts'
import { roundOf } from './savePollState.ts'

interface Input {
  readonly pollId: string
  /** As it was counted first; the poll's kind reads it. */
  readonly count: unknown
  /** As it was counted, or typed, a second time. */
  readonly again: unknown
}

/**
 * Takes the paper ballots or raised hands of the present round, or corrects them. Two entries must say the same, so that
 * nothing hangs on one slip of the finger.
 */
export const enterPaper: Operation<Input, { pollId: string }> = {
  name: 'enterPaper',
  run(tx, { pollId, count, again }, context) {
    const found = findRunningPoll(tx, pollId)
    if (!found.ok) return found
    const { poll, meeting } = found.value
    const round = roundOf(tx, poll)
    if (poll.status === 'draft' || round === null) return refuse('pollNeverOpened')
    const kind = kindOf(poll.kind)
    const first = kind.readPaper?.(count, poll) ?? refuse('paperNotTaken')
    if (!first.ok) return first
    const second = kind.readPaper?.(again, poll) ?? refuse('paperNotTaken')
    if (!second.ok) return second
    if (!isSamePaper(first.value, second.value)) return refuse('paperDiffers')
    if (round.paper !== null && isSamePaper(round.paper, first.value)) return done({ pollId })
    // Other votes, perhaps another tie: what was decided about the one before goes, and the log keeps it.
    tx.saveRound(poll.id, { ...round, acts: [], paper: first.value })
    logPoll(tx, poll, context.nowMs, 'paperEntered', { ...first.value })
    return done({ pollId }, roomChanged(meeting.id, poll.id))
  },
}
