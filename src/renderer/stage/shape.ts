import type { RoomPoll } from '../../contract/views.ts'

type Shown = Pick<RoomPoll, 'kind' | 'settings' | 'options' | 'result'>

/** Does its result take whatever space there is, instead of a row for each option? */
export function fillsTheWall({ kind, settings, result }: Shown): boolean {
  if (result === null) return false
  if (kind === 'rating') {
    const { scale, labels } = settings as Extract<RoomPoll, { kind: 'rating' }>['settings']
    return scale === 'numbers' && labels.every((label) => label === '')
  }
  return kind === 'words' || kind === 'text' || kind === 'number' || kind === 'questions'
}

/** Rows of a result that is a list of rows. */
export function rowsOf({ kind, settings, options, result }: Shown): number {
  if (kind === 'rating') return (settings as Extract<RoomPoll, { kind: 'rating' }>['settings']).points
  const own = kind === 'choice' && 'other' in settings && settings.other ? 1 : 0
  const base = kind === 'motion' ? (result?.outcome.rule?.base ?? '') : ''
  const missing = base === 'present' || base === 'entitled' ? 1 : 0
  return options.length + (result === null ? 0 : own + missing)
}
