import { noVerdict } from '../outcome/outcome.ts'
import { accept, refuse } from '../refusal.ts'
import type { CommonSettings, Kind } from './kind.ts'
import { readSelection, tallySelections, type Selection, type SelectionTally } from './selection.ts'
import { commonDefaults, readCommonSettings } from './settings.ts'
import { maxOptions } from '../text.ts'

export interface ChoiceSettings extends CommonSettings {
  /** How many options one attendee may choose: 1 is a single choice. */
  readonly max: number
}

/** One of several options, or several up to `max`. */
export const choice: Kind<'choice', ChoiceSettings, Selection, SelectionTally> = {
  name: 'choice',
  defaultSettings: { ...commonDefaults, max: 1 },
  fixedOptions: null,
  minOptions: 2,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ['max'])
    if (!read.ok) return read
    const { max = current.max } = read.value.own
    if (typeof max !== 'number' || !Number.isInteger(max) || max < 1 || max > maxOptions)
      return refuse('settingsMalformed')
    return accept({ ...read.value.common, max })
  },

  checkComplete(question) {
    const { max } = question.settings
    return max > question.options.length
      ? refuse('maxAboveOptions', { max, options: question.options.length })
      : accept(null)
  },

  readAnswer: (raw, question) => readSelection(raw, question.options, question.settings.max),
  tally: (question, ballots) => tallySelections(question.options, ballots),
  // A choice asks what the room thinks; it decides nothing, so there is no verdict to dispute.
  outcome: () => noVerdict,
}
