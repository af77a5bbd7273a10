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

-- Filters of a form's consolidations kept under a name: a person's own, or shared with those who coordinate for the body.
CREATE TABLE saved_view (
  id BIGINT PRIMARY KEY,
  form BIGINT NOT NULL REFERENCES form (id),
  body BIGINT NOT NULL REFERENCES body (id),  -- that runs the round it was kept in
  account BIGINT NOT NULL REFERENCES account (id),
  shared BOOLEAN NOT NULL,
  name TEXT NOT NULL,
  query TEXT NOT NULL,             -- "?topic=…" as in the address
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT saved_view_name UNIQUE (form, account, name)
);
CREATE INDEX saved_view_form ON saved_view (form, body);

-- What a person decided about a suggested joint training; the suggestion itself is computed. Its parts as they were then.
CREATE TABLE joint_proposal (
  id BIGINT PRIMARY KEY,
  round BIGINT NOT NULL REFERENCES round (id),
  seal TEXT NOT NULL,              -- of topic, group, place and needs
  topic TEXT NOT NULL,
  grp TEXT NOT NULL,
  place TEXT,                      -- NULL: none in particular
  bodies BIGINT NOT NULL,
  people BIGINT NOT NULL,
  first_by TEXT,
  last_by TEXT,
  state TEXT NOT NULL,             -- taken, dropped
  reason TEXT,
  account BIGINT NOT NULL REFERENCES account (id),
  created_at TEXT NOT NULL,
  CONSTRAINT joint_proposal_once UNIQUE (round, seal)
);
