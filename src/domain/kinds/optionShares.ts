import type { Roll } from '../circumstances.ts'
import type { Description, ResultRow, RowWord, ShareBase } from '../description.ts'
import { majoritiesOf, type Election } from '../outcome/election.ts'
import type { CandidateBase, MajorityRule } from '../outcome/majority.ts'
import { noVerdict, type Outcome } from '../outcome/outcome.ts'
import { baseOf, baseOfPeople } from '../outcome/verdict.ts'
import { sharesOfBase, sharesOfTotal, type Share, type Shares } from '../percentages.ts'
import type { PollOption } from './kind.ts'
import type { PaperCount } from './paper.ts'
import { maxChosen, type OptionCount, type SelectionTally } from './selection.ts'

/** Heads and weight of a row that is no option. */
interface Row {
  readonly count: number
  readonly weight: number
}

/** A row with its share; null where the row is outside the base. */
type SharedRow = Row & { readonly share: Share | null }

export interface OptionShares {
  /** One for each option, null for one that is outside the base; null altogether where the base is nothing. */
  readonly shares: readonly (Share | null)[] | null
  /** Of all own answers together; null where there can be none, or where the base is nothing. */
  readonly other: Share | null
  /** Ballots for nobody; null where there can be none. */
  readonly blank: SharedRow | null
  /** Who could vote and did not; null where the base has no room for them. */
  readonly didNotVote: SharedRow | null
  /** What 100 % is; null where the base is nothing. */
  readonly base: ShareBase | null
  /** True where the shares were rounded one by one and need not add up to 100. */
  readonly rounded: boolean
}

type Asked = { readonly settings: object }
type OptionTally = SelectionTally & {
  readonly other?: Row
  readonly blank?: Row
  readonly paper?: PaperCount | null
}

const nothing: OptionShares = {
  shares: null,
  other: null,
  blank: null,
  didNotVote: null,
  base: null,
  rounded: false,
}
const unknown: Roll = { entitledHeads: null, entitledWeight: null, presentHeads: null, presentWeight: null }

/**
 * Shares of votes, in option order; votes are heads where nobody has more than one.
 *
 * Where one attendee chooses one option, the options divide one total. Where several may be chosen, each is a part of
 * the people who answered, and together they may be more than 100 %; or, if the poll says so, of all ticks. Blank
 * ballots are in the base or outside it, as the poll says. Shares of a motion, and of an election that asks for a
 * majority, are of what its first majority is taken of, so that they say what the verdict says: `outcome` knows how many
 * were present or entitled. A quiz counts heads.
 */
export function selectionShares(question: Asked, tally: OptionTally, outcome: Outcome = noVerdict): OptionShares {
  const { rule } = question.settings as { readonly rule?: MajorityRule }
  return rule === undefined ? choiceShares(question, tally, outcome.roll) : motionShares(rule, tally, outcome.roll)
}

function choiceShares(question: Asked, tally: OptionTally, roll: Roll | null): OptionShares {
  const { settings } = question
  const heads = 'correct' in settings
  const votesOf = ({ count, weight }: Row): number => (heads ? count : weight)
  const several = maxChosen(question) > 1
  const blank = 'blank' in settings && settings.blank === true ? (tally.blank ?? null) : null
  const base = choiceBase(settings, several, blank !== null)
  const size = choiceSize(base, tally, votesOf, roll)
  if (size === null) return { ...nothing, blank: blank && { ...blank, share: null } }
  const counted = blank !== null && base !== 'valid' && base !== 'ticks' ? blank : null
  const missing = base === 'present' || base === 'entitled' ? missingVotes(base, tally, size, roll) : null
  const rows: readonly (Row | null)[] = [...tally.options, tally.other ?? null, counted, missing]
  const votes = rows.map((row) => (row === null ? 0 : votesOf(row)))
  const { shares, rounded } = several && base !== 'ticks' ? sharesOfBase(votes, size) : sharesOfTotal(votes)
  if (shares === null) return { ...nothing, blank: blank && { ...blank, share: null } }
  const [other = null, ofBlank = null, ofMissing = null] = shares.slice(tally.options.length)
  return {
    shares: shares.slice(0, tally.options.length),
    other: tally.other === undefined ? null : other,
    blank: blank && { ...blank, share: counted && ofBlank },
    didNotVote: missing && { ...missing, share: ofMissing },
    base: { what: baseName(base, heads || tally.people === tally.weight), size },
    rounded,
  }
}

