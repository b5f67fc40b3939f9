import type { Roll } from '../circumstances.ts'
import type { Description, ResultRow, RowWord, ShareBase } from '../description.ts'
import type { MajorityRule } from '../outcome/majority.ts'
import { noVerdict, type Outcome } from '../outcome/outcome.ts'
import { baseOf } from '../outcome/verdict.ts'
import { sharesOfBase, sharesOfTotal, type Share, type Shares } from '../percentages.ts'
import type { PollOption } from './kind.ts'
import { maxChosen, type OptionCount, type SelectionTally } from './selection.ts'

/** Heads and weight of a row that is no option. */
interface Row {
  readonly count: number
  readonly weight: number
}

export interface OptionShares {
  /** One for each option, null for one that is outside the base; null altogether where the base is nothing. */
  readonly shares: readonly (Share | null)[] | null
  /** Of all own answers together; null where there can be none, or where the base is nothing. */
  readonly other: Share | null
  /** Who could vote and did not; null where the base has no room for them. */
  readonly didNotVote: (Row & { readonly share: Share | null }) | null
  /** What 100 % is; null where the base is nothing. */
  readonly base: ShareBase | null
  /** True where the shares were rounded one by one and need not add up to 100. */
  readonly rounded: boolean
}

type Asked = { readonly settings: object }
type OptionTally = SelectionTally & { readonly other?: Row }

const nothing: OptionShares = { shares: null, other: null, didNotVote: null, base: null, rounded: false }

/**
 * Shares of votes, in option order; votes are heads where nobody has more than one.
 *
 * Where one attendee chooses one option, the options divide one total. Where several may be chosen, each is a part of
 * the people who answered, and together they may be more than 100 %; or, if the poll says so, of all ticks. A motion's
 * shares are of what its first majority is taken of, so that they say what the verdict says: `outcome` knows how many
 * were present or entitled. A quiz counts heads.
 */
export function selectionShares(question: Asked, tally: OptionTally, outcome: Outcome = noVerdict): OptionShares {
  const { rule } = question.settings as { readonly rule?: MajorityRule }
  return rule === undefined ? choiceShares(question, tally) : motionShares(rule, tally, outcome.roll)
}

function choiceShares(question: Asked, tally: OptionTally): OptionShares {
  const { settings } = question
  const heads = 'correct' in settings
  const rows: readonly Row[] = tally.other === undefined ? tally.options : [...tally.options, tally.other]
  const votes = rows.map(({ count, weight }) => (heads ? count : weight))
  const voted = heads ? tally.people : tally.weight
  const several = maxChosen(question) > 1
  const ticks = several && 'base' in settings && settings.base === 'ticks'
  const { shares, rounded } = several && !ticks ? sharesOfBase(votes, voted) : sharesOfTotal(votes)
  if (shares === null) return nothing
  const size = ticks ? votes.reduce((sum, count) => sum + count, 0) : voted
  // People are not votes: where somebody has several, what answered is named for what it is.
  const people = heads || tally.people === tally.weight
  const base: ShareBase = { what: ticks ? 'ticks' : people ? 'peopleAnswered' : 'cast', size }
  const options = shares.slice(0, tally.options.length)
  return { ...nothing, shares: options, other: shares[options.length] ?? null, base, rounded }
}

function motionShares(rule: MajorityRule, tally: OptionTally, roll: Roll | null): OptionShares {
  const weightOf = (id: string): number => tally.options.find((option) => option.id === id)?.weight ?? 0
  const votes = { yes: weightOf('yes'), no: weightOf('no'), abstain: weightOf('abstain') }
  const unknown = { entitledHeads: null, entitledWeight: null, presentHeads: null, presentWeight: null }
  const size = baseOf(rule.base, votes, roll ?? unknown)
  if (size === null) return nothing
  const inside = tally.options.filter(({ id }) => rule.base !== 'yesNo' || id !== 'abstain')
  const missing = missingVotes(rule, tally, size, roll)
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

function missingVotes(rule: MajorityRule, tally: OptionTally, size: number, roll: Roll | null): Row | null {
  if (rule.base !== 'present' && rule.base !== 'entitled') return null
  const heads = (rule.base === 'present' ? roll?.presentHeads : roll?.entitledHeads) ?? size
  return { count: Math.max(0, heads - tally.people), weight: size - tally.weight }
}

/** A row of the result table that stands for an option, or for what is none. */
export function resultRow(
  id: string,
  named: { label: string } | { word: RowWord },
  row: Row,
  share: Share | null,
): ResultRow {
  const label = 'label' in named ? named.label : ''
  const word = 'word' in named ? named.word : null
  return { id, label, word, count: row.count, weight: row.weight, share, score: null, state: 'shown' }
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
    return resultRow(option.id, nameOf(option), counted, share)
  })
  return { rows, base, rounded, figures: [] }
}
