import { kindOf, type Question } from '../../../domain/kinds/index.ts'
import type { RefusalCode } from '../../../domain/refusal.ts'
import { lineUpTo, textLimits } from '../../../domain/text.ts'
import type { PollPatch } from './pollDraft.ts'

/** Where something is written: the question, one option by its id, all of them, or a setting by its name. */
export type Field = 'question' | 'options' | `option.${string}` | `settings.${string}`

/**
 * Which fields of a refused patch the rules would refuse by themselves, so that the host reads why where it was
 * written; all that the patch touches where only the whole is wrong.
 */
export function fieldsAtFault(stored: Question, patch: PollPatch): readonly Field[] {
  const touched: Field[] = []
  const atFault: Field[] = []
  function judge(field: Field, isFine: boolean): void {
    touched.push(field)
    if (!isFine) atFault.push(field)
  }
  if (patch.question !== undefined) judge('question', lineUpTo(patch.question, textLimits.question).ok)
  for (const option of patch.options ?? []) {
    const { id, label } = typeof option === 'string' ? { id: undefined, label: option } : option
    judge(id === undefined ? 'options' : `option.${id}`, lineUpTo(label, textLimits.optionLabel).ok)
  }
  const kind = kindOf(stored.kind)
  for (const [name, value] of Object.entries(patch.settings ?? {})) {
    judge(`settings.${name}`, kind.readSettings({ [name]: value }, stored.settings).ok)
  }
  return atFault.length > 0 ? atFault : touched
}

/** Where to mend what keeps a written question from being opened. What is only not written yet is no fault. */
export const fieldsOfLack: Readonly<Partial<Record<RefusalCode, readonly Field[]>>> = {
  maxAboveOptions: ['settings.max', 'settings.atMost'],
  seatsAboveOptions: ['settings.election'],
  maxBelowCorrect: ['settings.max'],
  speedNeedsCountdown: ['settings.speedPoints'],
  rangeEmpty: ['settings.min'],
  correctImpossible: ['settings.correct'],
}
