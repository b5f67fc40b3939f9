/** 32 bits of a text, every one of which depends on every character (FNV-1a, then a final mix). */
function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index++) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

/** Numbers from 0 to below 1 (mulberry32). Good enough to order options; not to draw a lot with. */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000
  }
}

/**
 * The options in an order that belongs to `seed`: a phone that reloads sees the same order, another phone another one.
 * The seed is made of attendee, poll and round. Results keep the order of the question.
 */
export function shuffled<T>(options: readonly T[], seed: string): T[] {
  const next = numbersFrom(seedOf(seed))
  const order = [...options]
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(next() * (last + 1))
    // Both stand inside the list.
    ;[order[last], order[other]] = [order[other] as T, order[last] as T]
  }
  return order
}
