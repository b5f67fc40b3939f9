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

/** How many options of this poll one attendee may tick; 1 also where there is nothing to tick. */
export function mostTicks({ kind, settings }: RoomPoll): number {
  return kind === 'choice' || kind === 'quiz' ? settings.max : 1
}

/** May this poll's vote be given by one tap? Only where a slip of the finger can be corrected. */
export function oneTap(poll: RoomPoll): boolean {
  const writes = poll.kind === 'choice' && poll.settings.other
  return touched.includes(poll.kind) && poll.settings.allowChange && mostTicks(poll) === 1 && !writes
}

/** Is every touch sent as it happens, so that there is nothing to confirm? */
export function sendsItself(poll: RoomPoll): boolean {
  return poll.kind === 'questions'
}

/** `unsent`: something is chosen on screen that was never sent. */
export function voteStatus(t: Say, poll: RoomPoll, vote: MyVote, unsent: boolean): VoteStatus {
  return poll.status === 'open' ? statusWhileOpen(t, poll, vote) : statusWhenClosed(t, vote, unsent)
}

function statusWhileOpen(t: Say, poll: RoomPoll, { wish, trouble, refused, counted }: MyVote): VoteStatus {
  const say = (tone: Tone, key: SentenceKey): VoteStatus => ({ tone, sentence: t(key, { max: mostTicks(poll) }) })
  if (wish !== null) {
    if (trouble === null) return say('busy', wish.kind === 'vote' ? 'attendee.sending' : 'attendee.withdrawing')
    if (trouble.problem === null && wish.kind === 'vote') return say('warn', 'attendee.kept')
    return { tone: 'warn', sentence: failureSentence(t, trouble) }
  }
  if (refused !== null) return { tone: 'bad', sentence: failureSentence(t, refused) }
  if (counted !== null) return say('good', 'attendee.counted')
  return say('calm', whatToDo(poll))
}

function whatToDo(poll: RoomPoll): SentenceKey {
  if (mostTicks(poll) > 1) return 'attendee.chooseUpTo'
  if (oneTap(poll)) return 'attendee.chooseOne'
  if (sendsItself(poll)) return 'attendee.sendsItself'
  if (poll.settings.allowChange) return 'attendee.answerThenVote'
  return touched.includes(poll.kind) ? 'attendee.chooseThenVote' : 'attendee.answerOnce'
}

function statusWhenClosed(t: Say, { wish, refused, counted }: MyVote, unsent: boolean): VoteStatus {
  // Its answer is outstanding, and it may say "counted": nobody may claim anything before.
  if (wish?.kind === 'vote') return { tone: 'warn', sentence: t('attendee.closedUnsure') }
  if (counted !== null) {
    const later = unsent || refused?.step.kind === 'vote'
    return later
      ? { tone: 'bad', sentence: t('attendee.closedBeforeChange') }
      : { tone: 'good', sentence: t('attendee.closedCounted') }
  }
  if (unsent || refused?.step.kind === 'vote') return { tone: 'bad', sentence: t('attendee.closedUnsent') }
  return { tone: 'calm', sentence: t('attendee.closedUncounted') }
}
