import { codeAlphabet } from './meeting.ts'
import { accept, refuse, type Result } from './refusal.ts'

/**
 * A ticket is ten drawn symbols of Crockford's base 32, fifty bits, and an eleventh that tells a slip of the finger
 * from a ticket that does not exist.
 */
export const drawnSymbols = 10
const ticketLength = drawnSymbols + 1

/** Tickets of one printing; more would be a page that no browser likes to print. */
export const maxBatch = 1000
/** Spare ones included. */
export const maxTickets = 20_000
export const maxTicketWeight = 1_000_000

/** One printing of tickets. Unused ones are what is left of its size. */
export interface TicketBatch {
  /** From 1, within the meeting. */
  readonly batch: number
  readonly madeAtMs: number
  /** The number on the first stub; those after it follow. */
  readonly firstNumber: number
  /** How many were printed to be handed out, and how many beside them in case one is spoilt. */
  readonly size: number
  readonly spare: number
  /** How often the votes of whoever joins with one count. */
  readonly weight: number
  /** Somebody has joined with it, and it is not void. */
  readonly redeemed: number
  readonly voided: number
}

/** Over all printings. */
export function ticketTotals(batches: readonly TicketBatch[]): { printed: number; redeemed: number; voided: number } {
  const sum = (of: (batch: TicketBatch) => number): number => batches.reduce((total, batch) => total + of(batch), 0)
  return {
    printed: sum(({ size, spare }) => size + spare),
    redeemed: sum(({ redeemed }) => redeemed),
    voided: sum(({ voided }) => voided),
  }
}

/** People who have joined with a ticket that is not void, and the votes they have together. */
export function ticketsInUse(batches: readonly TicketBatch[]): { heads: number; weight: number } {
  return batches.reduce(
    (sum, { redeemed, weight }) => ({ heads: sum.heads + redeemed, weight: sum.weight + redeemed * weight }),
    { heads: 0, weight: 0 },
  )
}

/** Doubling in the field of 32 elements, by the polynomial x⁵ + x² + 1. */
function doubled(value: number): number {
  return value & 16 ? (value << 1) ^ 37 : value << 1
}

/**
 * The symbol that belongs behind these. Each place weighs another power of two in the field, so that any one symbol
 * mistyped and any two exchanged are noticed, wherever they stand.
 */
export function checkSymbol(drawn: string): string {
  // Horner's scheme: what was read is doubled with every further symbol.
  const sum = [...drawn].reduce((before, symbol) => doubled(before ^ codeAlphabet.indexOf(symbol)), 0)
  return codeAlphabet[sum] ?? ''
}

export function ticketCode(drawn: string): string {
  return drawn + checkSymbol(drawn)
}

/**
 * The ticket in what somebody typed, pasted or scanned: lower case, spaces and hyphens, O for 0, I and L for 1, or the whole
 * link. Refuses with `ticketMistyped` what cannot be one.
 */
export function readTicket(typed: string): Result<string> {
  const ending = typed.normalize('NFKC').trim().replace(/\/+$/, '').replace(/^.*\//s, '')
  const code = ending
    .toUpperCase()
    .replace(/[\s\p{Pd}\u2212_.]/gu, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
  const known = code.length === ticketLength && [...code].every((symbol) => codeAlphabet.includes(symbol))
  return known && ticketCode(code.slice(0, drawnSymbols)) === code ? accept(code) : refuse('ticketMistyped')
}

/** `ABCDEFGHJKX` → `ABCDE-FGHJK-X`, as it is printed and read out. */
export function groupedTicket(code: string): string {
  return [code.slice(0, 5), code.slice(5, drawnSymbols), code.slice(drawnSymbols)].join('-')
}

/** What is known of a ticket that was shown at the door. */
export interface ShownTicket {
  readonly meetingId: string
  readonly voided: boolean
  readonly redeemed: boolean
  readonly weight: number
}

/** May somebody new join with it? `null`: there is no such ticket. */
export function admitTicket(ticket: ShownTicket | null, meetingId: string): Result<ShownTicket> {
  if (ticket === null) return refuse('ticketUnknown')
  if (ticket.meetingId !== meetingId) return refuse('ticketForeign')
  if (ticket.voided) return refuse('ticketVoid')
  return ticket.redeemed ? refuse('ticketUsed') : accept(ticket)
}
