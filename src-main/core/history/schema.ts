/**
 * Migration 1: the chain of events, and the tables that are derived from it.
 *
 * `events` is the record; triggers refuse to change or remove a link. Every other table is a
 * projection: what the events say, arranged for reading. `seq` in a row is the event that wrote it last.
 * `verify` makes all projections again from the events and compares every column.
 */
export const schema1 = `
CREATE TABLE events (
  seq INTEGER PRIMARY KEY,
  previous TEXT,
  at TEXT NOT NULL,
  type TEXT NOT NULL,
  payload TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
) STRICT;

CREATE INDEX events_by_type ON events (type, seq);
CREATE INDEX events_by_run ON events (CASE WHEN json_valid(payload) THEN payload ->> '$.run' END, seq);

CREATE TRIGGER events_refuse_update BEFORE UPDATE ON events BEGIN
  SELECT RAISE(ABORT, 'The record is append-only: an event is never changed.');
END;

CREATE TRIGGER events_refuse_delete BEFORE DELETE ON events BEGIN
  SELECT RAISE(ABORT, 'The record is append-only: an event is never deleted.');
END;

CREATE TRIGGER events_refuse_gap BEFORE INSERT ON events
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM events)
BEGIN
  SELECT RAISE(ABORT, 'The record is append-only: the next event has the next number.');
END;

CREATE TRIGGER events_refuse_fork BEFORE INSERT ON events
WHEN NEW.previous IS NOT (SELECT hash FROM events ORDER BY seq DESC LIMIT 1)
  OR EXISTS (SELECT 1 FROM events WHERE hash = NEW.hash)
BEGIN
  SELECT RAISE(ABORT, 'The record is append-only: the next event names the hash of the last.');
END;

CREATE TABLE head (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  hash TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

CREATE TABLE datasets (
  digest TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  folder TEXT NOT NULL,
  task TEXT NOT NULL,
  cases INTEGER NOT NULL,
  document TEXT NOT NULL,
  frozen_at TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

CREATE TABLE dataset_cases (
  dataset TEXT NOT NULL,
  position INTEGER NOT NULL,
  case_id TEXT NOT NULL,
  sample TEXT,
  role TEXT NOT NULL,
  image_path TEXT NOT NULL,
  image_sha256 TEXT NOT NULL,
  truth_path TEXT NOT NULL,
  truth_sha256 TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (dataset, case_id)
) STRICT;

CREATE TABLE tools (
  digest TEXT PRIMARY KEY,
  reference TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  document TEXT NOT NULL,
  registered_at TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

CREATE TABLE evaluations (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  dataset TEXT NOT NULL,
  task TEXT NOT NULL,
  tools TEXT NOT NULL,
  settings TEXT NOT NULL,
  headline TEXT NOT NULL,
  alpha REAL NOT NULL,
  minimal_relevant_difference REAL,
  seed INTEGER NOT NULL,
  state TEXT NOT NULL,
  reason TEXT,
  comparison TEXT,
  created_at TEXT NOT NULL,
  created_seq INTEGER NOT NULL,
  finished_at TEXT,
  seq INTEGER NOT NULL
) STRICT;

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  evaluation TEXT NOT NULL,
  key TEXT NOT NULL,
  role TEXT NOT NULL,
  reference TEXT NOT NULL,
  dataset_digest TEXT NOT NULL,
  tool_digest TEXT NOT NULL,
  settings TEXT NOT NULL,
  metric_options TEXT NOT NULL,
  seed INTEGER NOT NULL,
  cases INTEGER NOT NULL,
  versions TEXT NOT NULL,
  host TEXT NOT NULL,
  user TEXT NOT NULL,
  requested_provider TEXT,
  state TEXT NOT NULL,
  reason TEXT,
  started_at TEXT NOT NULL,
  started_seq INTEGER NOT NULL,
  finished_at TEXT,
  seq INTEGER NOT NULL
) STRICT;

CREATE INDEX runs_by_evaluation ON runs (evaluation);

CREATE TABLE run_cases (
  run TEXT NOT NULL,
  case_id TEXT NOT NULL,
  state TEXT NOT NULL,
  provider TEXT,
  seconds TEXT NOT NULL,
  notes TEXT NOT NULL,
  outputs TEXT NOT NULL,
  failure_code TEXT,
  failure_message TEXT,
  ended_at TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY (run, case_id)
) STRICT;

CREATE TABLE scores (
  run TEXT NOT NULL,
  case_id TEXT NOT NULL,
  metric TEXT NOT NULL,
  metric_version TEXT NOT NULL,
  options TEXT NOT NULL,
  aggregation TEXT NOT NULL,
  empty_case_policy TEXT NOT NULL,
  value REAL,
  undefined_reason TEXT,
  seq INTEGER NOT NULL,
  PRIMARY KEY (run, case_id, metric, metric_version, options, aggregation, empty_case_policy),
  CHECK ((value IS NULL) <> (undefined_reason IS NULL))
) STRICT;

CREATE TABLE comparisons (
  id TEXT PRIMARY KEY,
  evaluation TEXT NOT NULL,
  digest TEXT NOT NULL,
  document TEXT NOT NULL,
  made_at TEXT NOT NULL,
  seq INTEGER NOT NULL
) STRICT;

CREATE INDEX comparisons_by_evaluation ON comparisons (evaluation);
`
