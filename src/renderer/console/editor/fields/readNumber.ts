import { parseNumber } from '../../../../domain/kinds/number/decimal.ts'

/** What a typed number comes to: a value (null for an empty field), or why it is none. */
export type TypedNumber =
  | { readonly ok: true; readonly value: number | null }
  | { readonly ok: false; readonly why: 'notNumber' | 'tooManyDecimals' | 'notInRange' }

export interface NumberBounds {
  readonly min: number
  readonly max: number
  readonly decimals: number
  /** May the field be empty? */
  readonly optional: boolean
}

/** Reads digits as phones read them: with a decimal comma or point, and never a separator of thousands. */
export function readTypedNumber(text: string, { min, max, decimals, optional }: NumberBounds): TypedNumber {
  if (text.trim() === '') return optional ? { ok: true, value: null } : { ok: false, why: 'notNumber' }
  const read = parseNumber(text, decimals)
  if (!read.ok) return { ok: false, why: read.code === 'tooManyDecimals' ? 'tooManyDecimals' : 'notNumber' }
  const inRange = read.value >= min && read.value <= max
  return inRange ? { ok: true, value: read.value } : { ok: false, why: 'notInRange' }
}
