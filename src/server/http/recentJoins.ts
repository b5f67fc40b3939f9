import { newToken } from './identity.ts'

/** Tokens handed out lately, by the key that the phone made before it asked. */
export interface RecentJoins {
  /** The token of this key: drawn at the first asking, the same at every repetition. */
  tokenFor(key: string): string
}

/** Kept in memory only, for the seconds in which a phone repeats a join whose answer was lost. */
export function createRecentJoins(most = 20_000): RecentJoins {
  const tokens = new Map<string, string>()
  return {
    tokenFor(key) {
      const known = tokens.get(key)
      if (known !== undefined) return known
      const token = newToken()
      tokens.set(key, token)
      // Maps keep their order: the first key is the oldest.
      for (const oldest of tokens.keys()) {
        if (tokens.size <= most) break
        tokens.delete(oldest)
      }
      return token
    },
  }
}
