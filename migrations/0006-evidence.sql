-- Answers that came in from an earlier response, files beside answers, signed copies.

-- Beside the pages, never in them: which answers are from an earlier round, and whether somebody has looked at them.
CREATE TABLE response_prefill (
  response BIGINT NOT NULL REFERENCES response (id),
  path TEXT NOT NULL,              -- of the answer: "need[2]/n_topic"
  page TEXT NOT NULL,
  value TEXT NOT NULL,             -- as it came in
  source BIGINT NOT NULL REFERENCES response (id),
  state TEXT NOT NULL,             -- open, confirmed, changed
  at TEXT NOT NULL,
  by_account BIGINT NOT NULL,
  CONSTRAINT response_prefill_once PRIMARY KEY (response, path)
);

-- Files beside an answer, or beside the response as a whole.
CREATE TABLE evidence (
  id BIGINT PRIMARY KEY,
  response BIGINT NOT NULL REFERENCES response (id),
  path TEXT NOT NULL,              -- of the question; "" for the whole
  file TEXT NOT NULL REFERENCES file (sha256),
  name TEXT NOT NULL,
  place BOOLEAN NOT NULL,          -- a photograph that says where it was taken
  by_account BIGINT NOT NULL,
  at TEXT NOT NULL,
  removed_at TEXT,
  removed_by BIGINT
);
CREATE INDEX evidence_response ON evidence (response, at);

-- The response on paper, signed, scanned; the last one not removed counts.
CREATE TABLE signed_copy (
  id BIGINT PRIMARY KEY,
  response BIGINT NOT NULL REFERENCES response (id),
  file TEXT NOT NULL REFERENCES file (sha256),
  name TEXT NOT NULL,
  letter BIGINT NOT NULL REFERENCES letter (id),
  seal TEXT NOT NULL,              -- the beginning of the checksum printed on it
  by_account BIGINT NOT NULL,
  at TEXT NOT NULL,
  replaced_at TEXT,
  replaced_by BIGINT
);
CREATE INDEX signed_copy_response ON signed_copy (response, at);
