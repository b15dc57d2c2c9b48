/** All tables of the state database but the large ones. Times are epoch milliseconds of the virtual clock unless the name says otherwise. */
export const stateDbTables = `
CREATE TABLE IF NOT EXISTS setting (
  name  TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS queue (
  arn               TEXT PRIMARY KEY,
  name              TEXT NOT NULL UNIQUE,
  visibility_ms     INTEGER NOT NULL,
  delay_ms          INTEGER NOT NULL,
  retention_ms      INTEGER NOT NULL,
  dead_letter_arn   TEXT,
  max_receive_count INTEGER
) STRICT;

CREATE TABLE IF NOT EXISTS message (
  id                     INTEGER PRIMARY KEY AUTOINCREMENT,
  queue_arn              TEXT NOT NULL,
  body                   TEXT NOT NULL,
  attributes             TEXT NOT NULL,
  sent_at                INTEGER NOT NULL,
  visible_at             INTEGER NOT NULL,
  receive_count          INTEGER NOT NULL DEFAULT 0,
  first_received_at      INTEGER,
  dead_letter_source_arn TEXT,
  /* The message of which this is a second delivery. */
  copy_of                INTEGER
) STRICT;
CREATE INDEX IF NOT EXISTS message_by_visibility ON message (queue_arn, visible_at, id);
CREATE INDEX IF NOT EXISTS message_by_age ON message (queue_arn, sent_at);

CREATE TABLE IF NOT EXISTS message_move (
  id              INTEGER PRIMARY KEY AUTOINCREMENT,
  source_arn      TEXT NOT NULL,
  destination_arn TEXT,
  moved           INTEGER NOT NULL,
  started_at      INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS schedule_group (
  name       TEXT PRIMARY KEY,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS schedule (
  group_name    TEXT NOT NULL,
  name          TEXT NOT NULL,
  definition    TEXT NOT NULL,
  client_token  TEXT,
  created_at    INTEGER NOT NULL,
  modified_at   INTEGER NOT NULL,
  due_at        INTEGER,
  period_ms     INTEGER,
  ends_at       INTEGER,
  last_fired_at INTEGER,
  PRIMARY KEY (group_name, name)
) STRICT;
CREATE INDEX IF NOT EXISTS schedule_once ON schedule (due_at, group_name, name) WHERE period_ms IS NULL;
CREATE INDEX IF NOT EXISTS schedule_recurring ON schedule (group_name, name) WHERE period_ms IS NOT NULL;

CREATE TABLE IF NOT EXISTS bus_event (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  due_at INTEGER NOT NULL,
  event  TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS bus_event_by_time ON bus_event (due_at, id);

CREATE TABLE IF NOT EXISTS object_upload (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  bucket       TEXT NOT NULL,
  key          TEXT NOT NULL,
  content_type TEXT NOT NULL,
  created_at   INTEGER NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS refusal (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  line    TEXT NOT NULL UNIQUE,
  refusal TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS fault (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  fault     TEXT NOT NULL,
  remaining INTEGER
) STRICT;
`;

/** Mail and objects, which are by far the largest: they may lie in a database of their own beside the others. */
export const largeTables = (schema: string): string => `
CREATE TABLE IF NOT EXISTS ${schema}.mail (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  at         INTEGER NOT NULL,
  outcome    TEXT NOT NULL,
  letter     TEXT NOT NULL,
  /* Null once it is packed. */
  raw        BLOB
) STRICT;
CREATE INDEX IF NOT EXISTS ${schema}.mail_by_time ON mail (at, id);

CREATE TABLE IF NOT EXISTS ${schema}.mail_pack (
  last_id INTEGER PRIMARY KEY,
  sizes   TEXT NOT NULL,
  raws    BLOB NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS ${schema}.object (
  id           INTEGER PRIMARY KEY AUTOINCREMENT,
  bucket       TEXT NOT NULL,
  key          TEXT NOT NULL,
  version      TEXT NOT NULL UNIQUE,
  created_at   INTEGER NOT NULL,
  is_marker    INTEGER NOT NULL DEFAULT 0,
  content_type TEXT NOT NULL DEFAULT '',
  etag         TEXT NOT NULL DEFAULT '',
  size         INTEGER NOT NULL DEFAULT 0,
  body         BLOB
) STRICT;
CREATE INDEX IF NOT EXISTS ${schema}.object_by_key ON object (bucket, key, id);

CREATE TABLE IF NOT EXISTS ${schema}.object_part (
  upload INTEGER NOT NULL,
  number INTEGER NOT NULL,
  etag   TEXT NOT NULL,
  body   BLOB NOT NULL,
  PRIMARY KEY (upload, number)
) STRICT;
`;
