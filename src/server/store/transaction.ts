import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { canonicalJson, hashedText, type LogEntry } from '../../domain/log.ts'
import type { Meeting } from '../../domain/meeting.ts'
import type { Poll } from '../../domain/poll.ts'
import type { Queries, Transaction } from '../operations/ports.ts'

/** Behind the last poll or heading, deleted ones included. */
const nextPosition = `(SELECT coalesce(max(position), -1) + 1 FROM
  (SELECT position FROM poll WHERE meeting_id = @meetingId
   UNION ALL SELECT position FROM section WHERE meeting_id = @meetingId))`

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Every write, as prepared statements. Only the writer calls them, inside its transaction. */
export function createTransaction(db: Database, queries: Queries): Transaction {
  const insertMeeting = db.prepare(
    `INSERT INTO meeting (id, title, status, admission, join_code, stage_mode, current_poll_id, created_at_ms,
       started_at_ms, ended_at_ms, joining_locked, seats, roll)
     VALUES (@id, @title, @status, @admission, @joinCode, @stageMode, @currentPollId, @createdAtMs, @startedAtMs,
       @endedAtMs, @joiningLocked, @seats, @roll)`,
  )
  const saveMeeting = db.prepare(
    `UPDATE meeting SET title = @title, status = @status, admission = @admission, join_code = @joinCode,
       stage_mode = @stageMode, current_poll_id = @currentPollId, started_at_ms = @startedAtMs, ended_at_ms = @endedAtMs,
       joining_locked = @joiningLocked, seats = @seats, roll = @roll
     WHERE id = @id`,
  )
  const markMeetingDeleted = db.prepare('UPDATE meeting SET deleted_at_ms = ? WHERE id = ?')

  const insertPoll = db.prepare(
    `INSERT INTO poll (id, meeting_id, position, kind, question, options, settings, status, revealed, round,
       opened_at_ms, closed_at_ms, closes_at_ms, paused_remaining_ms, countdown_ms, names_shown)
     VALUES (@id, @meetingId, ${nextPosition}, @kind, @question, @options, @settings, @status, @revealed, @round,
       @openedAtMs, @closedAtMs, @closesAtMs, @pausedRemainingMs, @countdownMs, @namesShown)`,
  )
  const savePoll = db.prepare(
    `UPDATE poll SET kind = @kind, question = @question, options = @options, settings = @settings, status = @status,
       revealed = @revealed, round = @round, opened_at_ms = @openedAtMs, closed_at_ms = @closedAtMs,
       closes_at_ms = @closesAtMs, paused_remaining_ms = @pausedRemainingMs,
       countdown_ms = @countdownMs, names_shown = @namesShown
     WHERE id = @id`,
  )
  const markPollDeleted = db.prepare('UPDATE poll SET deleted_at_ms = ? WHERE id = ?')
  const placePoll = db.prepare('UPDATE poll SET position = ? WHERE id = ?')
  const saveRound = db.prepare(
    `INSERT INTO poll_round
       (poll_id, round, asked, opened_at_ms, closed_at_ms, acts, roll_at_opening, roll_at_closing, paper)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (poll_id, round) DO UPDATE SET closed_at_ms = excluded.closed_at_ms, acts = excluded.acts,
       roll_at_closing = excluded.roll_at_closing, paper = excluded.paper`,
  )
  const saveNotes = db.prepare('UPDATE poll SET notes = ? WHERE id = ?')
  const insertSection = db.prepare(
    `INSERT INTO section (id, meeting_id, position, title) VALUES (@id, @meetingId, ${nextPosition}, @title)`,
  )
  const saveSection = db.prepare('UPDATE section SET title = ? WHERE id = ?')
  const placeSection = db.prepare('UPDATE section SET position = ? WHERE id = ?')
  const deleteSection = db.prepare('DELETE FROM section WHERE id = ?')

  const insertAttendee = db.prepare(
    'INSERT INTO attendee (id, meeting_id, name, token_hash, joined_at_ms, weight) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const insertBatch = db.prepare(
    `INSERT INTO ticket_batch (meeting_id, batch, made_at_ms, first_number, size, spare, weight)
     VALUES (@meetingId, @batch, @madeAtMs, @firstNumber, @size, @spare, @weight)`,
  )
  const insertTicket = db.prepare(
    'INSERT INTO ticket (mac, meeting_id, batch, number, voided, redeemed) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const redeemTicket = db.prepare(
    'UPDATE ticket SET redeemed = 1, attendee_id = ? WHERE mac = ? AND redeemed = 0 AND voided = 0',
  )
  const ofTickets = '(@batch IS NULL OR batch = @batch) AND (@number IS NULL OR number = @number)'
  const ticketsToVoid = db.prepare<object, { known: number; voided: number; redeemed: number }>(
    `SELECT count(*) AS known, total(NOT voided) AS voided, total(redeemed AND NOT voided) AS redeemed
     FROM ticket WHERE meeting_id = @meetingId AND ${ofTickets}`,
  )
  const barAttendees = db.prepare(
    `UPDATE attendee SET barred = 1
     WHERE id IN (SELECT attendee_id FROM ticket WHERE meeting_id = @meetingId AND ${ofTickets})`,
  )
  const voidTickets = db.prepare(`UPDATE ticket SET voided = 1 WHERE meeting_id = @meetingId AND ${ofTickets}`)
  const weighAttendee = db.prepare('UPDATE attendee SET weight = ? WHERE id = ?')
  const renameAttendee = db.prepare('UPDATE attendee SET name = ? WHERE id = ?')

  const putBallot = db.prepare(
    `INSERT INTO ballot (poll_id, round, voter_id, key, answer, weight, receipt, cast_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (poll_id, round, voter_id) DO UPDATE SET key = excluded.key, answer = excluded.answer,
       weight = excluded.weight, receipt = excluded.receipt, cast_at_ms = excluded.cast_at_ms`,
  )
  const rememberKey = db.prepare(
    'INSERT INTO ballot_key (poll_id, voter_id, key, round, answer, receipt) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const deleteBallot = db.prepare('DELETE FROM ballot WHERE poll_id = ? AND round = ? AND voter_id = ?')
  const decideEntry = db.prepare(
    `INSERT INTO entry_decision (poll_id, round, entry, decision) VALUES (?, ?, ?, ?)
     ON CONFLICT (poll_id, round, entry) DO UPDATE SET decision = excluded.decision`,
  )
  const undecideEntry = db.prepare('DELETE FROM entry_decision WHERE poll_id = ? AND round = ? AND entry = ?')
  const insertPicture = db.prepare('INSERT INTO picture (id, type, bytes) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING')
  const insertTemplate = db.prepare(
    'INSERT INTO template (id, name, content, created_at_ms) VALUES (@id, @name, @content, @createdAtMs)',
  )
  const deleteTemplate = db.prepare('DELETE FROM template WHERE id = ?')
  const appendLog = db.prepare(
    'INSERT INTO log_entry (meeting_id, number, at_ms, act, detail, hash) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const append = (meetingId: string, { number, atMs, act, detail, hash }: LogEntry): void =>
    void appendLog.run(meetingId, number, atMs, act, canonicalJson(detail), hash)

  const saveSetting = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )

  const meetingParams = (meeting: Meeting): Record<string, unknown> => ({
    ...meeting,
    joiningLocked: meeting.joiningLocked ? 1 : 0,
    roll: JSON.stringify(meeting.roll),
  })
  const pollParams = (poll: Poll): Record<string, unknown> => ({
    ...poll,
    options: JSON.stringify(poll.options),
    settings: JSON.stringify(poll.settings),
    revealed: poll.revealed ? 1 : 0,
    namesShown: poll.namesShown ? 1 : 0,
  })

  return {
    ...queries,
    insertMeeting: (meeting) => void insertMeeting.run(meetingParams(meeting)),
    saveMeeting: (meeting) => void saveMeeting.run(meetingParams(meeting)),
    markMeetingDeleted: (id, deletedAtMs) => void markMeetingDeleted.run(deletedAtMs, id),

    insertPoll: (poll) => void insertPoll.run(pollParams(poll)),
    savePoll: (poll) => void savePoll.run(pollParams(poll)),
    markPollDeleted: (id, deletedAtMs) => void markPollDeleted.run(deletedAtMs, id),
    saveNotes: (pollId, notes) => void saveNotes.run(notes, pollId),
    insertSection: (section) => void insertSection.run({ ...section }),
    saveSection: ({ id, title }) => void saveSection.run(title, id),
    deleteSection: (id) => void deleteSection.run(id),
    orderAgenda(items) {
      for (const [position, { type, id }] of items.entries()) {
        ;(type === 'poll' ? placePoll : placeSection).run(position, id)
      }
    },
    saveRound(pollId, { round, asked, openedAtMs, closedAtMs, acts, rollAtOpening, rollAtClosing, paper }) {
      const frozen = [acts, rollAtOpening, rollAtClosing, paper].map((part) =>
        part === null ? null : JSON.stringify(part),
      )
      saveRound.run(pollId, round, JSON.stringify(asked), openedAtMs, closedAtMs, ...frozen)
    },

    insertAttendee: ({ id, meetingId, name, joinedAtMs, weight }, tokenHash) =>
      void insertAttendee.run(id, meetingId, name, tokenHash, joinedAtMs, weight),
    insertBatch: (meetingId, batch) => void insertBatch.run({ meetingId, ...batch }),
    insertTicket({ meetingId, batch, number }, mac, state = 'fresh') {
      insertTicket.run(mac, meetingId, batch, number, state === 'voided' ? 1 : 0, state === 'redeemed' ? 1 : 0)
    },
    redeemTicket(mac, attendeeId) {
      if (redeemTicket.run(attendeeId, mac).changes !== 1) throw new Error('a ticket was redeemed twice')
    },
    voidTickets(meetingId, which) {
      const tickets = { meetingId, batch: null, number: null, ...which }
      const { known = 0, voided = 0, redeemed = 0 } = ticketsToVoid.get(tickets) ?? {}
      barAttendees.run(tickets)
      voidTickets.run(tickets)
      return { known: known > 0, voided, redeemed }
    },
    weighAttendee: (id, weight) => void weighAttendee.run(weight, id),
    renameAttendee: (id, name) => void renameAttendee.run(name, id),

    putBallot(at, ballot, sent, castAtMs) {
      const answer = JSON.stringify(ballot.answer)
      const { key, weight, receipt } = ballot
      putBallot.run(at.pollId, at.round, at.voterId, key, answer, weight, receipt, castAtMs)
      rememberKey.run(at.pollId, at.voterId, key, at.round, JSON.stringify(sent), receipt)
    },
    deleteBallot: (at) => void deleteBallot.run(at.pollId, at.round, at.voterId),

    decideEntry(pollId, round, entry, decision) {
      if (decision === null) undecideEntry.run(pollId, round, entry)
      else decideEntry.run(pollId, round, entry, decision)
    },
    insertPicture: ({ id, type, bytes }) => void insertPicture.run(id, type, bytes),
    insertTemplate: (template) => void insertTemplate.run({ ...template }),
    deleteTemplate: (id) => void deleteTemplate.run(id),

    record(meetingId, atMs, act, detail) {
      const { entries, head } = queries.logHead(meetingId)
      const entry = { number: entries + 1, atMs, act, detail }
      append(meetingId, { ...entry, hash: sha256(hashedText(head, entry)) })
    },
    takeOverLog(meetingId, entries) {
      for (const entry of entries) append(meetingId, entry)
    },

    saveSettings(settings) {
      for (const [name, value] of Object.entries(settings)) saveSetting.run(name, JSON.stringify(value))
    },
  }
}
