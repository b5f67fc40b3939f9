import { maxAttendees, normaliseCode, type Meeting } from '../../domain/meeting.ts'
import { accept, refuse, type Result } from '../../domain/refusal.ts'
import { lineUpTo, textLimits } from '../../domain/text.ts'
import { admitTicket } from '../../domain/tickets.ts'
import { countsChanged, done } from './answers.ts'
import type { Attendee, Operation, Queries } from './ports.ts'

interface Input {
  readonly name: string | null
  /** From the link; left out by those who typed the address. */
  readonly code: string | null
  /** What was typed for the room code, and whether it is the one; null: nothing was. */
  readonly roomCode: { readonly fits: boolean } | null
  /** What is kept of the ticket that was shown; null: none was. */
  readonly ticket: Uint8Array | null
  /** Hashes of tokens by which the phone may be known already: joining twice is the same attendee. */
  readonly knownTokenHashes: readonly Uint8Array[]
  /** Hash of the token to hand out otherwise. */
  readonly newTokenHash: Uint8Array
}

interface Output {
  readonly attendee: Attendee
  /** Which of the tokens named the attendee; null for a new one. */
  readonly knownBy: number | null
}

/** Makes a device an attendee of the running meeting. */
export const joinMeeting: Operation<Input, Output> = {
  name: 'joinMeeting',
  run(tx, input, context) {
    const meeting = tx.runningMeeting()
    if (meeting === null) return refuse('meetingNotRunning')
    // A ticket says itself which meeting it is for, and stands where the code does in a link.
    const link = meeting.admission === 'tickets' ? null : input.code
    if (link !== null && normaliseCode(link) !== meeting.joinCode) return refuse('wrongCode')
    const name = lineUpTo(input.name ?? '', textLimits.attendeeName)
    if (!name.ok) return name

    for (const [knownBy, hash] of input.knownTokenHashes.entries()) {
      const known = tx.attendeeByToken(hash)
      if (known?.meetingId !== meeting.id) continue
      const renamed = name.value !== '' && name.value !== known.name
      if (renamed) tx.renameAttendee(known.id, name.value)
      return done({ attendee: renamed ? { ...known, name: name.value } : known, knownBy })
    }
    if (meeting.joiningLocked) return refuse('joiningLocked')
    const admitted = admit(tx, meeting, input)
    if (!admitted.ok) return admitted
    if (tx.joined(meeting.id) >= maxAttendees) return refuse('meetingFull', { max: maxAttendees })
    const attendee: Attendee = {
      id: context.newId(),
      meetingId: meeting.id,
      name: name.value === '' ? null : name.value,
      joinedAtMs: context.nowMs,
      weight: admitted.value.weight,
    }
    tx.insertAttendee(attendee, input.newTokenHash)
    if (meeting.admission === 'tickets' && input.ticket !== null) tx.redeemTicket(input.ticket, attendee.id)
    return done({ attendee, knownBy: null }, countsChanged(meeting.id))
  },
}

/** Is what a newcomer has shown enough for the meeting's level? */
function admit(tx: Queries, { id, admission }: Meeting, { roomCode, ticket }: Input): Result<{ weight: number }> {
  switch (admission) {
    case 'open':
      return accept({ weight: 1 })
    case 'code':
      if (roomCode === null) return refuse('roomCodeNeeded')
      return roomCode.fits ? accept({ weight: 1 }) : refuse('roomCodeWrong')
    case 'tickets':
      return ticket === null ? refuse('ticketNeeded') : admitTicket(tx.ticket(ticket), id)
  }
}
