/**
 * What this phone remembers between visits. Storage may be missing, full or forbidden (cookies blocked, private
 * windows): then a visit remembers nothing, and the cookie alone says who we are.
 */
export interface Keep {
  /** Can anything be remembered at all? Without it, a missing value means nothing. */
  readonly works: boolean
  /** The value as it was written, null if there is none. Whoever reads checks what it is: a person may have edited it. */
  read(key: string): unknown
  /** Null forgets the key. */
  write(key: string, value: unknown): void
}

const prefix = 'show-of-hands.'

/** Takes a function, because some browsers throw at the mere mention of `localStorage`. */
export function createKeep(storage: () => Storage): Keep {
  function works(): boolean {
    try {
      storage().setItem(`${prefix}probe`, '1')
      storage().removeItem(`${prefix}probe`)
      return true
    } catch {
      return false
    }
  }

  return {
    works: works(),
    read(key) {
      try {
        return JSON.parse(storage().getItem(prefix + key) ?? 'null') as unknown
      } catch {
        return null
      }
    },
    write(key, value) {
      try {
        if (value === null) storage().removeItem(prefix + key)
        else storage().setItem(prefix + key, JSON.stringify(value))
      } catch {
        // Not remembered. The page works as long as it is open.
      }
    },
  }
}
