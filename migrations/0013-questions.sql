-- Questions of a coordinator to a body on one of its answers.

-- What was said of it later are its rows in flow_event (kind inquiry): who, when, in which words.
CREATE TABLE inquiry (
  id BIGINT PRIMARY KEY,
  response BIGINT NOT NULL REFERENCES response (id),
  path TEXT NOT NULL,              -- of the answer: "need[2]/n_topic"; "" for the response as a whole
  text TEXT NOT NULL,              -- as it was first asked
  answer TEXT NOT NULL,            -- the value it was asked about
  needs_change BOOLEAN NOT NULL,   -- asked by returning the response
  state TEXT NOT NULL,             -- open, answered, resolved, withdrawn
  fold TEXT NOT NULL,
  account BIGINT NOT NULL REFERENCES account (id),
  version BIGINT NOT NULL,
  at TEXT NOT NULL,
  changed_at TEXT NOT NULL
);
CREATE INDEX inquiry_response ON inquiry (response, id);
CREATE INDEX inquiry_state ON inquiry (state, changed_at, id);
