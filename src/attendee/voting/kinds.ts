import type { Component } from 'vue'
import type { PollKind } from '../../domain/kinds/index.ts'
import type { Messages } from '../../web/words.ts'
import type * as privacy from '../privacy.ts'

/** A kind on the phone, in one file of `kinds/`. */
export interface KindPart {
  /** Takes `VotingProps`, emits `VotingEmits`. */
  readonly Voting: Component
  /** Takes `ResultProps`. */
  readonly Result: Component
  /** What my own answer came to, above the result; takes `MineProps`. Left out where the result says it all. */
  readonly Mine?: Component
  /** Sections of `contract/languages` that only this kind says. */
  readonly sentences: Messages
}

/** What a poll needs that shows names, or keeps more from others than most. */
export type PrivacyPart = typeof privacy

/** Holds the leaderboard too. */
export const quizPart = () => import('./kinds/quiz.ts')

/** Fetches a kind when such a poll arrives; null: every phone has it from the start. */
export const kindParts: Readonly<Record<PollKind, (() => Promise<KindPart>) | null>> = {
  choice: null,
  motion: null,
  rating: () => import('./kinds/rating.ts'),
  ranking: () => import('./kinds/ranking.ts'),
  points: () => import('./kinds/points.ts'),
  words: () => import('./kinds/words.ts'),
  text: () => import('./kinds/text.ts'),
  number: () => import('./kinds/number.ts'),
  quiz: quizPart,
  questions: () => import('./kinds/questions.ts'),
}
