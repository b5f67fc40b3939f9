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
  if (result === null) return options.length
  const own = kind === 'choice' && 'other' in settings ? Number(settings.other) + Number(settings.blank) : 0
  const { rule, conditions } = result.outcome
  const base = (rule ?? conditions[0]?.rule)?.base
  return options.length + own + (base === 'present' || base === 'entitled' ? 1 : 0)
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
