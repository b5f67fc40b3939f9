import type { Standing } from '../../domain/kinds/standings.ts'

/** One step of the podium. `order`: from the left, with the best in the middle. */
export interface Step {
  readonly standing: Standing
  readonly order: number
}

const mostSteps = 3

/**
 * Places 1 to 3, with what equal places allow: 1, 1, 3 has two highest steps. Empty where more people share these places
 * than there are steps; then the list says it, and nobody stands on a step by chance.
 */
export function podium(standings: readonly Standing[]): readonly Step[] {
  const best = standings.filter(({ place }) => place <= mostSteps)
  if (best.length > mostSteps) return []
  const orders = best.length === 3 ? [2, 1, 3] : [1, 2]
  return best.map((standing, index) => ({ standing, order: orders[index] ?? 1 }))
}
