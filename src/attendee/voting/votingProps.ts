import type { RoomPoll } from '../../contract/views.ts'
import type { AnswerOf, PollKind } from '../../domain/kinds/index.ts'
import type { PollOption } from '../../domain/kinds/kind.ts'

/** An option with its place in the question, from which it has its letter and colour wherever it stands on this phone. */
export interface PlacedOption {
  readonly option: PollOption
  readonly index: number
}

/** What the component that answers one kind is given: `defineProps<VotingProps<'rating'>>()`. */
export interface VotingProps<K extends PollKind = PollKind> {
  poll: Extract<RoomPoll, { readonly kind: K }>
  /** The options in the order of this phone. */
  order: readonly PlacedOption[]
  /** What is on screen: chosen and not sent, on its way, or counted. Null where nothing is. */
  answer: AnswerOf<K> | null
  /** Nothing can be changed any more: it shows what was answered. */
  locked: boolean
  /** The answer on screen is on its way to the server. */
  sending: boolean
  /** What this attendee is called; empty where they gave no name. */
  name: string
}

/** What it says: `defineEmits<VotingEmits<'rating'>>()`. Nothing else leaves it. */
export interface VotingEmits<K extends PollKind = PollKind> {
  /** Another answer is on screen; null where it is not complete. `oneTap` decides whether it is sent at once. */
  change: [answer: AnswerOf<K> | null]
  /** Send this now, whatever `oneTap` says. */
  send: [answer: AnswerOf<K>]
}
