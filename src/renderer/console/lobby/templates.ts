import type { CommandInput } from '../../../contract/hostApi.ts'
import type { Say } from '../../../web/words.ts'

/** Ready questions for the first meeting: complete, so that voting can be opened at once. */
export const templateNames = ['motion', 'single', 'several'] as const
export type TemplateName = (typeof templateNames)[number]

export function templatePoll(t: Say, name: TemplateName): Omit<CommandInput<'createPoll'>, 'meetingId'> {
  const question = t(`host.templates.${name}.question`)
  if (name === 'motion') return { kind: 'motion', question }
  const options = t(`host.templates.${name}.options`).split('\n')
  return { kind: 'choice', question, options, settings: { max: name === 'several' ? 3 : 1 } }
}
