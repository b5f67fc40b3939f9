/** Longest name without its extension, in characters. */
const longest = 60

// Names of devices: a file called `nul.csv` cannot be made or deleted on Windows.
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/**
 * A file name that every system takes, made of titles and nothing that could lead out of a folder, hide the file or
 * look like an option of a command.
 */
export function fileNameOf(titles: readonly string[], extension: string): string {
  const letters = titles
    .map((title) => title.replace(/[^\p{L}\p{M}\p{N} _-]/gu, '').replace(/^[\s_-]+|\s+$/gu, ''))
    .filter((title) => title !== '')
    .join(' - ')
  // By characters: half of one would be no valid header.
  const safe = [...letters].slice(0, longest).join('').trim()
  const name = safe === '' ? 'meeting' : reserved.test(safe) ? `${safe} meeting` : safe
  return `${name}.${extension}`
}
