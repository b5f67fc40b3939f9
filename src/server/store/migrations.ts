import type { Database } from 'better-sqlite3'

/**
 * Numbered migrations on `user_version`. Each runs in a transaction of its own; one that has been released is never
 * edited, a new one is appended.
 */
export const migrations: readonly string[] = [
  // 1: meetings, polls, rounds, attendees, ballots
  `
  CREATE TABLE meeting (
    id TEXT NOT NULL PRIMARY KEY,
    title TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'running', 'ended')),
    admission TEXT NOT NULL,
    join_code TEXT NOT NULL,
    stage_mode TEXT NOT NULL,
    current_poll_id TEXT REFERENCES poll (id),
    created_at_ms INTEGER NOT NULL,
    started_at_ms INTEGER,
    ended_at_ms INTEGER,
    deleted_at_ms INTEGER
  ) STRICT;

  -- One running meeting at a time.
  CREATE UNIQUE INDEX meeting_running ON meeting (status) WHERE status = 'running';

  CREATE TABLE poll (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    question TEXT NOT NULL,
    options TEXT NOT NULL,
    settings TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'open', 'closed')),
    revealed INTEGER NOT NULL CHECK (revealed IN (0, 1)),
    round INTEGER NOT NULL CHECK (round >= 1),
    opened_at_ms INTEGER,
    closed_at_ms INTEGER,
    deleted_at_ms INTEGER
  ) STRICT;
  CREATE INDEX poll_agenda ON poll (meeting_id, position);

  -- Each time a poll was put to the room, with the question as it was asked then.
  CREATE TABLE poll_round (
    poll_id TEXT NOT NULL REFERENCES poll (id),
    round INTEGER NOT NULL,
    asked TEXT NOT NULL,
    opened_at_ms INTEGER NOT NULL,
    closed_at_ms INTEGER,
    PRIMARY KEY (poll_id, round)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE attendee (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    name TEXT,
    token_hash BLOB NOT NULL UNIQUE,
    joined_at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX attendee_meeting ON attendee (meeting_id);

  -- One ballot per voter and round: this key is the promise. voter_id is derived from the phone's token, which is not
  -- in this file, so a ballot cannot be joined with an attendee's name.
  CREATE TABLE ballot (
    poll_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    voter_id TEXT NOT NULL,
    key TEXT NOT NULL,
    answer TEXT NOT NULL,
    weight INTEGER NOT NULL CHECK (weight >= 1),
    receipt TEXT NOT NULL,
    cast_at_ms INTEGER NOT NULL,
    PRIMARY KEY (poll_id, round, voter_id),
    FOREIGN KEY (poll_id, round) REFERENCES poll_round (poll_id, round)
  ) STRICT, WITHOUT ROWID;

  -- Every key a voter has used in a poll, so that a late retry of a replaced vote, or of one from an earlier round, is
  -- recognised and changes nothing.
  CREATE TABLE ballot_key (
    poll_id TEXT NOT NULL,
    voter_id TEXT NOT NULL,
    key TEXT NOT NULL,
    round INTEGER NOT NULL,
    answer TEXT NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (poll_id, voter_id, key),
    FOREIGN KEY (poll_id, round) REFERENCES poll_round (poll_id, round)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE setting (
    name TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
]

/** The file was written by a newer program. It was not touched. */
export class NewerFile extends Error {
  override readonly name = 'NewerFile'
  constructor(path: string, fileVersion: number) {
    super(
      `${path} was written by a newer version of Show of Hands (format ${fileVersion}, this program knows ${migrations.length}). ` +
        'It was not changed. Start the newer version, or choose another folder with --data.',
    )
  }
}

/** The format of an open file; refuses one that a newer program wrote. */
export function formatOf(db: Database): number {
  const version = db.pragma('user_version', { simple: true }) as number
  if (version > migrations.length) throw new NewerFile(db.name, version)
  return version
}

/** Brings the file to the present format, one transaction per step. */
export function migrate(db: Database, steps: readonly string[] = migrations): void {
  const from = db.pragma('user_version', { simple: true }) as number
  for (const [index, sql] of steps.entries()) {
    if (index < from) continue
    db.transaction(() => {
      db.exec(sql)
      db.pragma(`user_version = ${index + 1}`)
    }).exclusive()
  }
}
