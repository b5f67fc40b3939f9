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
  // Chinese keyboards write digits and signs in full width; "−" is the minus sign of typesetters.
  const text = typed
    .normalize('NFKC')
    .replace(/\u2212/g, '-')
    .trim()
  if (text === '' || text === '-' || text === '+') return undefined
  const parts = written.exec(text)
  if (parts === null) return 'malformed'
  if ((parts[1] ?? parts[2] ?? '').length > decimals) return 'tooManyDecimals'
  const value = Number(text.replace(',', '.')) + 0
  if (min !== null && value < min) return 'tooLow'
  return max !== null && value > max ? 'tooHigh' : value
}
