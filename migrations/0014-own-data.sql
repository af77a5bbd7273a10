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

-- A person's own data as a file: asked for once a day, made by a job subject by subject, kept some days.
CREATE TABLE own_data (
  id BIGINT PRIMARY KEY,
  account BIGINT NOT NULL REFERENCES account (id),
  job BIGINT NOT NULL,
  day TEXT NOT NULL,
  asked_at TEXT NOT NULL,
  made_at TEXT,
  expires_on TEXT NOT NULL,        -- gone on that day
  n BIGINT,                        -- rows, once made
  CONSTRAINT own_data_once UNIQUE (account, day)
);

CREATE TABLE own_part (
  own_data BIGINT NOT NULL REFERENCES own_data (id),
  subject BIGINT NOT NULL,         -- its place in the table of subjects
  page BIGINT NOT NULL,
  after BIGINT NOT NULL,           -- the last id in it
  more BOOLEAN NOT NULL,
  n BIGINT NOT NULL,
  rows TEXT NOT NULL,              -- JSON, an array of objects
  PRIMARY KEY (own_data, subject, page)
);
