import type { RatingSettings } from '../../../../domain/kinds/rating.ts'

/** Labels stand for points, so another number of points takes as many labels along. */
export function withPoints(settings: RatingSettings, points: number): Partial<RatingSettings> {
  if (settings.labels.length === 0) return { points }
  return { points, labels: Array.from({ length: points }, (_, index) => settings.labels[index] ?? '') }
}

/** One label for each point, of which this one is `label`. */
export function withLabel(settings: RatingSettings, index: number, label: string): Partial<RatingSettings> {
  return {
    labels: Array.from({ length: settings.points }, (_, i) => (i === index ? label : (settings.labels[i] ?? ''))),
  }
}
