-- Reviewing returns.

-- Ready reasons for returning a response, of the body that runs rounds.
CREATE TABLE return_reason (
  id BIGINT PRIMARY KEY,
  body BIGINT NOT NULL REFERENCES body (id),
  text_ar TEXT, text_ckb TEXT, text_kmr TEXT, text_en TEXT,
  ended_at TEXT,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE INDEX return_reason_body ON return_reason (body, id);
