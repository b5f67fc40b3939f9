/** Why what was typed cannot be taken. */
export type NumberProblem = 'malformed' | 'tooManyDecimals' | 'tooLow' | 'tooHigh'

/** What was typed: `undefined` nothing yet, a number, or why it is none. */
export type TypedNumber = number | NumberProblem | undefined

const written = /^[+-]?(?:\d+(?:[.,](\d+))?|[.,](\d+))$/

/**
 * Reads a number as the server does, with a decimal comma or point and without separators of thousands, so that a
 * mistake is said where it is made. Whatever this lets through the server judges again.
 */
export function readNumber(
  typed: string,
  { min, max, decimals }: { readonly min: number | null; readonly max: number | null; readonly decimals: number },
): TypedNumber {
  const text = asciiText(typed)
  if (text === '' || text === '-' || text === '+') return undefined
  const parts = written.exec(text)
  if (parts === null) return 'malformed'
  if ((parts[1] ?? parts[2] ?? '').length > decimals) return 'tooManyDecimals'
  const value = Number(text.replace(',', '.')) + 0
  if (min !== null && value < min) return 'tooLow'
  return max !== null && value > max ? 'tooHigh' : value
}

/**
 * The whole number that `1,000` or `1.000` is to a reader who takes its sign for one of thousands; null where it can be
 * nothing but a decimal sign.
 */
export function inThousands(typed: string): string | null {
  const parts = /^([+-]?[1-9]\d{0,2})[.,](\d{3})$/.exec(asciiText(typed))
  return parts === null ? null : `${parts[1] ?? ''}${parts[2] ?? ''}`
}

/** Is there a sign in it that could be read in more than one way? */
export function hasSeparator(typed: string): boolean {
  return /[.,]/.test(asciiText(typed))
}

/** Chinese keyboards write digits and signs in full width; "−" is the minus sign of typesetters. */
function asciiText(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/\u2212/g, '-')
    .trim()
}
