import { newToken, tokenHash } from './identity.ts'

/** Secrets that sign the host in once, for links that others may read: a browser's command line is open to all. */
export interface OnceSecrets {
  draw(): string
  /** Whether it is one of these; from then on it is none. */
  take(given: string): boolean
}

export function createOnceSecrets(): OnceSecrets {
  // Looked up by their digests, which tell nothing of a secret by the time that the search takes.
  const waiting = new Set<string>()
  const keyOf = (secret: string): string => tokenHash(secret).toString('base64')
  return {
    draw() {
      const secret = newToken()
      waiting.add(keyOf(secret))
      return secret
    },
    take: (given) => waiting.delete(keyOf(given)),
  }
}
