import { choice, type ChoiceSettings } from './choice.ts'
import type { CommonSettings, CommonTally, Kind, QuestionOf } from './kind.ts'
import { motion, type MotionSettings } from './motion.ts'
import type { Selection, SelectionTally } from './selection.ts'

/** Every kind of poll, by name. */
export const kinds = { choice, motion }

export type PollKind = keyof typeof kinds
export const pollKinds = Object.keys(kinds) as readonly PollKind[]

export type Question = QuestionOf<'choice', ChoiceSettings> | QuestionOf<'motion', MotionSettings>
export type Settings = Question['settings']
export type Answer = Selection
export type Tally = SelectionTally

/** A kind seen from outside, where a caller holds "some poll" and not one kind of it. */
export type AnyKind = Kind<PollKind, CommonSettings, Answer, Tally & CommonTally>

/** The module of a kind. */
export function kindOf(name: PollKind): AnyKind {
  // Sound because a question travels with its own kind's settings: both are read by the same module.
  return kinds[name]
}
