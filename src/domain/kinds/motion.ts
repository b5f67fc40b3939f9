import { isMajorityRule, simpleMajority, type MajorityRule } from '../outcome/majority.ts'
import { motionVerdict } from '../outcome/outcome.ts'
import { accept, refuse } from '../refusal.ts'
import type { CommonSettings, Kind } from './kind.ts'
import { readSelection, tallySelections, type Selection, type SelectionTally } from './selection.ts'
import { commonDefaults, readCommonSettings } from './settings.ts'

export interface MotionSettings extends CommonSettings {
  readonly rule: MajorityRule
}

/** Yes, no or abstain, with a verdict. The labels are for machines: screens say the three ids in their own language. */
export const motion: Kind<'motion', MotionSettings, Selection, SelectionTally> = {
  name: 'motion',
  defaultSettings: { ...commonDefaults, rule: simpleMajority },
  fixedOptions: [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No' },
    { id: 'abstain', label: 'Abstain' },
  ],
  minOptions: 3,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ['rule'])
    if (!read.ok) return read
    const { rule = current.rule } = read.value.own
    return isMajorityRule(rule) ? accept({ ...read.value.common, rule }) : refuse('settingsMalformed')
  },

  checkComplete: () => accept(null),
  readAnswer: (raw, question) => readSelection(raw, question.options, 1),
  tally: (question, ballots) => tallySelections(question.options, ballots),

  outcome(question, tally) {
    const count = (id: string): number => tally.options.find((option) => option.id === id)?.weight ?? 0
    return motionVerdict(question.settings.rule, { yes: count('yes'), no: count('no'), abstain: count('abstain') })
  },
}
