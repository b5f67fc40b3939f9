import type { HostPoll, MeetingDetail } from '../../../contract/views.ts'

/** The agenda as a list of ids, of polls and of the headings between them. Places count from 0, as in `movePoll`. */

export interface Move {
  readonly id: string
  readonly position: number
  /** The agenda afterwards. */
  readonly ids: readonly string[]
}

/** Moves `id` by `steps` places; null at the end of the list or for an unknown id, where nothing moves. */
export function moveBy(ids: readonly string[], id: string, steps: number): Move | null {
  const from = ids.indexOf(id)
  if (from === -1) return null
  return moveTo(ids, id, Math.min(Math.max(from + steps, 0), ids.length - 1))
}

function moveTo(ids: readonly string[], id: string, position: number): Move | null {
  if (ids[position] === id) return null
  const others = ids.filter((other) => other !== id)
  return { id, position, ids: [...others.slice(0, position), id, ...others.slice(position)] }
}

/** What a drag did: the one move that turns `before` into `after`. Null where there is none. */
export function moveBetween(before: readonly string[], after: readonly string[]): Move | null {
  const first = after.findIndex((id, index) => id !== before[index])
  // At the first difference stands either the moved poll itself or the one that slid into its place.
  for (const id of [after[first], before[first]]) {
    if (id === undefined) continue
    const move = moveTo(before, id, after.indexOf(id))
    if (move?.ids.every((other, index) => other === after[index])) return move
  }
  return null
}

/** One line of the agenda. Polls are counted from 1, whatever headings stand between them. */
export type AgendaLine =
  | { readonly type: 'poll'; readonly id: string; readonly poll: HostPoll; readonly number: number }
  | { readonly type: 'section'; readonly id: string; readonly title: string }

/** The lines of a meeting, in order. */
export function agendaLines({ agenda, polls }: Pick<MeetingDetail, 'agenda' | 'polls'>): readonly AgendaLine[] {
  const byId = new Map(polls.map((poll) => [poll.id, poll]))
  let number = 0
  return agenda.flatMap((item): AgendaLine[] => {
    if (item.type === 'section') return [item]
    const poll = byId.get(item.id)
    return poll === undefined ? [] : [{ type: 'poll', id: item.id, poll, number: ++number }]
  })
}

/** The same lines in the order of `ids`, with the polls counted anew. */
export function inOrder(lines: readonly AgendaLine[], ids: readonly string[]): readonly AgendaLine[] {
  let number = 0
  return ids.flatMap((id): AgendaLine[] => {
    const line = lines.find((one) => one.id === id)
    if (line === undefined) return []
    return [line.type === 'poll' ? { ...line, number: ++number } : line]
  })
}

/** The poll `steps` away from the selected one; the ends hold. Without a selection the first. */
export function neighbour(ids: readonly string[], selected: string | null, steps: number): string | null {
  const from = selected === null ? -1 : ids.indexOf(selected)
  if (from === -1) return ids[0] ?? null
  return ids[Math.min(Math.max(from + steps, 0), ids.length - 1)] ?? null
}

/** What is selected when the poll `gone` leaves the agenda: the one that takes its place, else the one before. */
export function afterRemoval(ids: readonly string[], gone: string): string | null {
  const index = ids.indexOf(gone)
  return ids[index + 1] ?? ids[index - 1] ?? null
}
