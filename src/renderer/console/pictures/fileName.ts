/** Longest name without its extension, in characters. */
const longest = 60

// Names of devices: a file called `nul.png` cannot be made or deleted on Windows.
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** A file name that every system takes: letters and numbers of the titles, and nothing that leads or hides. */
export function pictureName(titles: readonly string[], extension: 'png' | 'svg'): string {
  const letters = titles
    .map((title) => title.replace(/[^\p{L}\p{M}\p{N} _-]/gu, '').replace(/^[\s_-]+|\s+$/gu, ''))
    .filter((title) => title !== '')
    .join(' - ')
  const safe = [...letters].slice(0, longest).join('').trim()
  const name = safe === '' ? 'result' : reserved.test(safe) ? `${safe} result` : safe
  return `${name}.${extension}`
}
