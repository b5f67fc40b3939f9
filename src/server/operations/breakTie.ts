import type { Act } from '../../domain/circumstances.ts'
import type { TieBreaks } from '../../domain/outcome/tie.ts'
import { tieBreaks, type Poll } from '../../domain/poll.ts'
import { accept, refuse, type Result } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { countRound } from './countRound.ts'
import { findPoll } from './find.ts'
import { logPoll } from './logPoll.ts'
import type { Operation, Round, Transaction } from './ports.ts'
import { roundOf } from './savePollState.ts'

interface Tie {
  readonly poll: Poll
  readonly round: Round
  readonly breaks: TieBreaks
}

/** The closed poll with its count as it stands, or why there is no tie to break. */
function findTie(tx: Transaction, pollId: string): Result<Tie> {
  const found = findPoll(tx, pollId)
  if (!found.ok) return found
  const { poll } = found.value
  const round = roundOf(tx, poll)
  if (round === null) return refuse('pollNeverOpened')
  if (poll.status === 'open') return refuse('pollStillOpen')
  const { tally, outcome } = countRound(tx, poll.id, poll.round, poll)
  const breaks = tieBreaks(poll, tally, outcome)
  return breaks === null ? refuse('noTie') : accept({ poll, round, breaks })
}

function recordAct(tx: Transaction, { poll, round }: Tie, act: Act): void {
  tx.saveRound(poll.id, { ...round, acts: [...round.acts, act] })
  const { act: name, atMs, ...detail } = act
  logPoll(tx, poll, atMs, name === 'lot' ? 'lotDrawn' : 'castingVote', detail)
}

/** The chair breaks a tie: a vote of its own beside the ballots, told apart from them wherever the result is shown. */
export const recordCastingVote: Operation<{ pollId: string; choice: string }, { pollId: string }> = {
  name: 'recordCastingVote',
  run(tx, { pollId, choice }, context) {
    const tie = findTie(tx, pollId)
    if (!tie.ok) return tie
    const { poll } = tie.value
    if (!tie.value.breaks.castingVotes.includes(choice)) return refuse('choiceNotTied')
    recordAct(tx, tie.value, { act: 'castingVote', choice, atMs: context.nowMs })
    return done({ pollId }, roomChanged(poll.meetingId, poll.id))
  },
}

/** Draws one of the tied options: who wins, or who leaves an instant run-off. A motion is not decided by lot. */
export const drawLot: Operation<{ pollId: string }, { pollId: string }> = {
  name: 'drawLot',
  run(tx, { pollId }, context) {
    const tie = findTie(tx, pollId)
    if (!tie.ok) return tie
    const { poll, breaks } = tie.value
    if (breaks.lot === null) return refuse('noTie')
    const { purpose, among } = breaks.lot
    const drawn = among[context.random(Math.max(1, among.length))]
    if (drawn === undefined) return refuse('noTie')
    recordAct(tx, tie.value, { act: 'lot', purpose, among, drawn, atMs: context.nowMs })
    return done({ pollId }, roomChanged(poll.meetingId, poll.id))
  },
}
