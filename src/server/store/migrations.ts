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
  // 2: sections, countdowns, rolls, decisions about entries, pictures, templates, the log
  `
  ALTER TABLE meeting ADD COLUMN joining_locked INTEGER NOT NULL DEFAULT 0 CHECK (joining_locked IN (0, 1));
  ALTER TABLE meeting ADD COLUMN roll TEXT NOT NULL DEFAULT '{}';

  ALTER TABLE poll ADD COLUMN closes_at_ms INTEGER;
  ALTER TABLE poll ADD COLUMN paused_remaining_ms INTEGER;
  ALTER TABLE poll ADD COLUMN countdown_ms INTEGER;
  ALTER TABLE poll ADD COLUMN names_shown INTEGER NOT NULL DEFAULT 1 CHECK (names_shown IN (0, 1));
  -- For the host alone: no view of the room reads it.
  ALTER TABLE poll ADD COLUMN notes TEXT NOT NULL DEFAULT '';

  ALTER TABLE poll_round ADD COLUMN acts TEXT NOT NULL DEFAULT '[]';
  ALTER TABLE poll_round ADD COLUMN roll_at_opening TEXT NOT NULL DEFAULT '{}';
  ALTER TABLE poll_round ADD COLUMN roll_at_closing TEXT;

  ALTER TABLE attendee ADD COLUMN weight INTEGER NOT NULL DEFAULT 1 CHECK (weight >= 1);

  -- A heading in the agenda; its position counts together with those of the polls.
  CREATE TABLE section (
    id TEXT NOT NULL PRIMARY KEY,
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    position INTEGER NOT NULL,
    title TEXT NOT NULL
  ) STRICT;
  CREATE INDEX section_agenda ON section (meeting_id, position);

  -- What the host decided about a word, text or post. No row: nothing yet.
  CREATE TABLE entry_decision (
    poll_id TEXT NOT NULL,
    round INTEGER NOT NULL,
    entry TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('approved', 'removed', 'answered')),
    PRIMARY KEY (poll_id, round, entry),
    FOREIGN KEY (poll_id, round) REFERENCES poll_round (poll_id, round)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE picture (
    id TEXT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL CHECK (type IN ('image/png', 'image/jpeg', 'image/webp')),
    bytes BLOB NOT NULL
  ) STRICT;

  CREATE TABLE template (
    id TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    content TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL
  ) STRICT;

  -- Append-only: each hash is taken of the one before and the entry itself.
  CREATE TABLE log_entry (
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    number INTEGER NOT NULL CHECK (number >= 1),
    at_ms INTEGER NOT NULL,
    act TEXT NOT NULL,
    detail TEXT NOT NULL,
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    PRIMARY KEY (meeting_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER log_entry_stays BEFORE UPDATE ON log_entry
    BEGIN SELECT RAISE(ABORT, 'log entries are never changed'); END;
  CREATE TRIGGER log_entry_is_kept BEFORE DELETE ON log_entry
    BEGIN SELECT RAISE(ABORT, 'log entries are never removed'); END;
  `,
  // 3: votes counted by hand
  `
  -- Votes that were counted by hand, as JSON.
  ALTER TABLE poll_round ADD COLUMN paper TEXT;
  `,
  // 4: how many people are expected
  `
  ALTER TABLE meeting ADD COLUMN seats INTEGER CHECK (seats >= 1);
  `,
  // 5: tickets
  `
  CREATE TABLE ticket_batch (
    meeting_id TEXT NOT NULL REFERENCES meeting (id),
    batch INTEGER NOT NULL CHECK (batch >= 1),
    made_at_ms INTEGER NOT NULL,
    first_number INTEGER NOT NULL CHECK (first_number >= 1),
    size INTEGER NOT NULL CHECK (size >= 1),
    spare INTEGER NOT NULL CHECK (spare >= 0),
    weight INTEGER NOT NULL CHECK (weight >= 1),
    PRIMARY KEY (meeting_id, batch)
  ) STRICT, WITHOUT ROWID;

  -- Found by what is kept of its code; the key that this is made with is not in this file. One row has one attendee, and
  -- one attendee one row. No ballot leads here.
  CREATE TABLE ticket (
    mac BLOB NOT NULL PRIMARY KEY CHECK (length(mac) = 32),
    meeting_id TEXT NOT NULL,
    batch INTEGER NOT NULL,
    number INTEGER NOT NULL,
    voided INTEGER NOT NULL DEFAULT 0 CHECK (voided IN (0, 1)),
    redeemed INTEGER NOT NULL DEFAULT 0 CHECK (redeemed IN (0, 1)),
    attendee_id TEXT UNIQUE REFERENCES attendee (id),
    UNIQUE (meeting_id, number),
    FOREIGN KEY (meeting_id, batch) REFERENCES ticket_batch (meeting_id, batch),
    CHECK (attendee_id IS NULL OR redeemed = 1)
  ) STRICT, WITHOUT ROWID;

  -- Joined with a ticket that is void since.
  ALTER TABLE attendee ADD COLUMN barred INTEGER NOT NULL DEFAULT 0 CHECK (barred IN (0, 1));
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

/** Was the file written in an earlier format? A new one has none yet. */
export function isOlder(db: Database): boolean {
  const version = db.pragma('user_version', { simple: true }) as number
  return version > 0 && version < migrations.length
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
