/**
 * Number of characters as a reader counts them, which is how the server counts. Browsers that cannot (Firefox before
 * 2024, Safari before 14.1) count an emoji of several parts as several; the server has the last word.
 */
export function characters(text: string): number {
  const { Segmenter } = Intl as { Segmenter?: typeof Intl.Segmenter }
  const parts: Iterable<unknown> = Segmenter === undefined ? text : new Segmenter().segment(text)
  let count = 0
  for (const _ of parts) count++
  return count
}

/** One line as the server cleans it, near enough to count and to compare. */
export function tidied(text: string): string {
  return text.normalize('NFC').replace(/\s+/g, ' ').trim()
}
