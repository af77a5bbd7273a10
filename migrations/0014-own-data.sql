-- Who may read what: a class for each set of data that leaves as a file; the newest version counts.
CREATE TABLE data_class (
  id BIGINT PRIMARY KEY,
  data_set TEXT NOT NULL,          -- a row of the table of sets; without a row here: its first class
  version BIGINT NOT NULL,         -- 1, 2, 3 …
  level TEXT NOT NULL,             -- public, internal, restricted, confidential
  confirmed BOOLEAN NOT NULL,      -- somebody who may decide has said so
  basis TEXT,                      -- the order or rule that says so
  by_account BIGINT NOT NULL,
  at TEXT NOT NULL,
  CONSTRAINT data_class_once UNIQUE (data_set, version)
);
