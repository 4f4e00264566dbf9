-- Version 1 of the journal's file. A file in use is never described anew: what changes becomes schema_2.sql, which
-- lifts a file of version 1. Runs in one transaction.

CREATE TABLE record (
  position    INTEGER PRIMARY KEY,                 -- given by SQLite: one above the highest, so in commit order
  case_id     TEXT    NOT NULL CHECK (case_id <> ''),
  version     INTEGER NOT NULL CHECK (version > 0),
  recorded_at INTEGER NOT NULL,                    -- milliseconds since 1970-01-01 in UTC
  entry       BLOB    NOT NULL,                    -- the bytes as the writer gave them
  UNIQUE (case_id, version)
) STRICT;

CREATE TRIGGER record_is_never_changed BEFORE UPDATE ON record
BEGIN SELECT RAISE(ABORT, 'a record of the journal is never changed'); END;

CREATE TRIGGER record_is_never_deleted BEFORE DELETE ON record
BEGIN SELECT RAISE(ABORT, 'a record of the journal is never deleted'); END;

PRAGMA application_id = 1282372449;                -- "Losa"
PRAGMA user_version = 1;
