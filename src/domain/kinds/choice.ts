import { electionOutcome, isElection, majoritiesOf, type Election } from '../outcome/election.ts'
import { noVerdict } from '../outcome/outcome.ts'
import { rollNeeded } from '../outcome/quorum.ts'
import { isWeighted } from '../outcome/verdict.ts'
import { accept, refuse } from '../refusal.ts'
import { maxOptions, textLimits } from '../text.ts'
import { entriesForRoom, entryRows, tallyEntries, type Entry } from './entries.ts'
import { readEntryText } from './entryText.ts'
import type { CommonSettings, Kind } from './kind.ts'
import { describeOptions, resultRow, selectionShares } from './optionShares.ts'
import { readPaperCount, withPaper, type VoteTally } from './paper.ts'
import { readChosen, tallySelections, type Selection } from './selection.ts'
import { asRecord, commonDefaults, hasOnly, isWhole, readCommonSettings } from './settings.ts'

export interface ChoiceSettings extends CommonSettings {
  /** How many options one attendee may choose: 1 is a single choice. */
  readonly max: number
  /** May people write an answer of their own? It counts as one of the `max`. */
  readonly other: boolean
  /** Does an own answer wait for the host before the room sees it? */
  readonly moderated: boolean
  /** May one hand in a ballot for nobody? It is counted by itself. */
  readonly blank: boolean
  /** What a share is a part of: everyone who answered, these without blank ballots, or where several may be chosen all ticks. */
  readonly base: 'people' | 'valid' | 'ticks'
  /** Makes the choice an election; null: it only asks. */
  readonly election: Election | null
}

/** `options` is empty on a blank ballot. */
export interface ChoiceAnswer extends Selection {
  /** In the attendee's own words, where the poll allows it. */
  readonly other?: string
  /** Added by the server in a roll call. */
  readonly name?: string
}

export interface ChoiceTally extends VoteTally {
  /** Own answers, by count, then by folded text. */
  readonly others: readonly Entry[]
  /** Heads and weight of own answers altogether, whatever the host decided about them: these people answered. */
  readonly other: { readonly count: number; readonly weight: number }
  /** Heads and weight of blank ballots, which are among `people`. */
  readonly blank: { readonly count: number; readonly weight: number }
  /** Own answers that `forRoom` left out because there are too many; 0 in the whole tally. */
  readonly more: number
}

