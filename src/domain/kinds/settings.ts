import { isPrivacy } from '../privacy.ts'
import { accept, refuse, type Result } from '../refusal.ts'
import type { CommonSettings } from './kind.ts'

export const commonDefaults: CommonSettings = {
  allowChange: true,
  allowWithdraw: true,
  liveResults: false,
  countdownSeconds: null,
  shuffle: false,
  privacy: 'standard',
  confirm: false,
}

/** Shortest and longest countdown. */
export const countdownSeconds = { min: 5, max: 24 * 3600 } as const

/** A plain JSON object, or null. Arrays and null are not objects here. */
export function asRecord(raw: unknown): Record<string, unknown> | null {
  return typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Record<string, unknown>) : null
}

/** Does `record` have no members besides those named? */
export function hasOnly(record: Record<string, unknown>, names: readonly string[]): boolean {
  return Object.keys(record).every((name) => names.includes(name))
}

/** A whole number from `min` to `max`. */
export function isWhole(raw: unknown, min: number, max: number): raw is number {
  return typeof raw === 'number' && Number.isSafeInteger(raw) && raw >= min && raw <= max
}

const switches = ['allowChange', 'allowWithdraw', 'liveResults', 'shuffle', 'confirm'] as const
const commonNames = [...switches, 'countdownSeconds', 'privacy'] as const

/** Settings as an earlier version wrote them, in today's words: what was `named` then is a roll call. */
export function modernSettings(written: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { named, ...rest } = written
  if (typeof named !== 'boolean') return written
  return { privacy: named ? 'named' : 'standard', ...rest }
}

/**
 * Splits a settings change into the members every kind has and the rest, which the kind reads itself.
 * Refuses anything that is not an object, names outside `ownNames`, and values of another type.
 */
export function readCommonSettings(
  change: unknown,
  current: CommonSettings,
  ownNames: readonly string[],
): Result<{ common: CommonSettings; own: Record<string, unknown> }> {
  const written = asRecord(change)
  if (written === null) return refuse('settingsMalformed')
  const record = modernSettings(written)
  if (!hasOnly(record, [...commonNames, ...ownNames])) return refuse('settingsMalformed')
  const common = {
    allowChange: current.allowChange,
    allowWithdraw: current.allowWithdraw,
    liveResults: current.liveResults,
    countdownSeconds: current.countdownSeconds,
    shuffle: current.shuffle,
    privacy: current.privacy,
    confirm: current.confirm,
  }
  for (const name of switches) {
    const value = record[name]
    if (value === undefined) continue
    if (typeof value !== 'boolean') return refuse('settingsMalformed')
    common[name] = value
  }
  const seconds = record['countdownSeconds']
  if (seconds !== undefined) {
    if (seconds !== null && !isWhole(seconds, countdownSeconds.min, countdownSeconds.max)) {
      return refuse('settingsMalformed')
    }
    common.countdownSeconds = seconds
  }
  const privacy = record['privacy']
  if (privacy !== undefined) {
    if (!isPrivacy(privacy)) return refuse('settingsMalformed')
    common.privacy = privacy
  }
  const own: Record<string, unknown> = {}
  for (const name of ownNames) if (record[name] !== undefined) own[name] = record[name]
  return accept({ common, own })
}
