import type { Database } from 'better-sqlite3'
import type { Meeting } from '../../domain/meeting.ts'
import type { Poll } from '../../domain/poll.ts'
import type { Queries, Transaction } from '../operations/ports.ts'

/** Every write, as prepared statements. Only the writer calls them, inside its transaction. */
export function createTransaction(db: Database, queries: Queries): Transaction {
  const insertMeeting = db.prepare(
    `INSERT INTO meeting (id, title, status, admission, join_code, stage_mode, current_poll_id, created_at_ms,
       started_at_ms, ended_at_ms)
     VALUES (@id, @title, @status, @admission, @joinCode, @stageMode, @currentPollId, @createdAtMs, @startedAtMs,
       @endedAtMs)`,
  )
  const saveMeeting = db.prepare(
    `UPDATE meeting SET title = @title, status = @status, admission = @admission, join_code = @joinCode,
       stage_mode = @stageMode, current_poll_id = @currentPollId, started_at_ms = @startedAtMs, ended_at_ms = @endedAtMs
     WHERE id = @id`,
  )
  const markMeetingDeleted = db.prepare('UPDATE meeting SET deleted_at_ms = ? WHERE id = ?')

  const insertPoll = db.prepare(
    `INSERT INTO poll (id, meeting_id, position, kind, question, options, settings, status, revealed, round,
       opened_at_ms, closed_at_ms)
     VALUES (@id, @meetingId, (SELECT coalesce(max(position), -1) + 1 FROM poll WHERE meeting_id = @meetingId), @kind,
       @question, @options, @settings, @status, @revealed, @round, @openedAtMs, @closedAtMs)`,
  )
  const savePoll = db.prepare(
    `UPDATE poll SET kind = @kind, question = @question, options = @options, settings = @settings, status = @status,
       revealed = @revealed, round = @round, opened_at_ms = @openedAtMs, closed_at_ms = @closedAtMs
     WHERE id = @id`,
  )
  const markPollDeleted = db.prepare('UPDATE poll SET deleted_at_ms = ? WHERE id = ?')
  const placePoll = db.prepare('UPDATE poll SET position = ? WHERE id = ?')
  const saveRound = db.prepare(
    `INSERT INTO poll_round (poll_id, round, asked, opened_at_ms, closed_at_ms) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (poll_id, round) DO UPDATE SET closed_at_ms = excluded.closed_at_ms`,
  )

  const insertAttendee = db.prepare(
    'INSERT INTO attendee (id, meeting_id, name, token_hash, joined_at_ms) VALUES (?, ?, ?, ?, ?)',
  )
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
  const saveSetting = db.prepare(
    'INSERT INTO setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  )

  const meetingParams = (meeting: Meeting): Record<string, unknown> => ({ ...meeting })
  const pollParams = (poll: Poll): Record<string, unknown> => ({
    ...poll,
    options: JSON.stringify(poll.options),
    settings: JSON.stringify(poll.settings),
    revealed: poll.revealed ? 1 : 0,
  })

  return {
    ...queries,
    insertMeeting: (meeting) => void insertMeeting.run(meetingParams(meeting)),
    saveMeeting: (meeting) => void saveMeeting.run(meetingParams(meeting)),
    markMeetingDeleted: (id, deletedAtMs) => void markMeetingDeleted.run(deletedAtMs, id),

    insertPoll: (poll) => void insertPoll.run(pollParams(poll)),
    savePoll: (poll) => void savePoll.run(pollParams(poll)),
    markPollDeleted: (id, deletedAtMs) => void markPollDeleted.run(deletedAtMs, id),
    orderPolls: (pollIds) => pollIds.forEach((id, position) => placePoll.run(position, id)),
    saveRound: (pollId, round) =>
      void saveRound.run(pollId, round.round, JSON.stringify(round.asked), round.openedAtMs, round.closedAtMs),

    insertAttendee: (attendee, tokenHash) =>
      void insertAttendee.run(attendee.id, attendee.meetingId, attendee.name, tokenHash, attendee.joinedAtMs),
    renameAttendee: (id, name) => void renameAttendee.run(name, id),

    putBallot(at, ballot, castAtMs) {
      const answer = JSON.stringify(ballot.answer)
      const { key, weight, receipt } = ballot
      putBallot.run(at.pollId, at.round, at.voterId, key, answer, weight, receipt, castAtMs)
      rememberKey.run(at.pollId, at.voterId, key, at.round, answer, receipt)
    },
    deleteBallot: (at) => void deleteBallot.run(at.pollId, at.round, at.voterId),

    saveSettings(settings) {
      for (const [name, value] of Object.entries(settings)) saveSetting.run(name, JSON.stringify(value))
    },
  }
}
