import { mayCast } from '../../domain/ballot.ts'
import { elapsedMs, isDue } from '../../domain/countdown.ts'
import { kindOf, type Answer } from '../../domain/kinds/index.ts'
import { needsName } from '../../domain/privacy.ts'
import { refuse, type Result } from '../../domain/refusal.ts'
import { stampAnswer } from '../../domain/stamp.ts'
import { countsChanged, done } from './answers.ts'
import { findPoll } from './find.ts'
import type { BallotPlace, Done, Operation, Queries, SentBallot } from './ports.ts'

interface Input {
  readonly pollId: string
  /** The round the voter saw, if the phone says so. */
  readonly round: number | null
  /** The meeting that the voter joined. */
  readonly meetingId: string
  readonly voterId: string
  /** Given at joining; kept where the poll calls the roll, and by a quiz. */
  readonly name: string | null
  /** How often the vote counts. */
  readonly weight: number
  /** As it arrived; the poll's kind reads it. */
  readonly answer: unknown
  readonly key: string
  readonly receipt: string
}

/** Stands for a voter on the leaderboard: enough of the id to tell players apart, and too little to be taken for it. */
export function playerOf(voterId: string): string {
  return voterId.slice(0, 10)
}

interface Output {
  readonly receipt: string
  readonly counted: boolean
}

/**
 * Counts a vote, once. A key seen before is a retry: it gets the receipt it had and changes nothing, even when the poll
 * has closed since or the vote was replaced, because the first attempt was counted and its answer lost on the way.
 */
export const castBallot: Operation<Input, Output> = {
  name: 'castBallot',
  run(tx, input, context) {
    const found = findPoll(tx, input.pollId)
    if (!found.ok) return found
    const { poll, meeting } = found.value
    if (meeting.id !== input.meetingId) return refuse('pollNotFound')

    const kind = kindOf(poll.kind)
    const answer = kind.readAnswer(input.answer, poll)
    const sent = tx.sentBallot(poll.id, input.voterId, input.key)
    if (sent !== null) return repeat(tx, input, sent, answer)

    if (meeting.status !== 'running') return refuse('meetingNotRunning')
    // A vote that was on its way while the host ran the poll again answers the earlier round, not this one.
    if (input.round !== null && input.round !== poll.round) return refuse('roundOver')
    // The countdown decides, not the moment at which somebody gets round to closing.
    if (poll.status !== 'open' || isDue(poll, context.clockMs)) return refuse('pollNotOpen')
    if (!answer.ok) return answer
    if (needsName(poll.kind, poll.settings) && input.name === null) return refuse('nameNeeded')
    const place: BallotPlace = { pollId: poll.id, round: poll.round, voterId: input.voterId }
    const previous = tx.ballot(place)
    const allowed = mayCast(previous, poll.settings.allowChange)
    if (!allowed.ok) return allowed
    const stamped = stampAnswer(poll, answer.value, {
      previous: previous?.answer ?? null,
      nowMs: context.nowMs,
      tookMs: elapsedMs(poll, context.clockMs) ?? Math.max(0, context.nowMs - (poll.openedAtMs ?? context.nowMs)),
      name: input.name,
      player: playerOf(input.voterId),
    })
    const { key, receipt, weight } = input
    tx.putBallot(place, { key, answer: stamped, weight, receipt }, answer.value, context.nowMs)
    return done({ receipt: input.receipt, counted: true }, countsChanged(meeting.id, poll.id))
  },
}

function repeat(tx: Queries, input: Input, sent: SentBallot, answer: Result<Answer>): Result<Done<Output>> {
  const same = answer.ok && JSON.stringify(answer.value) === JSON.stringify(sent.answer)
  if (!same) return refuse('keyReused')
  const counted = tx.ballot({ pollId: input.pollId, round: sent.round, voterId: input.voterId })
  return done({ receipt: sent.receipt, counted: counted?.key === input.key })
}
