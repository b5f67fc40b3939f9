import { unknownRoll, type Circumstances } from '../../domain/circumstances.ts'
import type { Queries } from './ports.ts'

/** What a round is counted with besides its ballots: as it stands, or as it was frozen when the round closed. */
export function circumstancesOf(read: Queries, pollId: string, round: number): Circumstances {
  const asked = read.rounds(pollId).find((known) => known.round === round)
  const meetingId = read.pollEvenDeleted(pollId)?.meetingId
  const meeting = meetingId === undefined ? null : read.meetingEvenDeleted(meetingId)
  return {
    entries: read.entryDecisions(pollId, round),
    acts: asked?.acts ?? [],
    roll: asked?.rollAtClosing ?? meeting?.roll ?? unknownRoll,
    rollAtOpening: asked?.rollAtOpening ?? null,
    paper: asked?.paper ?? null,
  }
}
