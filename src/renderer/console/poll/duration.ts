import { countdownSeconds } from '../../../domain/kinds/settings.ts'

/** "1:30", "90", "1:00:00" (a Chinese colon as well) in seconds; null for anything that is no countdown. */
export function readDuration(typed: string): number | null {
  const parts = typed.trim().split(/[:：]/)
  if (parts.length > 3 || !parts.every((part) => /^\d{1,5}$/.test(part))) return null
  // "1:75" is a slip of the finger.
  if (parts.slice(1).some((part) => Number(part) > 59)) return null
  const seconds = parts.reduce((sum, part) => sum * 60 + Number(part), 0)
  return seconds >= countdownSeconds.min && seconds <= countdownSeconds.max ? seconds : null
}
