import type { DocumentPoll, DocumentRound, MeetingDocument } from '../../contract/meetingDocument.ts'
import type { Roll } from '../../domain/circumstances.ts'
import { noCountdown } from '../../domain/countdown.ts'
import { logRoot, type LogEntry } from '../../domain/log.ts'
import type { Poll } from '../../domain/poll.ts'
import { refuse } from '../../domain/refusal.ts'
import { consoleChanged, done } from './answers.ts'
import { logPoll } from './logPoll.ts'
import { countedDetail } from './pollSteps.ts'
import { bringBack } from './restoreMeeting.ts'
import type { Operation, OperationContext, Round, Transaction } from './ports.ts'

interface Input {
  /** Read and checked. */
  readonly document: MeetingDocument
  /** Makes the hash that stands for an attendee's token or a ticket: nobody has either, since none comes with a file. */
  readonly tokenHash: () => Uint8Array
}

/**
 * Brings a meeting back from a file, with everything that was in it, or not at all. One that ran when it was written
 * has ended, and its open polls are closed: its phones are not here.
 */
export const importMeeting: Operation<Input, { meetingId: string }> = {
  name: 'importMeeting',
  run(tx, { document, tokenHash }, context) {
    const { meeting, tickets, attendees, agenda, polls, pictures, log } = document
    const here = tx.meetingEvenDeleted(meeting.id)
    if (here !== null) {
      // The same meeting, deleted here and unchanged since the file was written: it comes back from where it is.
      const deleted = tx.meeting(meeting.id) === null
      if (!deleted || !isUnchanged(tx.log(meeting.id), log)) return refuse('meetingAlreadyHere', { title: here.title })
      bringBack(tx, meeting.id, context.nowMs)
      return done({ meetingId: meeting.id }, consoleChanged(meeting.id))
    }
    const taken = agenda.findIndex(
      ({ type, id }) => (type === 'poll' ? tx.pollEvenDeleted(id) : tx.section(id)) !== null,
    )
    if (taken >= 0) return refuse('importMalformed', { where: `agenda[${taken}].id` })

    const endedAtMs = meeting.status === 'running' ? context.nowMs : meeting.endedAtMs
    const status = meeting.status === 'running' ? 'ended' : meeting.status
    tx.insertMeeting({ ...meeting, status, endedAtMs, stageMode: 'join', currentPollId: null })
    tx.takeOverLog(meeting.id, log)
    for (const attendee of attendees) {
      tx.insertAttendee({ ...attendee, id: context.newId(), meetingId: meeting.id }, tokenHash())
    }
    for (const { redeemed, voided, ...batch } of tickets) {
      tx.insertBatch(meeting.id, batch)
      for (let index = 0; index < batch.size + batch.spare; index++) {
        // Nobody has the codes of these: they stand for what became of the printing.
        const state = index < redeemed ? 'redeemed' : index < redeemed + voided ? 'voided' : 'fresh'
        const place = { meetingId: meeting.id, batch: batch.batch, number: batch.firstNumber + index }
        tx.insertTicket(place, tokenHash(), state)
      }
    }
    for (const { id, type, base64 } of pictures) tx.insertPicture({ id, type, bytes: Buffer.from(base64, 'base64') })
    for (const place of agenda) {
      if (place.type === 'section') tx.insertSection({ id: place.id, meetingId: meeting.id, title: place.title })
    }
    for (const poll of polls) bringPoll(tx, poll, meeting.id, meeting.roll, context)
    tx.orderAgenda(agenda.map(({ type, id }) => ({ type, id })))
    if (meeting.status === 'running') tx.record(meeting.id, context.nowMs, 'meetingEnded', { joined: attendees.length })
    return done({ meetingId: meeting.id }, consoleChanged(meeting.id))
  },
}

/** Has a meeting only been deleted and brought back since `written` was its log? */
function isUnchanged(log: readonly LogEntry[], written: readonly LogEntry[]): boolean {
  const head = log[written.length - 1]?.hash ?? logRoot
  const since = log.slice(written.length)
  return (
    log.length >= written.length &&
    head === (written[written.length - 1]?.hash ?? logRoot) &&
    since.every(({ act }) => act === 'meetingDeleted' || act === 'meetingRestored')
  )
}

function bringPoll(
  tx: Transaction,
  poll: DocumentPoll,
  meetingId: string,
  rollNow: Roll,
  context: OperationContext,
): void {
  const { nowMs } = context
  const last = poll.rounds[poll.rounds.length - 1]
  const wasOpen = poll.status === 'open'
  const stored: Poll = {
    ...poll.question,
    id: poll.id,
    meetingId,
    status: wasOpen ? 'closed' : poll.status,
    revealed: poll.revealed,
    round: last?.round ?? 1,
    openedAtMs: last?.openedAtMs ?? null,
    closedAtMs: wasOpen ? nowMs : (last?.closedAtMs ?? null),
    ...noCountdown,
    namesShown: poll.namesShown,
  }
  tx.insertPoll(stored)
  tx.saveNotes(poll.id, poll.notes)
  for (const round of poll.rounds) bringRound(tx, poll.id, round, rollNow, context)
  if (wasOpen) logPoll(tx, stored, nowMs, 'pollClosed', countedDetail(tx, stored))
}

function bringRound(
  tx: Transaction,
  pollId: string,
  { ballots, entries, result: _result, ...round }: DocumentRound,
  rollNow: Roll,
  context: OperationContext,
): void {
  const stored: Round = {
    ...round,
    closedAtMs: round.closedAtMs ?? context.nowMs,
    rollAtClosing: round.rollAtClosing ?? rollNow,
  }
  tx.saveRound(pollId, stored)
  for (const { answer, weight, receipt } of ballots) {
    // Whose they were is not in the file: each has a voter of its own who never comes back.
    const place = { pollId, round: round.round, voterId: context.newId() }
    tx.putBallot(place, { key: context.newId(), answer, weight, receipt }, answer, stored.closedAtMs ?? context.nowMs)
  }
  for (const { entry, decision } of entries) tx.decideEntry(pollId, round.round, entry, decision)
}
