/**
 * Widths of letters without a browser to measure them, so that a picture is the same wherever it is made. Those of a
 * wide bold sans-serif: whichever of the fonts is found, a text takes less room and never more.
 */

const narrow = /[ijlI.,:;'’!|·ftr()[\]{}\-/]/u
const wide = /[mwMW@%&‰—…]/u
/** Chinese, Japanese and Korean, their punctuation, and full-width forms. */
const square =
  /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u
const picture = /\p{Extended_Pictographic}/u
const mark = /^\p{M}/u
const capital = /\p{Lu}/u
const familiar = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}\p{P}\p{S}]/u
const format = /^\p{Cf}$/u

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** What a reader calls characters. */
export function lettersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment)
}

/** Most texts are made of a few letters, and a picture asks for each of them thousands of times. */
const known = new Map<string, number>()
const mostKnown = 4000

function widthOf(letter: string): number {
  const before = known.get(letter)
  if (before !== undefined) return before
  if (known.size > mostKnown) known.clear()
  const width = estimate(letter)
  known.set(letter, width)
  return width
}

function estimate(letter: string): number {
  if (format.test(letter)) return 0
  if (square.test(letter)) return 1.02
  if (picture.test(letter)) return 1.4
  if (mark.test(letter)) return 0.3
  if (letter === ' ') return 0.29
  if (narrow.test(letter)) return 0.36
  if (wide.test(letter)) return 0.94
  if (!familiar.test(letter)) return 0.8
  return capital.test(letter) ? 0.73 : 0.59
}

/** Width of a bold text in the size of 1. */
export function textWidth(text: string): number {
  return lettersOf(text).reduce((sum, letter) => sum + widthOf(letter), 0)
}

/** No line may begin or end with these. */
const neverFirst = /^[，。、！？；：）》」』】”’…·,.!?;:)\]}%]/u
const neverLast = /[（《「『【“‘([{]$/u

function mayBreak(before: string, after: string): boolean {
  if (neverFirst.test(after) || neverLast.test(before)) return false
  return before === ' ' || before === '-' || square.test(before) || square.test(after)
}

/** Breaks a text into lines of at most `width`, in the size of 1; a word that is longer breaks anywhere. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = []
  let line: string[] = []
  let used = 0
  /** How many letters of the line stand before the last place where it may break. */
  let breakAt = 0
  for (const letter of lettersOf(text)) {
    const own = widthOf(letter)
    const last = line[line.length - 1]
    if (last !== undefined && mayBreak(last, letter)) breakAt = line.length
    if (line.length > 0 && letter !== ' ' && used + own > width) {
      const cut = breakAt > 0 ? breakAt : line.length
      lines.push(line.slice(0, cut).join('').trim())
      line = line.slice(cut)
      used = line.reduce((sum, one) => sum + widthOf(one), 0)
      breakAt = 0
    }
    line.push(letter)
    used += own
  }
  const rest = line.join('').trim()
  if (rest !== '' || lines.length === 0) lines.push(rest)
  return lines
}

/** As few lines as `wrap` makes, all about equally long: a headline leaves no single word behind. */
export function wrapEvenly(text: string, width: number): readonly string[] {
  const lines = wrap(text, width)
  let [low, high] = [width / 2, width]
  while (lines.length > 1 && high - low > 0.5) {
    const middle = (low + high) / 2
    if (wrap(text, middle).length > lines.length) low = middle
    else high = middle
  }
  return lines.length === 1 ? lines : wrap(text, high)
}

/** One line of at most `width`, cut with "…" where it is longer. */
export function shorten(text: string, width: number): string {
  if (textWidth(text) <= width) return text
  const kept: string[] = []
  let used = widthOf('…')
  for (const letter of lettersOf(text)) {
    used += widthOf(letter)
    if (used > width) break
    kept.push(letter)
  }
  return `${kept.join('').trim()}…`
}

const firstStrong = /[\p{L}]/u
const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]/u

/** Is a text read from right to left? Its first letter decides, as with `dir="auto"`. */
export function isRightToLeft(text: string): boolean {
  const letter = firstStrong.exec(text)?.[0]
  return letter !== undefined && rightToLeft.test(letter)
}

/** Keeps a text that somebody wrote from turning the words around it; for texts that become a part of a sentence. */
export function isolated(text: string): string {
  return rightToLeft.test(text) ? `\u2068${text}\u2069` : text
}
