import { hash } from 'node:crypto'

/** Enough for every phone of a full room to lose several tabs. */
const remembered = 8_192

/**
 * Streams that had to make room for another one of the same device. Their EventSource comes back by itself and must be
 * turned away then, or two tabs would evict each other for ever.
 */
export class Evictions {
  /** Oldest first. Digests, because the ids are the client's and may be long. */
  readonly #keys = new Set<string>()
  readonly #limit: number

  constructor(limit: number = remembered) {
    this.#limit = limit
  }

  add(audience: string, device: string, streamId: string): void {
    const key = digest(audience, device, streamId)
    this.#keys.delete(key)
    this.#keys.add(key)
    for (const oldest of this.#keys) {
      if (this.#keys.size <= this.#limit) break
      this.#keys.delete(oldest)
    }
  }

  has(audience: string, device: string, streamId: string): boolean {
    return this.#keys.has(digest(audience, device, streamId))
  }
}

function digest(...parts: string[]): string {
  return hash('sha256', JSON.stringify(parts), 'base64')
}
