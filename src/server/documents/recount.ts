import type { DocumentRound } from '../../contract/meetingDocument.ts'
import type { PollResult } from '../../contract/views.ts'
import type { Circumstances, Roll } from '../../domain/circumstances.ts'
import { kindOf } from '../../domain/kinds/index.ts'

type Countable = Omit<DocumentRound, 'result'>

/** What a round was counted with. `rollNow`: of the meeting, for a round that is still open. */
function circumstancesOf(round: Countable, rollNow: Roll): Circumstances {
  return {
    entries: new Map(round.entries.map(({ entry, decision }) => [entry, decision])),
    acts: round.acts,
    roll: round.rollAtClosing ?? rollNow,
    rollAtOpening: round.rollAtOpening,
    paper: round.paper,
  }
}

/** Tally and outcome of a round, from its ballots. */
export function recount(round: Countable, rollNow: Roll): PollResult {
  const kind = kindOf(round.asked.kind)
  const given = circumstancesOf(round, rollNow)
  const tally = kind.tally(round.asked, round.ballots, given)
  return { tally, outcome: kind.outcome(round.asked, tally, given) }
}
