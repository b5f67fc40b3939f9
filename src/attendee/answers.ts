import type { Answer } from '../domain/kinds/index.ts'

/** Members that the server adds to an answer when it counts it (`stamp` of its kind): no part of what was answered. */
const stamped: readonly string[] = ['name', 'player', 'tookMs', 'atMs']

/** Members whose order means nothing: the server may give them back in another one. */
const unordered: readonly string[] = ['options', 'upvotes']

/** The same text for answers that mean the same. */
function textOf(answer: Answer): string {
  return JSON.stringify(answer, (key, value: unknown) => {
    if (stamped.includes(key)) return undefined
    if (Array.isArray(value)) return unordered.includes(key) ? [...(value as unknown[])].sort() : value
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}

/** Do they say the same? */
export function isSame(one: Answer, other: Answer): boolean {
  return textOf(one) === textOf(other)
}
