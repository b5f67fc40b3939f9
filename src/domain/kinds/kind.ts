import type { Circumstances, Roll } from '../circumstances.ts'
import type { Outcome } from '../outcome/outcome.ts'
import type { TieBreaks } from '../outcome/tie.ts'
import type { Description } from '../description.ts'
import type { Privacy } from '../privacy.ts'
import type { Result } from '../refusal.ts'
import type { PaperCount } from './paper.ts'

/** One thing that can be chosen. */
export interface PollOption {
  /** Stable within its poll: `o1`, `o2` …; motions use `yes`, `no` and `abstain`. */
  readonly id: string
  readonly label: string
  /** Id of a picture that the meeting's file holds. */
  readonly image?: string
}

/** What every kind of poll can be told. */
export interface CommonSettings {
  /** May an attendee replace a counted vote while the poll is open? */
  readonly allowChange: boolean
  /** May an attendee take a counted vote back while the poll is open? */
  readonly allowWithdraw: boolean
  /** Are results revealed from the moment the poll opens? */
  readonly liveResults: boolean
  /** Voting closes by itself this long after opening; null: when the host closes it. */
  readonly countdownSeconds: number | null
  /** Does each phone show the options in an order of its own? Results keep the order of the question. */
  readonly shuffle: boolean
  /** Who can put an answer beside the person who gave it. */
  readonly privacy: Privacy
  /** Is a vote chosen and then confirmed, also where one tap could give it? */
  readonly confirm: boolean
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

/** What the server knows of a vote at the moment it is counted, for kinds whose answers carry some of it. */
export interface Stamp<Answer> {
  /** What this replaces in the same round. */
  readonly previous: Answer | null
  /** Milliseconds since 1970. */
  readonly nowMs: number
  /** Milliseconds since voting opened; by the countdown, pauses left out, where there is one. */
  readonly tookMs: number
  /** The name given at joining; null where none was given. */
  readonly name: string | null
  /** Stands for the voter in every poll of the meeting, without naming them. */
  readonly player: string
}

/**
 * One kind of poll: everything the house needs to know about it. `docs/kinds.md` shows by example how to add one.
 *
 * `read…` functions take whatever arrived, refuse what is wrong and return a clean value without unknown members;
 * they never throw and never repair silently.
 */
export interface Kind<Name extends string, Settings extends CommonSettings, Answer, Tally extends CommonTally> {
  readonly name: Name
  readonly defaultSettings: Settings
  /** Options that belong to the kind and cannot be edited (none at all for `[]`), or null where the host writes them. */
  readonly fixedOptions: readonly PollOption[] | null
  /** Fewest options with which such a poll can be opened. */
  readonly minOptions: number
  /** May the room see the result grow while people vote? A quiz would give its answer away. */
  readonly mayShowLive: boolean
  /** Applies a partial change to `current`. Refuses with `settingsMalformed`. */
  readSettings(change: unknown, current: Settings): Result<Settings>
  /** The settings without what names options that are not there any more. Left out where none can. */
  fit?(question: QuestionOf<Name, Settings>): Settings
  /** May these settings be used with these options? Asked when the poll opens. */
  checkComplete(question: QuestionOf<Name, Settings>): Result<null>
  readAnswer(raw: unknown, question: QuestionOf<Name, Settings>): Result<Answer>
  /**
   * Reads a count of paper ballots or raised hands and refuses what cannot come from so many. Left out where answers
   * cannot be counted by hand.
   */
  readPaper?(raw: unknown, question: QuestionOf<Name, Settings>): Result<PaperCount>
  /** Adds what the server knows to an answer about to be counted. Left out where answers carry nothing of it. */
  stamp?(answer: Answer, question: QuestionOf<Name, Settings>, stamp: Stamp<Answer>): Answer
  /**
   * Where a roll call is held, does the kind itself place the names, among its entries? Left out where the whole answer
   * has a name.
   */
  readonly placesNames?: true
  /** Pure count: the same ballots in any order give the same tally. */
  tally(question: QuestionOf<Name, Settings>, ballots: Iterable<Ballot<Answer>>, given: Circumstances): Tally
  /** What the counts mean under the poll's rule. */
  outcome(question: QuestionOf<Name, Settings>, tally: Tally, given: Circumstances): Outcome
  /** What may break a tie of this kind. Left out where the chair or a lot picks one of the tied options. */
  tieBreaks?(question: QuestionOf<Name, Settings>, tally: Tally, outcome: Outcome): TieBreaks
  /** Numbers of the meeting that the rule is taken of, which must be known first. Left out where there are none. */
  rollNeeded?(question: QuestionOf<Name, Settings>): readonly (keyof Roll)[]
  /** The tally as a table with its shares, for spreadsheets, minutes and pictures. */
  describe(question: QuestionOf<Name, Settings>, tally: Tally, outcome: Outcome): Description
  /** What phones may know of the question before the result is shown. Left out where nothing is secret. */
  conceal?(question: QuestionOf<Name, Settings>): QuestionOf<Name, Settings>
  /**
   * The tally that a live result may show while voting is open, without what would give the answer away. Left out where
   * the counts alone are no secret, or never shown live.
   */
  concealTally?(tally: Tally): Tally
  /**
   * The tally for phones and stage: without what the host holds back or removed, without names if they are hidden, and
   * with at most `limit` entries. Left out where the whole tally may be shown.
   */
  forRoom?(tally: Tally, limit: number, namesShown: boolean): Tally
}
