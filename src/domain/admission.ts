/**
 * Who may vote: what a phone must bring to be let in. `open` nothing; `code` the room code, which the projector shows and
 * which changes every minute; `tickets` a printed ticket that nobody has used.
 */
export const admissions = ['open', 'code', 'tickets'] as const
export type Admission = (typeof admissions)[number]

/** A room code stands on the projector for one period, and is taken for another one after it: typing takes time. */
export const roomCodeDigits = 6
export const roomCodePeriodMs = 60_000

/** Which period it is; grows by one with each code. `clockMs` is of a clock that never jumps. */
export function roomCodePeriod(clockMs: number): number {
  return Math.floor(clockMs / roomCodePeriodMs)
}

/** When the next code is shown. */
export function nextRoomCodeMs(clockMs: number): number {
  return (roomCodePeriod(clockMs) + 1) * roomCodePeriodMs
}

/** The periods whose codes are taken: this one and the one before. */
export function acceptedPeriods(clockMs: number): readonly number[] {
  const period = roomCodePeriod(clockMs)
  return [period, period - 1]
}

/** A room code as it is typed: spaces and hyphens are for the eye, and some keyboards write wide digits. */
export function readRoomCode(typed: string): string {
  return typed.normalize('NFKC').replace(/[\s-]/g, '')
}

/** `482913` → `482 913`, as it is read out. */
export function groupedRoomCode(code: string): string {
  return code.replace(/(\d{3})(?=\d)/g, '$1 ')
}

/** May the level still be another one? Who has joined was let in by the one there is. */
export function mayChangeAdmission(status: 'draft' | 'running' | 'ended', joined: number): boolean {
  return status !== 'ended' && joined === 0
}

/** More devices than people who are here: somebody may have joined twice. Null: nobody said how many there are. */
export function exceedsSeats(joined: number, seats: number | null): boolean {
  return seats !== null && joined > seats
}
