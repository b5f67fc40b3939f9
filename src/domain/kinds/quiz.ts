import { noVerdict } from '../outcome/outcome.ts'
import { accept, refuse } from '../refusal.ts'
import { maxOptions } from '../text.ts'
import type { CommonSettings, Kind } from './kind.ts'
import { describeOptions } from './optionShares.ts'
import { readSelection, tallySelections, type SelectionTally } from './selection.ts'
import { commonDefaults, isWhole, readCommonSettings } from './settings.ts'

export interface QuizSettings extends CommonSettings {
  /** Ids of the right options. All of them, and no other, must be chosen. */
  readonly correct: readonly string[]
  /** Most options that one attendee may choose. */
  readonly max: number
  /** Points for a right answer. */
  readonly points: number
  /** Is a quick right answer worth more? Needs a countdown. The slowest still gets half. */
  readonly speedPoints: boolean
  /** Is a series of right answers worth more? */
  readonly streaks: boolean
}

export interface QuizAnswer {
  readonly options: readonly string[]
  /** Added by the server: who answered, for the leaderboard. */
  readonly player?: string
  readonly name?: string
  readonly tookMs?: number
}

export interface QuizTally extends SelectionTally {
  /** Ids of the right options. */
  readonly correct: readonly string[]
  /** Heads that were right. */
  readonly right: number
}

/** Most points for one right answer. */
export const maxQuizPoints = 10_000

/** Options of which some are right; what people get for it is in `standings.ts`. */
export const quiz: Kind<'quiz', QuizSettings, QuizAnswer, QuizTally> = {
  name: 'quiz',
  defaultSettings: {
    ...commonDefaults,
    // The first answer counts: who may change it could look at a neighbour's phone.
    allowChange: false,
    allowWithdraw: false,
    countdownSeconds: 20,
    correct: [],
    max: 1,
    points: 100,
    speedPoints: false,
    streaks: false,
  },
  fixedOptions: null,
  minOptions: 2,
  mayShowLive: false,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ['correct', 'max', 'points', 'speedPoints', 'streaks'])
    if (!read.ok) return read
    const { common, own } = read.value
    const { correct = current.correct, max = current.max, points = current.points } = own
    const { speedPoints = current.speedPoints, streaks = current.streaks } = own
    // A result that grows while people answer would give the answer away.
    if (common.liveResults) return refuse('settingsMalformed')
    if (!isIds(correct) || !isWhole(max, 1, maxOptions)) return refuse('settingsMalformed')
    if (!isWhole(points, 1, maxQuizPoints)) return refuse('settingsMalformed')
    if (typeof speedPoints !== 'boolean' || typeof streaks !== 'boolean') return refuse('settingsMalformed')
    return accept({ ...common, correct, max, points, speedPoints, streaks })
  },

  fit: ({ options, settings }) => ({
    ...settings,
    correct: settings.correct.filter((id) => options.some((option) => option.id === id)),
  }),

  checkComplete({ options, settings }) {
    const { correct, max, speedPoints, countdownSeconds } = settings
    const known = options.map(({ id }) => id)
    if (correct.length === 0 || !correct.every((id) => known.includes(id))) return refuse('quizWithoutAnswer')
    if (max > options.length) return refuse('maxAboveOptions', { max, options: options.length })
    if (correct.length > max) return refuse('maxBelowCorrect', { max, correct: correct.length })
    return speedPoints && countdownSeconds === null ? refuse('speedNeedsCountdown') : accept(null)
  },

  readAnswer: (raw, question) => readSelection(raw, question.options, question.settings.max),

  stamp: (answer, _question, { player, name, tookMs }) => ({
    options: answer.options,
    player,
    ...(name === null ? {} : { name }),
    tookMs: Math.max(0, Math.round(tookMs)),
  }),

  tally(question, ballots) {
    const all = [...ballots]
    const { correct } = question.settings
    const right = all.filter(({ answer }) => isRight(answer, correct)).length
    return { ...tallySelections(question.options, all), correct, right }
  },

  // What a right answer is worth is a matter of the leaderboard, not of the poll.
  outcome: () => noVerdict,

  describe(question, tally, outcome) {
    const described = describeOptions(question, tally, outcome, ({ label }) => ({ label }))
    return {
      ...described,
      rows: described.rows.map((row) => ({ ...row, right: tally.correct.includes(row.id) })),
      figures: [{ name: 'right', values: [tally.right], decimals: 0 }],
    }
  },

  conceal: (question) => ({ ...question, settings: { ...question.settings, correct: [] } }),
}

/** All of the right options and no other; where nothing is marked as right, nobody is. */
export function isRight(answer: QuizAnswer, correct: readonly string[]): boolean {
  const chosen = new Set(answer.options)
  return correct.length > 0 && chosen.size === correct.length && correct.every((id) => chosen.has(id))
}

/** Are these ids of options, none twice? Whether the poll has them is asked when it opens. */
function isIds(raw: unknown): raw is readonly string[] {
  return (
    Array.isArray(raw) &&
    raw.length <= maxOptions &&
    raw.every((id) => typeof id === 'string' && id !== '' && id.length <= 64) &&
    new Set(raw).size === raw.length
  )
}