/** One of several options, or several up to `max`; with `election` it fills seats. */
export const choice: Kind<'choice', ChoiceSettings, ChoiceAnswer, ChoiceTally> = {
  name: 'choice',
  defaultSettings: {
    ...commonDefaults,
    max: 1,
    other: false,
    moderated: false,
    blank: false,
    base: 'people',
    election: null,
  },
  fixedOptions: null,
  minOptions: 2,
  mayShowLive: true,

  readSettings(change, current) {
    const read = readCommonSettings(change, current, ['max', 'other', 'moderated', 'blank', 'base', 'election'])
    if (!read.ok) return read
    const { common, own } = read.value
    const { other = current.other, moderated = current.moderated } = own
    const { blank = current.blank, base = current.base, election = current.election } = own
    if (election !== null && !isElection(election)) return refuse('settingsMalformed')
    // Other seats mean another number of votes for everybody, unless the host says how many.
    const seatsChanged = election !== null && election.seats !== current.election?.seats
    const { max = seatsChanged ? election.seats : current.max } = own
    if (!isWhole(max, 1, maxOptions)) return refuse('settingsMalformed')
    if (base !== 'people' && base !== 'valid' && base !== 'ticks') return refuse('settingsMalformed')
    if (typeof other !== 'boolean' || typeof moderated !== 'boolean') return refuse('settingsMalformed')
    if (typeof blank !== 'boolean') return refuse('settingsMalformed')
    if (election !== null && max > election.seats) return refuse('maxAboveSeats', { max, seats: election.seats })
    if (election !== null && other) return refuse('otherInElection')
    return accept({ ...common, max, other, moderated, blank, base, election })
  },

  checkComplete(question) {
    const { max, other, election } = question.settings
    const options = question.options.length
    if (election !== null && election.seats > options) {
      return refuse('seatsAboveOptions', { seats: election.seats, options })
    }
    return max > options + (other ? 1 : 0) ? refuse('maxAboveOptions', { max, options }) : accept(null)
  },

  readAnswer(raw, question) {
    const { max, other: allowed, blank } = question.settings
    const record = asRecord(raw)
    if (record === null || !hasOnly(record, allowed ? ['options', 'other'] : ['options'])) {
      return refuse('answerMalformed')
    }
    const own = record['other']
    if (own === undefined) {
      const chosen = readChosen(record['options'], question.options, max)
      return chosen.ok && chosen.value.options.length === 0 && !blank ? refuse('answerEmpty') : chosen
    }
    if (typeof own !== 'string') return refuse('answerMalformed')
    const chosen = readChosen(record['options'], question.options, max)
    if (!chosen.ok) return chosen
    if (chosen.value.options.length === max) return refuse('tooManyOptions', { max })
    const text = readEntryText(own, textLimits.optionLabel)
    return text.ok ? accept({ ...chosen.value, other: text.value }) : text
  },

  readPaper: (raw, { options, settings: { max, blank } }) => readPaperCount(raw, { options, max, blank }),

  tally(question, ballots, given) {
    const all = [...ballots]
    const { paper } = given
    const counted = withPaper(tallySelections(question.options, all), paper)
    const own = all.filter(({ answer }) => answer.other !== undefined)
    const empty = all.filter(({ answer }) => answer.options.length === 0 && answer.other === undefined)
    const written = own.map(({ answer: { other = '', name }, weight }) => ({
      weight,
      texts: [name === undefined ? { text: other } : { text: other, name }],
    }))
    return {
      ...counted,
      ticks: counted.ticks + own.length,
      others: tallyEntries(written, question.settings.moderated, given.entries),
      other: headsAndWeight(own),
      blank: headsAndWeight(empty, paper?.blank),
      more: 0,
    }
  },

  // Without an election a choice asks what the room thinks; it decides nothing, so there is no verdict to dispute.
  outcome(question, tally, given) {
    const { election } = question.settings
    if (election === null) return noVerdict
    const { options: candidates, weight: cast, people } = tally
    const votes = { candidates, cast, blank: tally.blank.weight, people }
    return electionOutcome(election, votes, given, isWeighted(tally, given.roll))
  },

  rollNeeded({ settings: { election } }) {
    return election === null ? [] : rollNeeded(majoritiesOf(election), election.quorum ?? null)
  },

  describe(question, tally, outcome) {
    const described = describeOptions(question, tally, outcome, ({ label }) => ({ label }))
    const { max, other } = question.settings
    const shares = selectionShares(question, tally, outcome)
    // One row says how many wrote something; those under it say what, and are parts of it.
    const own = other
      ? [resultRow('other', { word: 'other' }, tally.other, shares.other), ...entryRows(tally.others)]
      : []
    const blank = shares.blank && [
      resultRow('blank', { word: 'blank' }, tally.blank, shares.blank.share, tally.paper?.blank),
    ]
    const missing = shares.didNotVote
    const absent = missing && [resultRow('didNotVote', { word: 'didNotVote' }, missing, missing.share)]
    return {
      ...described,
      rows: [...described.rows, ...own, ...(blank ?? []), ...(absent ?? [])],
      figures: max > 1 ? [{ name: 'ticks', values: [tally.ticks], decimals: 0 }] : [],
    }
  },

  forRoom(tally, limit, namesShown) {
    const { entries, more } = entriesForRoom(tally.others, limit, namesShown)
    return { ...tally, others: entries, more }
  },
}

/** `more`: votes of one each besides the ballots. */
function headsAndWeight(ballots: readonly { readonly weight: number }[], more = 0): { count: number; weight: number } {
  return { count: ballots.length + more, weight: ballots.reduce((sum, { weight }) => sum + weight, more) }
}
