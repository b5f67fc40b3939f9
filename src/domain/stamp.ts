import { kindOf, type Answer, type Question } from './kinds/index.ts'
import type { Stamp } from './kinds/kind.ts'

/** The answer as it is counted: with what its kind keeps of the server's knowledge, and in a roll call with the name. */
export function stampAnswer(question: Question, answer: Answer, stamp: Stamp<Answer>): Answer {
  const kind = kindOf(question.kind)
  const stamped = kind.stamp?.(answer, question, stamp) ?? answer
  return callsByName(question) && stamp.name !== null ? { ...stamped, name: stamp.name } : stamped
}

/** Does each answer of this question carry the name of who gave it? */
export function callsByName({ kind, settings }: Pick<Question, 'kind' | 'settings'>): boolean {
  return settings.privacy === 'named' && kindOf(kind).placesNames !== true
}
