import type { EntryDecision } from '../../../domain/circumstances.ts'
import { fold, type Entry, type EntryState } from '../../../domain/kinds/entries.ts'
import { entriesOf, type Question, type Tally } from '../../../domain/kinds/index.ts'

/** Do people write in answer to this question? */
export function isWritten({ kind, settings }: Question): boolean {
  if (kind === 'choice') return settings.other
  return kind === 'words' || kind === 'text' || kind === 'questions'
}

/** Must the host approve what people write before the room sees it? */
export function isModerated({ settings }: Question): boolean {
  return 'moderated' in settings && settings.moderated
}

/** How many entries wait for the host. */
export function waiting(tally: Tally): number {
  return (entriesOf(tally) ?? []).reduce((sum, { state }) => sum + (state === 'pending' ? 1 : 0), 0)
}

/** The decision that makes an entry look like this; null: none. */
export function decisionFor(state: EntryState, moderated: boolean): EntryDecision | null {
  if (state === 'shown') return moderated ? 'approved' : null
  return state === 'pending' ? null : state
}

/**
 * Entries in the order in which they were seen first, new ones at the end. Counts go up all the time; a list that is
 * being worked through must not move under the fingers.
 */
export function inSeenOrder(seen: readonly string[], entries: readonly Entry[]): Entry[] {
  const place = new Map(seen.map((id, index) => [id, index]))
  const known = entries.filter(({ id }) => place.has(id))
  known.sort((a, b) => (place.get(a.id) ?? 0) - (place.get(b.id) ?? 0))
  return [...known, ...entries.filter(({ id }) => !place.has(id))]
}

/** Entries in which all of the words that were typed occur, in the text or in a name. */
export function found(entries: readonly Entry[], typed: string): readonly Entry[] {
  const words = fold(typed).split(' ').filter(Boolean)
  if (words.length === 0) return entries
  return entries.filter(({ text, names }) => {
    const whole = [text, ...names].map(fold).join('\n')
    return words.every((word) => whole.includes(word))
  })
}

/** Which entry is next when `id` leaves the list: the one behind it, else the one before; null in an empty list. */
export function nextAfter(entries: readonly Entry[], id: string): string | null {
  const index = entries.findIndex((entry) => entry.id === id)
  return (entries[index + 1] ?? entries[index - 1])?.id ?? null
}

export type EntryAct = 'show' | 'remove' | 'answered'

/** What a key does to the entry that has the focus; null: nothing. */
export function actOfKey(
  event: Pick<KeyboardEvent, 'key' | 'altKey' | 'ctrlKey' | 'metaKey' | 'repeat' | 'isComposing'>,
): EntryAct | null {
  if (event.altKey || event.ctrlKey || event.metaKey || event.repeat || event.isComposing) return null
  switch (event.key.toLowerCase()) {
    case 'a':
    case 'enter':
      return 'show'
    case 'r':
    case 'delete':
    case 'backspace':
      return 'remove'
    case 'd':
      return 'answered'
    default:
      return null
  }
}

/** The state that an act leads to; null where it changes nothing. */
export function stateAfter(act: EntryAct, state: EntryState, questions: boolean): EntryState | null {
  const next: EntryState = act === 'show' ? 'shown' : act === 'remove' ? 'removed' : 'answered'
  if (next === state || (next === 'answered' && !questions)) return null
  return next
}
