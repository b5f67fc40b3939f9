import { accept, refuse, type Result } from '../../refusal.ts'

/**
 * Decimal numbers without noise: a value with up to d decimals is compared and counted as the whole number of its last
 * decimal (42.5 with one decimal is 425), so that 0.1 and 0.2 never make 0.30000000000000004.
 */
export function scaleOf(decimals: number): number {
  return 10 ** decimals
}

/**
 * Most units of the last decimal: fifteen digits, which a number of the computer keeps exactly, wherever the decimal
 * sign stands. With sixteen two different answers could become the same number.
 */
export const mostUnits = 999_999_999_999_999

/** The whole number of units of the last decimal. */
export function toScaled(value: number, decimals: number): number {
  // Adding 0 turns -0 into 0.
  return Math.round(value * scaleOf(decimals)) + 0
}

/**
 * Is this a number with at most so many decimals? Exact up to `mostUnits`: there the quotient of two whole numbers is
 * rounded to the very number that its digits are read as.
 */
export function fits(value: number, decimals: number): boolean {
  return toScaled(value, decimals) / scaleOf(decimals) === value
}

/** Longest text that is read as a number; nobody means more digits than this. */
const longestText = 40

const digits = /^[+-]?(?:\d+(?:[.,](\d+))?|[.,](\d+))$/

/**
 * Reads a JSON number, or the text of one with a decimal comma or point. Separators of thousands are refused and never
 * guessed at: `1.234,5` is 1234.5 to one reader and a mistake to another. Written zeros count as decimals, so that an
 * English "1,000" is refused, and not counted as 1, where whole numbers are asked for.
 */
export function parseNumber(raw: unknown, decimals: number): Result<number> {
  if (typeof raw === 'number') return checked(raw, decimals)
  if (typeof raw !== 'string') return refuse('answerMalformed')
  if (raw.length > longestText) return refuse('numberMalformed')
  const text = asciiDigits(raw.trim())
  if (text === '') return refuse('answerEmpty')
  const parts = digits.exec(text)
  if (parts === null) return refuse('numberMalformed')
  if ((parts[1] ?? parts[2] ?? '').length > decimals) return refuse('tooManyDecimals', { max: decimals })
  return checked(Number(text.replace(',', '.')), decimals)
}

function checked(value: number, decimals: number): Result<number> {
  if (!Number.isFinite(value)) return refuse('numberMalformed')
  // What is too large to have decimals is out of range, and said to be.
  if (Math.abs(toScaled(value, decimals)) > mostUnits) return accept(value)
  return fits(value, decimals) ? accept(value + 0) : refuse('tooManyDecimals', { max: decimals })
}

/** Chinese keyboards write digits and signs in full width; "−" is the minus sign of typesetters. */
function asciiDigits(text: string): string {
  return text
    .replace(/[\uFF0B-\uFF0E\uFF10-\uFF19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace('\u2212', '-')
}
