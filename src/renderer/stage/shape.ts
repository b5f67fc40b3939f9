import type { RoomPoll } from '../../contract/views.ts'

type Shown = Pick<RoomPoll, 'kind' | 'settings' | 'options' | 'result'>

/** Does its result take whatever space there is, instead of a row for each option? */
export function fillsTheWall({ kind, settings, result }: Shown): boolean {
  if (result === null || result.tally.people === 0) return false
  if (kind === 'rating') {
    const { scale, labels } = settings as Extract<RoomPoll, { kind: 'rating' }>['settings']
    return scale === 'numbers' && labels.every((label) => label === '')
  }
  // Where all that people wrote still waits for the host, they are told what to do.
  return 'entries' in result.tally ? result.tally.entries.length > 0 : kind === 'number'
}

/** Rows of a result that is a list of rows. */
export function rowsOf({ kind, settings, options, result }: Shown): number {
  if (kind === 'rating') return (settings as Extract<RoomPoll, { kind: 'rating' }>['settings']).points
  const own = kind === 'choice' && 'other' in settings && settings.other ? 1 : 0
  const base = kind === 'motion' ? (result?.outcome.rule?.base ?? '') : ''
  const missing = base === 'present' || base === 'entitled' ? 1 : 0
  return options.length + (result === null ? 0 : own + missing)
}

/** Do rows lose their meaning in several columns, or would a large figure above them be lost there? */
export function isOrdered({ kind }: Shown): boolean {
  return kind !== 'choice' && kind !== 'points'
}

/** More written answers or columns than these need the full width; the join corner then stands beside the question. */
const mostNarrow = { entries: 6, columns: 7 } as const

export function isWide({ kind, settings, result }: Shown): boolean {
  if (kind === 'rating' && 'points' in settings) return settings.points > mostNarrow.columns
  if (kind !== 'text' && kind !== 'questions') return false
  return result !== null && 'entries' in result.tally && result.tally.entries.length > mostNarrow.entries
}
