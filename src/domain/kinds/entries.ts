import type { EntryDecision } from '../circumstances.ts'
import type { Description, ResultRow } from '../description.ts'

/** Words that attendees wrote, folded together where they are the same, with what the host decided about them. */
export interface Entry {
  /** Made of the folded text alone: the same words in other letters or spaces are the same entry everywhere. */
  readonly id: string
  /** As most people wrote it; on a tie the first in the order of UTF-16 units. */
  readonly text: string
  /** Heads. */
  readonly count: number
  readonly weight: number
  readonly state: EntryState
  /**
   * Names of those who wrote it, sorted, where the poll asks for names and they gave one. One for each head, so that two
   * people of the same name are two.
   */
  readonly names: readonly string[]
}

/** Longest question of the audience, in characters. Here, because phones carry this file and not the whole kind. */
export const maxPostLength = 300

/** `pending`: waits for the host's approval. Pending and removed entries never reach the room. */
export type EntryState = 'pending' | 'shown' | 'removed' | 'answered'

/** What one ballot puts into a list of entries. */
export interface Written {
  readonly weight: number
  readonly texts: readonly WrittenText[]
  /** Ids of entries that this ballot stands behind without having written them; unknown ones are ignored. */
  readonly supports?: readonly string[]
}

export interface WrittenText {
  readonly text: string
  readonly name?: string
  /** Milliseconds since 1970. */
  readonly atMs?: number
}

/** An entry with what a kind may need besides. */
export interface GatheredEntry extends Entry {
  readonly folded: string
  /** When it was first written; null where unknown. */
  readonly atMs: number | null
}

// Characters that show nothing: joiners, variation selectors, soft hyphens, fillers.
const invisible = /\p{Default_Ignorable_Code_Point}/gu

/**
 * Two texts that a reader takes for the same have the same fold: letters in one case and width, spaces made one,
 * invisible characters left out. Empty for a text in which there is nothing to see.
 */
export function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLocaleLowerCase('en')
    .replace(invisible, '')
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
}

/** The entry that a text belongs to. 106 bits, so that two texts of one poll never meet by accident. */
export function entryId(text: string): string {
  return idOfFold(fold(text))
}

function idOfFold(folded: string): string {
  return `e${hash53(folded, 1).toString(36)}${hash53(folded, 2).toString(36)}`
}

/** A quick mix of all characters to 53 bits (after cyrb53, public domain); no protection against who tries hard. */
function hash53(text: string, seed: number): number {
  let high = 0xdeadbeef ^ seed
  let low = 0x41c6ce57 ^ seed
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return 4294967296 * (2097151 & low) + (high >>> 0)
}

interface Group {
  readonly id: string
  readonly folded: string
  /** Heads by spelling. */
  readonly spellings: Map<string, number>
  readonly names: string[]
  count: number
  weight: number
  atMs: number | null
}

/** UTF-16 units: the same on every computer, unlike an alphabetical order. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Folds texts to entries, by count, then by folded text. What one ballot repeats counts once. Does not depend on the
 * order of the ballots.
 */
export function gatherEntries(
  ballots: Iterable<Written>,
  moderated: boolean,
  decisions: ReadonlyMap<string, EntryDecision>,
): GatheredEntry[] {
  const groups = new Map<string, Group>()
  // Folding is the dear part, and a room writes the same few words again and again.
  const bySpelling = new Map<string, Group>()
  const supported = new Map<string, { count: number; weight: number }>()

  const groupOf = (text: string): Group => {
    const known = bySpelling.get(text)
    if (known !== undefined) return known
    const folded = fold(text)
    const id = idOfFold(folded)
    const group = groups.get(id) ?? { id, folded, spellings: new Map(), names: [], count: 0, weight: 0, atMs: null }
    groups.set(id, group)
    bySpelling.set(text, group)
    return group
  }

  for (const { texts, weight, supports = [] } of ballots) {
    const counted = new Set<string>()
    for (const { text, name, atMs } of texts) {
      const group = groupOf(text)
      if (atMs !== undefined) group.atMs = group.atMs === null ? atMs : Math.min(group.atMs, atMs)
      if (counted.has(group.id)) continue
      counted.add(group.id)
      group.count += 1
      group.weight += weight
      group.spellings.set(text, (group.spellings.get(text) ?? 0) + 1)
      if (name !== undefined) group.names.push(name)
    }
    for (const id of supports) {
      if (counted.has(id)) continue
      counted.add(id)
      const before = supported.get(id) ?? { count: 0, weight: 0 }
      supported.set(id, { count: before.count + 1, weight: before.weight + weight })
    }
  }

  return [...groups.values()]
    .map(({ id, folded, spellings, names, count, weight, atMs }) => ({
      id,
      text: mostWritten(spellings),
      count: count + (supported.get(id)?.count ?? 0),
      weight: weight + (supported.get(id)?.weight ?? 0),
      state: stateOf(decisions.get(id), moderated),
      names: names.sort(compareTexts),
      folded,
      atMs,
    }))
    .sort((a, b) => b.count - a.count || compareTexts(a.folded, b.folded))
}

function mostWritten(spellings: ReadonlyMap<string, number>): string {
  const [first] = [...spellings].sort(([a, heads], [b, others]) => others - heads || compareTexts(a, b))
  return first?.[0] ?? ''
}

function stateOf(decision: EntryDecision | undefined, moderated: boolean): EntryState {
  if (decision === undefined) return moderated ? 'pending' : 'shown'
  return decision === 'approved' ? 'shown' : decision
}

/** Texts as entries, by count, then by folded text; see `gatherEntries`. */
export function tallyEntries(
  ballots: Iterable<Written>,
  moderated: boolean,
  decisions: ReadonlyMap<string, EntryDecision>,
): Entry[] {
  return gatherEntries(ballots, moderated, decisions).map(({ folded: _folded, atMs: _atMs, ...entry }) => entry)
}

/** Names beside one entry in the room. Hundreds would fill the screen and each phone's stream; `count` says the rest. */
export const maxRoomNames = 20

/**
 * What the room may see: neither pending nor removed entries, no names unless they are shown, and at most `limit`
 * entries in the order given. `more`: how many it could see besides.
 */
export function entriesForRoom<E extends Entry>(
  entries: readonly E[],
  limit: number,
  namesShown: boolean,
): { entries: E[]; more: number } {
  const visible = entries.filter(({ state }) => state === 'shown' || state === 'answered')
  return {
    entries: visible
      .slice(0, limit)
      .map((entry) => ({ ...entry, names: namesShown ? entry.names.slice(0, maxRoomNames) : [] })),
    more: Math.max(0, visible.length - limit),
  }
}

/** Entries as rows of a result table. There are no shares: one person may have written several. */
export function entryRows(entries: readonly Entry[]): ResultRow[] {
  return entries.map(({ id, text, count, weight, state }) => ({
    id,
    label: text,
    word: null,
    count,
    weight,
    share: null,
    score: null,
    state,
  }))
}

/** Every written answer as a table: its rows and how many entries there are altogether. */
export function describeEntries(tally: { readonly entries: readonly Entry[]; readonly more: number }): Description {
  return {
    rows: entryRows(tally.entries),
    base: null,
    rounded: false,
    figures: [{ name: 'entries', values: [tally.entries.length + tally.more], decimals: 0 }],
  }
}
