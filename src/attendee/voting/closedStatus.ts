import type { RoomPoll } from '../../contract/views.ts'
import type { Say, SentenceKey } from '../../web/words.ts'
import type { MyVote } from '../thread.ts'
import { isVote, type Tone, type VoteStatus } from './status.ts'

/** When voting has closed. `unsent`: something is chosen on screen that was never sent. */
export function statusWhenClosed(
  t: Say,
  poll: RoomPoll,
  { wish, refused, counted }: MyVote,
  unsent: boolean,
): VoteStatus {
  const say = (tone: Tone, key: SentenceKey): VoteStatus => ({
    tone,
    sentence: t(key, { vote: t(isVote(poll) ? 'voting.vote' : 'voting.answer') }),
  })
  // Its answer is outstanding, and it may say "counted": nobody may claim anything before.
  if (wish?.kind === 'vote') return say('warn', 'voting.closedUnsure')
  const late = unsent || refused?.step.kind === 'vote'
  if (counted !== null) return late ? say('bad', 'voting.closedBeforeChange') : say('good', 'voting.closedCounted')
  return late ? say('bad', 'voting.closedUnsent') : say('calm', 'voting.closedUncounted')
}
