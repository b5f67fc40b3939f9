/** `2026-11-23T19:05:00+01:00`: as the clock of this computer shows it, and still one moment for everybody. */
export function isoTime(ms: number): string {
  const offset = -new Date(ms).getTimezoneOffset()
  const local = new Date(ms + offset * 60_000).toISOString().slice(0, 19)
  const [sign, size] = offset < 0 ? ['-', -offset] : ['+', offset]
  const two = (number: number): string => String(number).padStart(2, '0')
  return `${local}${sign}${two(Math.floor(size / 60))}:${two(size % 60)}`
}
