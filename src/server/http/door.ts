import type { JoinRequest } from '../../contract/attendeeApi.ts'
import type { Meeting } from '../../domain/meeting.ts'
import { accept, refuse, type Result } from '../../domain/refusal.ts'
import { readTicket } from '../../domain/tickets.ts'
import type { Queries } from '../operations/ports.ts'
import { createGuessCounter } from './limits.ts'

/** What a newcomer has shown at the door; whether it lets them in is for the rules to say. */
export interface Shown {
  /** Null: no room code was typed. */
  readonly roomCode: { readonly fits: boolean } | null
  /** What is kept of the ticket; null: none was shown. */
  readonly ticket: Uint8Array | null
}

export interface DoorOptions {
  readonly read: Queries
  /** Is this the code that the projector shows, or showed a minute ago? */
  readonly isRoomCode: (meetingId: string, typed: string) => boolean
  readonly ticketMac: (code: string) => Uint8Array
}

/** Reads what a newcomer shows, and slows down who guesses. */
export type Door = (meeting: Meeting | null, sent: JoinRequest, address: string) => Promise<Result<Shown>>

export const nothingShown: Shown = { roomCode: null, ticket: null }

export function createDoor({ read, isRoomCode, ticketMac }: DoorOptions): Door {
  const countGuess = createGuessCounter()

  async function counted(shown: Shown, address: string, isRight: boolean): Promise<Result<Shown>> {
    const seconds = await countGuess(address, isRight)
    return seconds > 0 ? refuse('tooManyGuesses', { seconds }) : accept(shown)
  }

  return async (meeting, sent, address) => {
    const typed = (meeting?.admission === 'code' ? sent.roomCode : sent.ticket)?.trim() ?? ''
    if (meeting === null || meeting.admission === 'open' || typed === '') return accept(nothingShown)
    if (meeting.admission === 'code') {
      const fits = isRoomCode(meeting.id, typed)
      return counted({ ...nothingShown, roomCode: { fits } }, address, fits)
    }
    // A slip of the finger says nothing about any ticket, and is no guess.
    const code = readTicket(typed)
    if (!code.ok) return code
    const ticket = ticketMac(code.value)
    return counted({ ...nothingShown, ticket }, address, read.ticket(ticket) !== null)
  }
}
