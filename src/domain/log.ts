/**
 * The meeting's log: every act that changed what a result says, in order, each entry bound to the one before by its
 * hash. Whoever alters, drops or adds an entry has to alter every hash behind it, and the last one is in the minutes.
 */
export const logActs = [
  'meetingCreated',
  'meetingRenamed',
  'meetingStarted',
  'meetingEnded',
  'admissionChanged',
  'seatsChanged',
  'ticketsMade',
  'ticketsVoided',
  'meetingDeleted',
  'meetingRestored',
  'joiningLocked',
  'joiningUnlocked',
  'rollChanged',
  'weightChanged',
  'pollOpened',
  'countdownChanged',
  'pollClosed',
  'pollReopened',
  'resultRevealed',
  'resultHidden',
  'pollRunAgain',
  'secondRoundMade',
  'pollDeleted',
  'pollRestored',
  'entryApproved',
  'entryRemoved',
  'entryRestored',
  'entryAnswered',
  'namesShown',
  'namesHidden',
  'castingVote',
  'lotDrawn',
  'paperEntered',
  'paperRemoved',
] as const
export type LogAct = (typeof logActs)[number]

/** What an act was about; only texts, whole numbers, true, false, null, lists and objects of these. */
export type LogDetail = { readonly [name: string]: LogValue }
type LogValue = string | number | boolean | null | readonly LogValue[] | LogDetail

export interface LogEntry {
  /** From 1, without gaps. */
  readonly number: number
  readonly atMs: number
  readonly act: LogAct
  readonly detail: LogDetail
  /** SHA-256 in hex over `hashedText` of the entry before and this one. */
  readonly hash: string
}

/** The hash before the first entry. */
export const logRoot = '0'.repeat(64)

/** JSON with the names of every object sorted and no spaces: the same value gives the same text anywhere. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`)
  return `{${members.join(',')}}`
}

/** What an entry's hash is taken of. */
export function hashedText(previousHash: string, entry: Omit<LogEntry, 'hash'>): string {
  const { number, atMs, act, detail } = entry
  return `${previousHash}\n${canonicalJson({ number, atMs, act, detail })}`
}

/** A ballot as it leaves the house: nothing of who cast it, or when. */
interface CountedBallot {
  readonly answer: unknown
  readonly weight: number
  readonly receipt?: string
}

/** A ballot without its receipt, as one line. */
function ballotLine({ answer, weight }: CountedBallot): string {
  return canonicalJson({ answer, weight })
}

/**
 * Ballots in an order that says nothing of who voted when: by the UTF-16 code units of their lines in `ballotsText`,
 * equal ones by receipt.
 */
export function sortedBallots<B extends CountedBallot>(ballots: Iterable<B>): readonly B[] {
  const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
  return [...ballots]
    .map((ballot) => ({ ballot, line: ballotLine(ballot), receipt: ballot.receipt ?? '' }))
    .sort((a, b) => byText(a.line, b.line) || byText(a.receipt, b.receipt))
    .map(({ ballot }) => ballot)
}

/**
 * What the digest of a round's ballots is taken of when voting closes: each ballot a line of `canonicalJson`, sorted,
 * each with its line end.
 */
export function ballotsText(ballots: Iterable<CountedBallot>): string {
  return sortedBallots(ballots)
    .map((ballot) => `${ballotLine(ballot)}\n`)
    .join('')
}
