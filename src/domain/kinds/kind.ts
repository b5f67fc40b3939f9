import type { Outcome } from '../outcome/outcome.ts'
import type { Result } from '../refusal.ts'

/** One thing that can be chosen. */
export interface PollOption {
  /** Stable within its poll: `o1`, `o2` …; motions use `yes`, `no` and `abstain`. */
  readonly id: string
  readonly label: string
}

/** What every kind of poll can be told. */
export interface CommonSettings {
  /** May an attendee replace a counted vote while the poll is open? */
  readonly allowChange: boolean
  /** May an attendee take a counted vote back while the poll is open? */
  readonly allowWithdraw: boolean
  /** Are results revealed from the moment the poll opens? */
  readonly liveResults: boolean
}

/** The question as it is shown: what a round freezes when it opens. */
export interface QuestionOf<Name extends string, Settings extends CommonSettings> {
  readonly kind: Name
  readonly question: string
  readonly options: readonly PollOption[]
  readonly settings: Settings
}

/** A counted answer. `weight` is a whole number; 1 where votes are not weighted. */
export interface Ballot<Answer> {
  readonly answer: Answer
  readonly weight: number
}

/** What every tally says. Heads and weight are two totals and are never mixed in one fraction. */
export interface CommonTally {
  /** People who answered. */
  readonly people: number
  /** Ballots counted: as many as people, unless a later kind lets one person hand in several. */
  readonly ballots: number
  /** Sum of the ballots' weights. */
  readonly weight: number
}

/**
 * One kind of poll: everything the house needs to know about it. To add a kind, write such a module, list it in
 * `kinds/index.ts`, and give it one voting and one result component.
 *
 * `read…` functions take whatever arrived, refuse what is wrong and return a clean value without unknown members;
 * they never throw and never repair silently.
 */
export interface Kind<Name extends string, Settings extends CommonSettings, Answer, Tally extends CommonTally> {
  readonly name: Name
  readonly defaultSettings: Settings
  /** Options that belong to the kind and cannot be edited, or null where the host writes them. */
  readonly fixedOptions: readonly PollOption[] | null
  /** Fewest options with which such a poll can be opened. */
  readonly minOptions: number
  /** Applies a partial change to `current`. Refuses with `settingsMalformed`. */
  readSettings(change: unknown, current: Settings): Result<Settings>
  /** May these settings be used with these options? Asked when the poll opens. */
  checkComplete(question: QuestionOf<Name, Settings>): Result<null>
  readAnswer(raw: unknown, question: QuestionOf<Name, Settings>): Result<Answer>
  /** Pure count: the same ballots in any order give the same tally. */
  tally(question: QuestionOf<Name, Settings>, ballots: Iterable<Ballot<Answer>>): Tally
  /** What the counts mean under the poll's rule. */
  outcome(question: QuestionOf<Name, Settings>, tally: Tally): Outcome
}
