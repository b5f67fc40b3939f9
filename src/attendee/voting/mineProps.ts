import type { AnswerOf, PollKind, TallyOf } from '../../domain/kinds/index.ts'
import type { Standing } from '../../domain/kinds/standings.ts'
import type { ShownPoll } from '../../web/results/resultProps.ts'

/** What the component that says what my own answer came to is given: `defineProps<MineProps<'quiz'>>()`. */
export interface MineProps<K extends PollKind = PollKind> {
  poll: ShownPoll<K>
  tally: TallyOf<K>
  /** Null where nothing of mine is counted. */
  answer: AnswerOf<K> | null
  /** My place in the meeting's quiz; null before the server has said it, and where I have none. */
  score: Standing | null
}
