import type { RoomPoll } from '../../contract/views.ts'
import type { PollKind } from '../../domain/kinds/index.ts'
import type { Say, SentenceKey } from '../../web/words.ts'
import type { MyVote } from '../thread.ts'
import { failureSentence } from '../failure.ts'

/** `calm`: nothing happened. `busy`: under way. `good`: counted. `warn`: under way with trouble. `bad`: not counted. */
export type Tone = 'calm' | 'busy' | 'good' | 'warn' | 'bad'

/** What one line says about my vote. */
export interface VoteStatus {
  readonly tone: Tone
  readonly sentence: string
}

/** Kinds that can be answered by touching one thing. */
const touched: readonly PollKind[] = ['choice', 'motion', 'quiz', 'rating']

/** Kinds whose answers are votes. To the others one answers. */
const voted: readonly PollKind[] = ['choice', 'motion', 'ranking', 'points']

/** How many options of this poll one attendee may tick; 1 also where there is nothing to tick. */
export function mostTicks({ kind, settings }: RoomPoll): number {
  return kind === 'choice' || kind === 'quiz' ? settings.max : 1
}

/** May people write an answer of their own beside the options? */
export function writes(poll: RoomPoll): boolean {
  return poll.kind === 'choice' && poll.settings.other
}

/** Is there more to answer with than the options? */
export function offersMore(poll: RoomPoll): boolean {
  return writes(poll) || (poll.kind === 'choice' && poll.settings.blank)
}

/** May this poll's vote be given by one tap? Only where a slip of the finger can be corrected, and the host wants it. */
export function oneTap(poll: RoomPoll): boolean {
  const harmless = (poll.settings.allowChange || poll.kind === 'quiz') && !poll.settings.confirm
  return touched.includes(poll.kind) && harmless && mostTicks(poll) === 1 && !writes(poll)
}

/** Is nothing of who answered what kept or shown but what `standard` says? */
export function isPlain({ kind, settings }: RoomPoll): boolean {
  return settings.privacy === 'standard' && kind !== 'quiz'
}

/** Is an answer to this a vote, or something that one says? */
export function isVote({ kind }: RoomPoll): boolean {
  return voted.includes(kind)
}

/** Is every touch sent as it happens, so that there is nothing to confirm? */
export function sendsItself(poll: RoomPoll): boolean {
  return poll.kind === 'questions'
}

/** While voting is open. `timeUp`: the countdown has run out, and the server has not said yet that voting is closed. */
export function statusWhileOpen(
  t: Say,
  poll: RoomPoll,
  { wish, trouble, refused, counted }: MyVote,
  timeUp: boolean,
): VoteStatus {
  const say = (tone: Tone, key: SentenceKey): VoteStatus => ({ tone, sentence: t(key, { max: mostTicks(poll) }) })
  if (wish !== null) {
    if (trouble === null) return say('busy', wish.kind === 'vote' ? 'attendee.sending' : 'voting.withdrawing')
    if (trouble.problem === null && wish.kind === 'vote') return say('warn', 'attendee.kept')
    return { tone: 'warn', sentence: failureSentence(t, trouble) }
  }
  if (refused !== null) return { tone: 'bad', sentence: failureSentence(t, refused) }
  if (counted !== null) return say('good', 'attendee.counted')
  return say('calm', timeUp ? 'voting.timeUp' : whatToDo(poll))
}

function whatToDo(poll: RoomPoll): SentenceKey {
  if (mostTicks(poll) > 1) return 'voting.chooseUpTo'
  if (oneTap(poll)) return poll.settings.allowChange ? 'attendee.chooseOne' : 'voting.firstTap'
  if (sendsItself(poll)) return 'voting.sendsItself'
  if (poll.settings.allowChange) return 'voting.answerThenVote'
  return touched.includes(poll.kind) ? 'voting.chooseThenVote' : 'voting.answerOnce'
}
