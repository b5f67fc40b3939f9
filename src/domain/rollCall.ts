import { kindOf, type Answer, type Question } from './kinds/index.ts'
import type { Ballot } from './kinds/kind.ts'
import { canonicalJson } from './log.ts'

/** An answer as a roll call counts it: with the name of who gave it. */
export type NamedAnswer = Answer & { readonly name?: string }

/** All who gave the same answer. */
export interface RollCallGroup {
  /** Without names and without own words, which stand among the entries of the tally. */
  readonly answer: Answer
  /** Heads; more than `names` where a view is cut to size. */
  readonly count: number
  /** Sorted. One for each head, so that two people of the same name are two. */
  readonly names: readonly string[]
}

/**
 * Who answered what: answers in the order of the options they name, else by how many gave them. Null where a poll does not
 * call the roll, and for kinds whose entries hold the names.
 */
export function rollCall(question: Question, ballots: Iterable<Ballot<Answer>>): readonly RollCallGroup[] | null {
  if (question.settings.privacy !== 'named' || kindOf(question.kind).placesNames === true) return null
  const groups = new Map<string, { readonly answer: Answer; readonly names: string[] }>()
  for (const { answer } of ballots) {
    const { name, ...said } = withoutExtras(answer)
    // Who gave nothing but own words stands among the entries; no options without them is a blank vote.
    const ownOnly = 'other' in answer && answer.options.length === 0
    if (name === undefined || ownOnly) continue
    const text = canonicalJson(said)
    const names = groups.get(text)?.names ?? []
    groups.set(text, { answer: said, names })
    names.push(name)
  }
  const places = new Map(question.options.map(({ id }, index) => [id, index]))
  return [...groups]
    .map(([text, { answer, names }]) => ({ text, answer, count: names.length, names: names.sort(byUnits) }))
    .sort(
      (a, b) => placeOf(a.answer, places) - placeOf(b.answer, places) || b.count - a.count || byUnits(a.text, b.text),
    )
    .map(({ answer, count, names }) => ({ answer, count, names }))
}

/** The same for a room's screens: so many names of each answer, and so many answers. */
export function cutRollCall(
  groups: readonly RollCallGroup[],
  answers: number,
  names: number,
): readonly RollCallGroup[] {
  return groups.slice(0, answers).map((group) => ({ ...group, names: group.names.slice(0, names) }))
}

/** What a quiz adds says nothing of the answer; own words wait for the host among the entries. */
function withoutExtras(answer: NamedAnswer): NamedAnswer {
  const { player: _player, tookMs: _tookMs, other: _other, ...said } = answer as Record<string, unknown>
  return said as unknown as NamedAnswer
}

/** Of the first option that an answer ticks; the same for all others. */
function placeOf(answer: Answer, places: ReadonlyMap<string, number>): number {
  const first = 'options' in answer ? answer.options[0] : undefined
  return (first === undefined ? undefined : places.get(first)) ?? places.size
}

function byUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