type ChoiceBase = 'people' | 'ticks' | CandidateBase

/** What the shares are of. Where nobody can vote blank, valid votes, all ballots and who answered are the same. */
function choiceBase(settings: object, several: boolean, mayBeBlank: boolean): ChoiceBase {
  const { election = null, base = 'people' } = settings as { election?: Election | null; base?: ChoiceBase }
  const [first] = election === null ? [] : majoritiesOf(election)
  const wanted = first?.base ?? base
  if (wanted === 'ticks') return several ? 'ticks' : 'people'
  return !mayBeBlank && (wanted === 'valid' || wanted === 'cast') ? 'people' : wanted
}

function choiceSize(
  base: ChoiceBase,
  tally: OptionTally,
  votesOf: (row: Row) => number,
  roll: Roll | null,
): number | null {
  const voted = votesOf({ count: tally.people, weight: tally.weight })
  if (base === 'present' || base === 'entitled') return baseOfPeople(base, voted, roll ?? unknown)
  if (base === 'valid') return voted - (tally.blank === undefined ? 0 : votesOf(tally.blank))
  if (base !== 'ticks') return voted
  const ticked = [...tally.options, ...(tally.other === undefined ? [] : [tally.other])]
  return ticked.reduce((sum, row) => sum + votesOf(row), 0)
}

/** People are not votes: where somebody has several, what answered is named for what it is. */
function baseName(base: ChoiceBase, people: boolean): ShareBase['what'] {
  return base === 'people' ? (people ? 'peopleAnswered' : 'cast') : base
}

function motionShares(rule: MajorityRule, tally: OptionTally, roll: Roll | null): OptionShares {
  const weightOf = (id: string): number => tally.options.find((option) => option.id === id)?.weight ?? 0
  const votes = { yes: weightOf('yes'), no: weightOf('no'), abstain: weightOf('abstain') }
  const size = baseOf(rule.base, votes, roll ?? unknown)
  if (size === null) return nothing
  const inside = tally.options.filter(({ id }) => rule.base !== 'yesNo' || id !== 'abstain')
  const missing =
    rule.base === 'present' || rule.base === 'entitled' ? missingVotes(rule.base, tally, size, roll) : null
  const { shares, rounded }: Shares = sharesOfTotal([...inside, ...(missing ? [missing] : [])].map((row) => row.weight))
  if (shares === null) return nothing
  return {
    ...nothing,
    shares: tally.options.map((option) => shares[inside.indexOf(option)] ?? null),
    didNotVote: missing && { ...missing, share: shares[inside.length] ?? null },
    base: { what: rule.base, size },
    rounded,
  }
}

function missingVotes(base: 'present' | 'entitled', tally: OptionTally, size: number, roll: Roll | null): Row {
  const heads = (base === 'present' ? roll?.presentHeads : roll?.entitledHeads) ?? size
  return { count: Math.max(0, heads - tally.people), weight: size - tally.weight }
}

/** A row of the result table that stands for an option, or for what is none. */
export function resultRow(
  id: string,
  named: { label: string } | { word: RowWord },
  row: Row,
  share: Share | null,
  /** Of these counted by hand. */
  paper?: number,
): ResultRow {
  const label = 'label' in named ? named.label : ''
  const word = 'word' in named ? named.word : null
  const { count, weight } = row
  const byHand = paper === undefined ? {} : { paper }
  return { id, label, word, count, weight, share, score: null, state: 'shown', ...byHand }
}

/** Options as a table, in the order of the question, without figures. */
export function describeOptions(
  question: Asked & { readonly options: readonly PollOption[] },
  tally: OptionTally,
  outcome: Outcome,
  nameOf: (option: PollOption) => { label: string } | { word: RowWord },
): Description {
  const { shares, base, rounded } = selectionShares(question, tally, outcome)
  const counts = new Map<string, { counted: OptionCount; share: Share | null }>()
  tally.options.forEach((counted, place) => counts.set(counted.id, { counted, share: shares?.[place] ?? null }))
  const rows = question.options.map((option) => {
    const { counted, share } = counts.get(option.id) ?? { counted: { count: 0, weight: 0 }, share: null }
    const paper = tally.paper?.options.find(({ id }) => id === option.id)?.count
    return resultRow(option.id, nameOf(option), counted, share, paper)
  })
  return { rows, base, rounded, figures: [] }
}
