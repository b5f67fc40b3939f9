import type { Act } from '../../domain/circumstances.ts'
import { kindOf, tallyOf, type Tally } from '../../domain/kinds/index.ts'
import type { Outcome } from '../../domain/outcome/outcome.ts'
import type { Poll } from '../../domain/poll.ts'
import { accept, refuse, type Result } from '../../domain/refusal.ts'
import { done, roomChanged } from './answers.ts'
import { circumstancesOf } from './circumstances.ts'
import { findPoll } from './find.ts'
import { logPoll } from './logPoll.ts'
import type { Operation, Round, Transaction } from './ports.ts'
import { roundOf } from './savePollState.ts'

interface Tie {
  readonly poll: Poll
  readonly round: Round
  readonly tally: Tally
  readonly outcome: Outcome
}

/** The closed poll with its count as it stands, or why there is no tie to break. */
function findTie(tx: Transaction, pollId: string): Result<Tie> {
  const found = findPoll(tx, pollId)
  if (!found.ok) return found
  const { poll } = found.value
  const round = roundOf(tx, poll)
  if (round === null) return refuse('pollNeverOpened')
  if (poll.status === 'open') return refuse('pollStillOpen')
  const kind = kindOf(poll.kind)
  const given = circumstancesOf(tx, poll.id, poll.round)
  const tally = kind.tally(poll, tx.ballots(poll.id, poll.round), given)
  const outcome = kind.outcome(poll, tally, given)
  return outcome.status === 'tie' ? accept({ poll, round, tally, outcome }) : refuse('noTie')
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
    if (!votableOf(tie.value).includes(choice)) return refuse('choiceNotTied')
    recordAct(tx, tie.value, { act: 'castingVote', choice, atMs: context.nowMs })
    return done({ pollId }, roomChanged(poll.meetingId, poll.id))
  },
}

/** For what the chair may decide. Who leaves an instant run-off is for earlier rounds and the lot to say. */
function votableOf({ poll, outcome }: Tie): readonly string[] {
  if (poll.kind === 'ranking' && poll.settings.method === 'instantRunoff') return []
  return poll.kind === 'motion' ? ['yes', 'no'] : outcome.tied
}

/** Draws one of the tied options: who wins, or who leaves an instant run-off. A motion is not decided by lot. */
export const drawLot: Operation<{ pollId: string }, { pollId: string }> = {
  name: 'drawLot',
  run(tx, { pollId }, context) {
    const tie = findTie(tx, pollId)
    if (!tie.ok) return tie
    const { poll } = tie.value
    const { purpose, among } = lotOf(tie.value)
    const drawn = among[context.random(Math.max(1, among.length))]
    if (drawn === undefined) return refuse('noTie')
    recordAct(tx, tie.value, { act: 'lot', purpose, among, drawn, atMs: context.nowMs })
    return done({ pollId }, roomChanged(poll.meetingId, poll.id))
  },
}

function lotOf({ poll, tally, outcome }: Tie): { purpose: 'elect' | 'eliminate'; among: readonly string[] } {
  if (poll.kind === 'ranking' && poll.settings.method === 'instantRunoff') {
    return { purpose: 'eliminate', among: tallyOf('ranking', tally).instantRunoff.awaitingLot }
  }
  return { purpose: 'elect', among: poll.kind === 'motion' ? [] : outcome.tied }
}
