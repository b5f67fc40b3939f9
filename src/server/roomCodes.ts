import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { acceptedPeriods, nextRoomCodeMs, readRoomCode, roomCodeDigits, roomCodePeriod } from '../domain/admission.ts'

/** The codes that the projector shows, minute by minute. */
export interface RoomCodes {
  /** The one that is shown now. */
  current(meetingId: string): string
  /** Is it the one that is shown, or the one that was shown before it? */
  accepts(meetingId: string, typed: string): boolean
  stop(): void
}

/**
 * Derived from a secret that is drawn at each start and kept nowhere: whoever copies the file cannot tell the next code.
 * @param clockMs never jumps: setting the computer's clock back must not bring back a code of before
 * @param onChange another code is shown from here on
 */
export function createRoomCodes(clockMs: () => number, onChange: () => void): RoomCodes {
  const secret = randomBytes(32)
  let timer: NodeJS.Timeout

  function codeOf(meetingId: string, period: number): string {
    const drawn = createHmac('sha256', secret).update(`${meetingId}:${period}`).digest().readUIntBE(0, 6)
    return String(drawn % 10 ** roomCodeDigits).padStart(roomCodeDigits, '0')
  }

  function waitFrom(period: number): void {
    const now = clockMs()
    // A timer may come a little early; then the rest is waited for.
    if (roomCodePeriod(now) !== period) onChange()
    timer = setTimeout(() => waitFrom(roomCodePeriod(now)), Math.max(1, nextRoomCodeMs(now) - now))
    timer.unref()
  }
  waitFrom(roomCodePeriod(clockMs()))

  return {
    current: (meetingId) => codeOf(meetingId, roomCodePeriod(clockMs())),
    accepts(meetingId, typed) {
      const given = digest(readRoomCode(typed))
      const fits = acceptedPeriods(clockMs()).map((period) => timingSafeEqual(given, digest(codeOf(meetingId, period))))
      return fits.includes(true)
    },
    stop: () => clearTimeout(timer),
  }
}

/** Of equal length, whatever is compared. */
function digest(text: string): Buffer {
  return createHmac('sha256', 'room code').update(text).digest()
}
