import type { Entry } from './entries.ts'
import { choice, type ChoiceAnswer, type ChoiceSettings, type ChoiceTally } from './choice.ts'
import type { CommonSettings, CommonTally, Kind, QuestionOf } from './kind.ts'
import { motion, type MotionSettings, type MotionTally } from './motion.ts'
import { number, type NumberAnswer, type NumberSettings, type NumberTally } from './number.ts'
import { points, type PointsAnswer, type PointsSettings, type PointsTally } from './points.ts'
import { questions, type QuestionsAnswer, type QuestionsSettings, type QuestionsTally } from './questions.ts'
import { quiz, type QuizAnswer, type QuizSettings, type QuizTally } from './quiz.ts'
import { ranking, type RankingAnswer, type RankingSettings, type RankingTally } from './ranking.ts'
import { rating, type RatingAnswer, type RatingSettings, type RatingTally } from './rating.ts'
import type { Selection } from './selection.ts'
import { text, type TextAnswer, type TextSettings, type TextTally } from './text.ts'
import { words, type WordsAnswer, type WordsSettings, type WordsTally } from './words.ts'

/** Every kind of poll, by name, in the order in which a host is offered them. */
export const kinds = { choice, motion, rating, ranking, points, words, text, number, quiz, questions }

export type PollKind = keyof typeof kinds
export const pollKinds = Object.keys(kinds) as readonly PollKind[]

/** What belongs to each kind. */
export interface KindTypes {
  choice: { settings: ChoiceSettings; answer: ChoiceAnswer; tally: ChoiceTally }
  motion: { settings: MotionSettings; answer: Selection; tally: MotionTally }
  rating: { settings: RatingSettings; answer: RatingAnswer; tally: RatingTally }
  ranking: { settings: RankingSettings; answer: RankingAnswer; tally: RankingTally }
  points: { settings: PointsSettings; answer: PointsAnswer; tally: PointsTally }
  words: { settings: WordsSettings; answer: WordsAnswer; tally: WordsTally }
  text: { settings: TextSettings; answer: TextAnswer; tally: TextTally }
  number: { settings: NumberSettings; answer: NumberAnswer; tally: NumberTally }
  quiz: { settings: QuizSettings; answer: QuizAnswer; tally: QuizTally }
  questions: { settings: QuestionsSettings; answer: QuestionsAnswer; tally: QuestionsTally }
}

export type SettingsOf<K extends PollKind> = KindTypes[K]['settings']
export type AnswerOf<K extends PollKind> = KindTypes[K]['answer']
export type TallyOf<K extends PollKind> = KindTypes[K]['tally']

export type Question = { [K in PollKind]: QuestionOf<K, SettingsOf<K>> }[PollKind]
export type Settings = Question['settings']
export type Answer = AnswerOf<PollKind>
export type Tally = TallyOf<PollKind>

/** A kind seen from outside, where a caller holds "some poll" and not one kind of it. */
export type AnyKind = Kind<PollKind, CommonSettings, Answer, CommonTally & Tally>

/** The module of a kind. */
export function kindOf(name: PollKind): AnyKind {
  // Sound because a question travels with its own kind's settings, answers and tallies: one module reads them all.
  return kinds[name]
}

/** The tally of a poll whose kind is known. Sound for the same reason. */
export function tallyOf<K extends PollKind>(_kind: K, tally: Tally): TallyOf<K> {
  return tally
}

/** What people wrote, pending and removed included, of kinds in which they write; null for other kinds. */
export function entriesOf(tally: Tally): readonly Entry[] | null {
  if ('entries' in tally) return tally.entries
  return 'others' in tally ? tally.others : null
}
