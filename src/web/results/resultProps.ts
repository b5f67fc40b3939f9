import type { AnswerOf, PollKind, Question, TallyOf } from '../../domain/kinds/index.ts'
import type { Outcome } from '../../domain/outcome/outcome.ts'
import type { PollStatus } from '../../domain/poll.ts'

/** A poll of one kind, or the question of an earlier round. */
export type ShownPoll<K extends PollKind = PollKind> = Extract<Question, { readonly kind: K }> & {
  readonly status?: PollStatus
}

/** Kinds whose options are ticked, which are drawn alike. */
export type SelectionKind = 'choice' | 'motion' | 'quiz'

/** What the component that draws the result of one kind is given: `defineProps<ResultProps<'rating'>>()`. */
export interface ResultProps<K extends PollKind = PollKind> {
  poll: ShownPoll<K>
  /** Null while it is hidden: then the question is drawn without any number, not with zeros. */
  result: { readonly tally: TallyOf<K>; readonly outcome: Outcome } | null
  /** Where it is shown. The font size is set already; this is for what does not scale with it. */
  size: 'phone' | 'console' | 'stage'
  /** Mark what won. Never true while people still vote. */
  marked: boolean
  /** The reader's own counted answer, to be found again in the result; null on console and stage. */
  mine: AnswerOf<K> | null
}
