-- How long records are kept, what is held beyond that, what each day's sweep did; erasure of persons.

-- A rule somebody has set; a kind without one has the program's own, which counts as unconfirmed.
CREATE TABLE retention_rule (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,              -- a row of the table of kinds
  amount BIGINT NOT NULL,
  unit TEXT NOT NULL,              -- day, month
  what TEXT NOT NULL,              -- act (what the kind does: delete or erase), keep
  basis_ar TEXT, basis_ckb TEXT, basis_kmr TEXT, basis_en TEXT, -- law, order or letter it rests on
  confirmed BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  changed_at TEXT NOT NULL,
  changed_by BIGINT NOT NULL,
  CONSTRAINT retention_rule_kind UNIQUE (kind)
);

-- A record that stays whatever the rules say.
CREATE TABLE retention_hold (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,              -- person, response, job
  record BIGINT NOT NULL,
  reason TEXT NOT NULL,
  by_account BIGINT NOT NULL,
  at TEXT NOT NULL,
  ended_at TEXT,
  ended_by BIGINT
);
CREATE UNIQUE INDEX retention_hold_one ON retention_hold (kind, record) WHERE ended_at IS NULL;

-- One sweep a day.
CREATE TABLE retention_run (
  id BIGINT PRIMARY KEY,
  day TEXT NOT NULL,
  began_at TEXT NOT NULL,
  ended_at TEXT,
  CONSTRAINT retention_run_day UNIQUE (day)
);

-- What it did with each kind; the row grows in the transaction that deletes.
CREATE TABLE retention_run_line (
  run BIGINT NOT NULL REFERENCES retention_run (id),
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,           -- sweeping, swept, kept (by its rule), waiting (for confirmation)
  before TEXT NOT NULL,            -- the day: older ones went
  n BIGINT NOT NULL,
  held BIGINT NOT NULL,
  CONSTRAINT retention_run_line_once PRIMARY KEY (run, kind)
);

-- Files whose row is gone and whose content is to be removed from the disk.
CREATE TABLE file_going (
  sha256 TEXT PRIMARY KEY,
  at TEXT NOT NULL
);

CREATE INDEX notice_at ON notice (at);
CREATE INDEX mail_at ON mail (at);
CREATE INDEX job_ended ON job (ended_at);
CREATE INDEX account_code_expires ON account_code (expires_at);
CREATE INDEX round_closed ON round (closed_at);
