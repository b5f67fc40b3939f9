import type { RowWord } from '../description.ts'
import { isMajorityRule, maxConditions, simpleMajority } from '../outcome/majority.ts'
import { isQuorum, rollNeeded } from '../outcome/quorum.ts'
import { isWeighted, motionVerdict, type MotionRules } from '../outcome/verdict.ts'
import { accept, refuse } from '../refusal.ts'
import type { CommonSettings, Kind } from './kind.ts'
import { describeOptions, resultRow, selectionShares } from './optionShares.ts'
import { readPaperCount, withPaper, type VoteTally } from './paper.ts'
import { readSelection, tallySelections, type Selection } from './selection.ts'
import { commonDefaults, readCommonSettings } from './settings.ts'

export interface MotionSettings extends CommonSettings, MotionRules {}

export type MotionTally = VoteTally

/** Yes, no or abstain, with a verdict. The labels are for machines: screens say the three ids in their own language. */
export const motion: Kind<'motion', MotionSettings, Selection, MotionTally> = {
  name: 'motion',
  defaultSettings: { ...commonDefaults, rule: simpleMajority, alsoRequired: [], quorum: null, tie: 'lost' },
  fixedOptions: [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No' },
    { id: 'abstain', label: 'Abstain' },
  ],
  minOptions: 3,
  mayShowLive: true,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ['rule', 'alsoRequired', 'quorum', 'tie'])
    if (!read.ok) return read
    const { common, own } = read.value
    const { rule = current.rule, alsoRequired = current.alsoRequired } = own
    const { quorum = current.quorum, tie = current.tie } = own
    if (!isMajorityRule(rule)) return refuse('settingsMalformed')
    if (!Array.isArray(alsoRequired) || alsoRequired.length >= maxConditions) return refuse('settingsMalformed')
    if (!alsoRequired.every(isMajorityRule)) return refuse('settingsMalformed')
    if (quorum !== null && !isQuorum(quorum)) return refuse('settingsMalformed')
    if (tie !== 'lost' && tie !== 'castingVote') return refuse('settingsMalformed')
    return accept({ ...common, rule, alsoRequired, quorum, tie })
  },

  checkComplete: () => accept(null),
  readAnswer: (raw, question) => readSelection(raw, question.options, 1),
  readPaper: (raw, { options }) => readPaperCount(raw, { options, max: 1, blank: false }),
  tally: (question, ballots, { paper }) => withPaper(tallySelections(question.options, ballots), paper),

  outcome(question, tally, given) {
    const count = (id: string): number => tally.options.find((option) => option.id === id)?.weight ?? 0
    const votes = { yes: count('yes'), no: count('no'), abstain: count('abstain') }
    return motionVerdict(question.settings, votes, given, isWeighted(tally, given.roll), tally.people)
  },

  // Whether a motion is carried is not a thing for chance.
  tieBreaks: () => ({ castingVotes: ['yes', 'no'], lot: null }),
  rollNeeded: ({ settings: { rule, alsoRequired, quorum } }) => rollNeeded([rule, ...alsoRequired], quorum),

  describe(question, tally, outcome) {
    const described = describeOptions(question, tally, outcome, ({ id }) => ({ word: id as RowWord }))
    const { didNotVote } = selectionShares(question, tally, outcome)
    if (didNotVote === null) return described
    const missing = resultRow('didNotVote', { word: 'didNotVote' }, didNotVote, didNotVote.share)
    return { ...described, rows: [...described.rows, missing] }
  },
}
