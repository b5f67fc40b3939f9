import type { Component } from 'vue'
import type { PollKind } from '../../domain/kinds/index.ts'
import NumberResult from './kinds/NumberResult.vue'
import PointsResult from './kinds/PointsResult.vue'
import QuestionsResult from './kinds/QuestionsResult.vue'
import QuizResult from './kinds/QuizResult.vue'
import RankingResult from './kinds/RankingResult.vue'
import RatingResult from './kinds/RatingResult.vue'
import TextResult from './kinds/TextResult.vue'
import WordsResult from './kinds/WordsResult.vue'
import SelectionResult from './SelectionResult.vue'

/** What draws the result of each kind. Everything at once: phones do not import this, they fetch what they need. */
export const resultKinds: Record<PollKind, Component> = {
  choice: SelectionResult,
  motion: SelectionResult,
  rating: RatingResult,
  ranking: RankingResult,
  points: PointsResult,
  words: WordsResult,
  text: TextResult,
  number: NumberResult,
  quiz: QuizResult,
  questions: QuestionsResult,
}
