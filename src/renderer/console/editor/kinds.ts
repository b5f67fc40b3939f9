import type { Component } from 'vue'
import type { PollKind, SettingsOf } from '../../../domain/kinds/index.ts'
import choice from './kinds/choice.vue'
import motion from './kinds/motion.vue'
import number from './kinds/number.vue'
import points from './kinds/points.vue'
import questions from './kinds/questions.vue'
import quiz from './kinds/quiz.vue'
import QuizMark from './kinds/QuizMark.vue'
import ranking from './kinds/ranking.vue'
import rating from './kinds/rating.vue'
import { withoutRight } from './kinds/rightOptions.ts'
import text from './kinds/text.vue'
import words from './kinds/words.vue'

/** What the editor knows of one kind. Whether there is an option list follows from the kind itself. */
interface KindEditor<K extends PollKind> {
  /** Its own settings: takes `OwnSettingsProps`, emits `OwnSettingsEmits`. */
  readonly settings: Component
  /** Stands at each option: takes `OptionMarkProps`, emits `OwnSettingsEmits`. */
  readonly mark?: Component
  /** Says below the options what the mark is for. */
  readonly markHint?: 'host.editor.markRightHint'
  /** What changes when an option is removed; null: nothing. */
  readonly onRemoved?: (settings: SettingsOf<K>, optionId: string) => Partial<SettingsOf<K>> | null
  /** Changing the answer is what the kind is about and cannot be forbidden. */
  readonly alwaysChangeable?: boolean
}

/** The editor of each kind. A kind that is missing here does not compile. */
const kindEditors: { readonly [K in PollKind]: KindEditor<K> } = {
  choice: { settings: choice },
  motion: { settings: motion },
  rating: { settings: rating },
  ranking: { settings: ranking },
  points: { settings: points },
  words: { settings: words },
  text: { settings: text },
  number: { settings: number },
  quiz: { settings: quiz, mark: QuizMark, markHint: 'host.editor.markRightHint', onRemoved: withoutRight },
  questions: { settings: questions, alwaysChangeable: true },
}

/** An editor seen from outside, where a caller holds "some poll" and not one kind of it. */
export type AnyKindEditor = KindEditor<PollKind>

export function editorOf(kind: PollKind): AnyKindEditor {
  // Sound because settings travel with their own kind.
  return kindEditors[kind] as unknown as AnyKindEditor
}
