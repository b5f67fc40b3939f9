import { maxAttendees, normaliseCode } from '../../domain/meeting.ts'
import { refuse } from '../../domain/refusal.ts'
import { lineUpTo, textLimits } from '../../domain/text.ts'
import { countsChanged, done } from './answers.ts'
import type { Attendee, Operation } from './ports.ts'

interface Input {
  readonly name: string | null
  /** From the link; left out by those who typed the address. */
  readonly code: string | null
  /** What was typed for the room code, and whether it is the one; null: nothing was. */
  readonly roomCode: { readonly fits: boolean } | null
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
    if (input.code !== null && normaliseCode(input.code) !== meeting.joinCode) return refuse('wrongCode')
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
    if (meeting.admission === 'code') {
      if (input.roomCode === null) return refuse('roomCodeNeeded')
      if (!input.roomCode.fits) return refuse('roomCodeWrong')
    }
    if (tx.joined(meeting.id) >= maxAttendees) return refuse('meetingFull', { max: maxAttendees })
    const attendee: Attendee = {
      id: context.newId(),
      meetingId: meeting.id,
      name: name.value === '' ? null : name.value,
      joinedAtMs: context.nowMs,
      weight: 1,
    }
    tx.insertAttendee(attendee, input.newTokenHash)
    return done({ attendee, knownBy: null }, countsChanged(meeting.id))
  },
}
