import type { QuizSettings } from '../../../../domain/kinds/quiz.ts'

type Rights = Pick<QuizSettings, 'correct' | 'max'>

/**
 * How many may be chosen follows how many are right, until the host says another number; it is never less, since then
 * nobody could be right.
 */
function withCorrect({ correct: before, max }: Rights, correct: readonly string[]): Rights {
  const follows = max === Math.max(1, before.length)
  const least = Math.max(1, correct.length)
  return { correct, max: follows ? least : Math.max(max, least) }
}

/** Marks an option as right, or takes the mark away. */
export function markedRight(settings: Rights, optionId: string, right: boolean): Rights {
  const others = settings.correct.filter((id) => id !== optionId)
  return withCorrect(settings, right ? [...others, optionId] : others)
}

/** What is left of the marks when an option is removed; null where it had none. */
export function withoutRight(settings: Rights, optionId: string): Rights | null {
  return settings.correct.includes(optionId) ? markedRight(settings, optionId, false) : null
}
