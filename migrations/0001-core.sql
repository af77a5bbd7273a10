-- What every subject stands on: settings, scopes and grants, sessions, states, letters, files, jobs, audit.

CREATE TABLE setting (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- Who is under whom: a row for every body with itself (depth 0) and each of its ancestors.
CREATE TABLE body_tree (
  ancestor BIGINT NOT NULL,
  body BIGINT NOT NULL,
  depth BIGINT NOT NULL,
  PRIMARY KEY (ancestor, body)
);
CREATE INDEX body_tree_body ON body_tree (body, depth);

-- A signed-in browser. Only the hash of its token is kept.
CREATE TABLE session (
  token_hash TEXT PRIMARY KEY,
  account BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  seen_at TEXT NOT NULL,
  agent TEXT
);
CREATE INDEX session_account ON session (account);

-- A form sent twice is one act: the first keeps where it led.
CREATE TABLE once (
  token TEXT PRIMARY KEY,
  account BIGINT NOT NULL,
  path TEXT NOT NULL,
  location TEXT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX once_at ON once (at);

CREATE TABLE file (
  sha256 TEXT PRIMARY KEY,
  size BIGINT NOT NULL,
  type TEXT NOT NULL,
  at TEXT NOT NULL
);

-- Content of files on a cluster; empty where the data folder holds them.
CREATE TABLE file_chunk (
  sha256 TEXT NOT NULL REFERENCES file (sha256),
  part BIGINT NOT NULL,
  data BYTEA NOT NULL,
  PRIMARY KEY (sha256, part)
);

CREATE TABLE attachment (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,
  record BIGINT NOT NULL,
  file TEXT NOT NULL REFERENCES file (sha256),
  name TEXT NOT NULL,
  by_account BIGINT NOT NULL,
  at TEXT NOT NULL,
  removed_at TEXT
);
CREATE INDEX attachment_record ON attachment (kind, record);

CREATE TABLE letter (
  id BIGINT PRIMARY KEY,
  number TEXT NOT NULL,
  date TEXT NOT NULL,
  from_body BIGINT,
  to_body BIGINT,
  subject TEXT,
  file TEXT REFERENCES file (sha256),
  by_account BIGINT NOT NULL,
  at TEXT NOT NULL
);
CREATE INDEX letter_number ON letter (number, date);

-- Every change of state of every record.
CREATE TABLE flow_event (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,
  record BIGINT NOT NULL,
  act TEXT NOT NULL,
  state_from TEXT NOT NULL,
  state_to TEXT NOT NULL,
  account BIGINT NOT NULL,
  letter BIGINT REFERENCES letter (id),
  reason TEXT,
  at TEXT NOT NULL
);
CREATE INDEX flow_event_record ON flow_event (kind, record, id);

CREATE TABLE job (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,
  key TEXT NOT NULL,
  args TEXT NOT NULL,
  state TEXT NOT NULL,             -- waiting, running, done, failed
  owner BIGINT NOT NULL,
  run_at TEXT NOT NULL,
  lease TEXT,                      -- random, of the worker that holds it
  leased_until TEXT,               -- by the machine's clock; of a waiting one: not again before
  tries BIGINT NOT NULL,
  done BIGINT NOT NULL,
  total BIGINT NOT NULL,
  result TEXT,
  created_at TEXT NOT NULL,
  ended_at TEXT,
  CONSTRAINT job_once UNIQUE (kind, key)
);
CREATE INDEX job_due ON job (kind, state, run_at);
CREATE INDEX job_owner ON job (owner, id);

-- `leaf_text` is what is hashed; `private_text` holds salts and erasable texts beside it.
CREATE TABLE audit_event (
  id BIGINT PRIMARY KEY,
  seq BIGINT,
  at TEXT NOT NULL,
  act TEXT NOT NULL,
  kind TEXT NOT NULL,
  record BIGINT NOT NULL,
  body BIGINT,
  account BIGINT NOT NULL,
  leaf_text TEXT NOT NULL,
  private_text TEXT,
  leaf_hash BYTEA,
  CONSTRAINT audit_event_seq UNIQUE (seq)
);
CREATE INDEX audit_event_record ON audit_event (kind, record);
CREATE INDEX audit_event_body ON audit_event (body, id);
CREATE INDEX audit_event_account ON audit_event (account, id);

-- Hashes of the complete subtrees of 2^level leaves, level 1 and up; place counts them from the left.
CREATE TABLE audit_node (
  level BIGINT NOT NULL,
  place BIGINT NOT NULL,
  hash BYTEA NOT NULL,
  PRIMARY KEY (level, place)
);

CREATE TABLE audit_checkpoint (
  size BIGINT PRIMARY KEY,
  origin TEXT NOT NULL,
  root TEXT NOT NULL,
  at TEXT NOT NULL,
  key TEXT NOT NULL,
  signature TEXT NOT NULL
);
