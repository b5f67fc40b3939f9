import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Circumstances } from '../../domain/circumstances.ts'
import { kindOf, type Answer } from '../../domain/kinds/index.ts'
import type { Ballot } from '../../domain/kinds/kind.ts'
import { hashedText, logRoot } from '../../domain/log.ts'
import type { Meeting } from '../../domain/meeting.ts'
import type { Queries, Round } from '../operations/ports.ts'

/** What could be read of a damaged file, row by row, must also make sense to the pages that show it. */

function works(look: () => unknown): boolean {
  try {
    look()
    return true
  } catch {
    return false
  }
}

function circumstancesOf(read: Queries, meeting: Meeting, pollId: string, round: Round): Circumstances {
  return {
    entries: read.entryDecisions(pollId, round.round),
    acts: round.acts,
    roll: round.rollAtClosing ?? meeting.roll,
    rollAtOpening: round.rollAtOpening,
    paper: round.paper,
  }
}

/** Counts as the pages do. Throws where a ballot, or the question, makes no sense to its kind. */
function count(given: Circumstances, { asked }: Round, ballots: Iterable<Ballot<Answer>>): void {
  const kind = kindOf(asked.kind)
  const tally = kind.tally(asked, ballots, given)
  kind.describe(asked, tally, kind.outcome(asked, tally, given))
}

/** One ballot that its kind cannot count would hide the whole result: it is left out. @returns how many there are */
export function dropUncountable(fresh: Database, read: Queries): number {
  const rows = fresh.prepare<[string, number], { voter_id: string; answer: string; weight: number }>(
    'SELECT voter_id, answer, weight FROM ballot WHERE poll_id = ? AND round = ?',
  )
  const drop = fresh.prepare('DELETE FROM ballot WHERE poll_id = ? AND round = ? AND voter_id = ?')
  let dropped = 0
  const dropFrom = (meeting: Meeting): void => {
    for (const { id } of read.polls(meeting.id)) {
      for (const round of read.rounds(id)) {
        const given = circumstancesOf(read, meeting, id, round)
        for (const { voter_id, answer, weight } of rows.all(id, round.round)) {
          if (works(() => count(given, round, [{ answer: JSON.parse(answer) as Answer, weight }]))) continue
          drop.run(id, round.round, voter_id)
          dropped += 1
        }
      }
    }
  }
  // A meeting whose polls cannot be read is hidden as a whole.
  for (const meeting of readableMeetings(fresh, read)) works(() => dropFrom(meeting))
  return dropped
}

function idsOf(fresh: Database): string[] {
  return fresh.prepare<[], string>('SELECT id FROM meeting WHERE deleted_at_ms IS NULL').pluck().all()
}

function readableMeetings(fresh: Database, read: Queries): Meeting[] {
  return idsOf(fresh).flatMap((id) => (works(() => read.meeting(id)) ? (read.meeting(id) ?? []) : []))
}

/** A meeting that no page could show would take the list of meetings with it. @returns how many there are */
export function hideUnreadable(fresh: Database, read: Queries): number {
  const hide = fresh.prepare("UPDATE meeting SET status = 'ended', deleted_at_ms = 0 WHERE id = ?")
  let hidden = 0
  for (const id of idsOf(fresh)) {
    if (works(() => readWhole(read, id))) continue
    hide.run(id)
    hidden += 1
  }
  if (!works(() => read.settings())) fresh.exec('DELETE FROM setting')
  return hidden
}

function readWhole(read: Queries, meetingId: string): void {
  const meeting = read.meeting(meetingId)
  if (meeting === null) return
  read.log(meetingId)
  read.attendees(meetingId)
  for (const { id } of read.polls(meetingId)) {
    for (const round of read.rounds(id)) {
      count(circumstancesOf(read, meeting, id, round), round, read.receiptedBallots(id, round.round))
    }
  }
}

/** Broken logs, and closed rounds with other ballots than the log says. */
export function doubtful(read: Queries): number {
  return read.meetings().reduce((sum, { id }) => sum + (isChained(read, id) ? doubtfulRounds(read, id) : 1), 0)
}

function isChained(read: Queries, meetingId: string): boolean {
  let head = logRoot
  return read.log(meetingId).every((entry, index) => {
    const hash = createHash('sha256').update(hashedText(head, entry)).digest('hex')
    head = entry.hash
    return entry.number === index + 1 && hash === entry.hash
  })
}

function doubtfulRounds(read: Queries, meetingId: string): number {
  /** What the log last said of the ballots of each round; null while it is open again. */
  const closed = new Map<string, { poll: string; round: number; ballots: unknown } | null>()
  for (const { act, detail } of read.log(meetingId)) {
    const { poll, round, ballots } = detail
    if (typeof poll !== 'string' || typeof round !== 'number') continue
    if (act === 'pollClosed') closed.set(`${poll} ${round}`, { poll, round, ballots })
    if (act === 'pollReopened' || act === 'pollOpened') closed.set(`${poll} ${round}`, null)
  }
  return [...closed.values()].filter((one) => one !== null && read.ballotsDigest(one.poll, one.round) !== one.ballots)
    .length
}
