import type { CandidateRule, MajorityRule } from '../../domain/outcome/majority.ts'
import type { Outcome } from '../../domain/outcome/outcome.ts'
import type { verdicts } from './en.ts'

type Params = Readonly<Record<string, string | number>>
type Key = keyof typeof verdicts

/** Says one sentence of the section `verdicts` in some language. */
export type SayVerdict = (key: Key, params?: Params) => string

/** What an option is called: `yes`, `no` and the host's options. */
export type NameOfOption = (id: string) => string

const wordsOfFractions: Readonly<Record<string, Key>> = {
  '1/2': 'half',
  '2/3': 'twoThirds',
  '3/4': 'threeQuarters',
  '4/5': 'fourFifths',
}

/** "At least two thirds of yes and no". */
export function ruleInWords(say: SayVerdict, rule: MajorityRule | CandidateRule): string {
  const base = say(rule.base)
  if (rule.numerator === rule.denominator) return say('unanimous', { base })
  const figures = `${rule.numerator}/${rule.denominator}`
  const word = wordsOfFractions[figures]
  return say(rule.comparison, { base, fraction: word === undefined ? figures : say(word) })
}

/** A verdict in two parts: the word in large letters, and how it came about. */
export interface VerdictWords {
  readonly status: string
  readonly arithmetic: string
  /** The arithmetic sentence by sentence; `holds` where it is about a condition, so that the one that failed is seen. */
  readonly parts: readonly VerdictPart[]
}

export interface VerdictPart {
  readonly text: string
  readonly holds: boolean | null
}

/** A sentence that is not about a condition. */
function plain(text: string): VerdictPart {
  return { text, holds: null }
}

function majorities(say: SayVerdict, { rule, base, conditions }: Outcome): VerdictPart[] {
  if (rule === null) return []
  if (base === null) return [plain(say('baseUnknown', { rule: ruleInWords(say, rule) }))]
  const told = conditions.filter((condition) => condition.base > 0)
  if (told.length === 0) return [plain(say('noBase'))]
  return told.map((one) => {
    const { needed, base: size, reached, holds } = one
    return { text: say('arithmetic', { rule: ruleInWords(say, one.rule), needed, size, reached }), holds }
  })
}

function quorumOf(say: SayVerdict, { quorum: report }: Outcome): VerdictPart[] {
  if (report === null) return []
  const { quorum, needed, present, holds, heldAtOpening } = report
  if (needed === null || present === null) return [plain(say('quorumUnknown'))]
  const parts = [say(quorum.by === 'heads' ? 'quorumHeads' : 'quorumVotes', { needed, present })]
  if (heldAtOpening !== null && heldAtOpening !== holds) parts.push(say(holds ? 'quorumLate' : 'quorumGone'))
  return [{ text: parts.join(say('gap')), holds }]
}

/** The seats and what each candidate must reach; who goes on. */
function electionOf(say: SayVerdict, outcome: Outcome, names: Names): VerdictPart[] {
  const { election, conditions, status } = outcome
  if (election === null || election.base === 0) return []
  const { seats, open, secondRound } = election
  const parts: VerdictPart[] = conditions.map(({ rule, needed, base: size, reached, holds }) => {
    const key = holds ? 'eachNeeds' : 'nobodyReached'
    return { text: say(key, { rule: ruleInWords(say, rule), needed, size, reached }), holds }
  })
  const left = open > 0 && status !== 'noQuorum'
  if (election.rule === 'mostVotes') parts.push(plain(say('mostVotes', { seats })))
  else if (election.needed === null) parts.push(plain(say('rollUnknown')))
  else if (!left) parts.push(plain(say('seats', { seats })))
  if (left) parts.push(plain(say('seatsOpen', { open, seats })))
  if (secondRound.length > 0) parts.push(plain(say('secondRound', { names: names(secondRound) })))
  return parts
}

function rankingOf(say: SayVerdict, { needed, base, reached, method }: Outcome): string[] {
  if (method === null) return []
  const parts = [say('countedBy', { method: say(method) })]
  if (needed !== null) parts.push(say('lastRound', { needed, size: base ?? 0, reached: reached ?? 0 }))
  return parts
}

/** Every casting vote and lot that decided, oldest first. */
function decisionsOf(say: SayVerdict, { decisions }: Outcome, nameOf: NameOfOption): string[] {
  return decisions.map((act) => {
    if (act.act === 'castingVote') return say('castingVote', { name: nameOf(act.choice) })
    return say(act.purpose === 'elect' ? 'lot' : 'lotLeaves', { name: nameOf(act.drawn) })
  })
}

/** "Ann (12), Bo (9)". */
function withVotes(say: SayVerdict, named: readonly string[], votes: readonly number[]): string {
  return named.map((name, index) => say('withVotes', { name, votes: votes[index] ?? 0 })).join(say('listGap'))
}

type Names = (ids: readonly string[]) => string

/** The verdict in the words of one language; null where the kind of poll asks and does not decide. */
export function verdictWords(say: SayVerdict, outcome: Outcome, nameOf: NameOfOption): VerdictWords | null {
  const { status, rule, election, method, elected, tied } = outcome
  if (rule === null && election === null && method === null) return null
  const names: Names = (ids) => ids.map(nameOf).join(say('listGap'))
  const who = { names: election === null ? names(elected) : withVotes(say, elected.map(nameOf), election.votes) }
  const winner = election === null ? 'first' : 'electedAre'
  const parts: VerdictPart[] = []
  const tell = (...sentences: readonly string[]): number => parts.push(...sentences.map(plain))
  if (status === 'tie') {
    tell(
      rule === null
        ? say(method === 'instantRunoff' ? 'equalLast' : 'equal', { names: names(tied) })
        : say('tieOfMotion'),
    )
    if (elected.length > 0) tell(`${say(winner, who)}${say('stop')}`)
  }
  if (rule === null && outcome.base === 0) tell(say('noBase'))
  else if (status === 'none' && method !== null) tell(say('noBase'))
  parts.push(...quorumOf(say, outcome), ...majorities(say, outcome))
  parts.push(...electionOf(say, outcome, names))
  tell(...rankingOf(say, outcome), ...decisionsOf(say, outcome, nameOf))
  if (outcome.weighted) tell(say('weighted'))
  const arithmetic = parts.map(({ text }) => text).join(say('gap'))
  return { status: status === 'elected' ? say(winner, who) : say(status), arithmetic, parts }
}

/** "Carried. At least two thirds of yes and no needed: 6 of 9. Reached: 6." Empty where there is no verdict. */
export function verdictSentence(say: SayVerdict, outcome: Outcome, nameOf: NameOfOption): string {
  const words = verdictWords(say, outcome, nameOf)
  return words === null ? '' : say('sentence', { status: words.status, arithmetic: words.arithmetic })
}
