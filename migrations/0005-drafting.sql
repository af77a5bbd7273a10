-- Forms written by several bodies: who writes, what they say of questions, what they sign.

-- A body that writes a form with the one that owns it: a row for each time it does.
CREATE TABLE form_author (
  id BIGINT PRIMARY KEY,
  form BIGINT NOT NULL REFERENCES form (id),
  body BIGINT NOT NULL REFERENCES body (id),
  added_at TEXT NOT NULL,
  added_by BIGINT NOT NULL,
  ended_at TEXT,
  ended_by BIGINT
);
CREATE UNIQUE INDEX form_author_one ON form_author (form, body) WHERE ended_at IS NULL;
CREATE INDEX form_author_body ON form_author (body);

-- Names of what a version asks, so that comments find their questions without reading the workbook.
CREATE TABLE form_question (
  form_version BIGINT NOT NULL REFERENCES form_version (id),
  name TEXT NOT NULL,
  place BIGINT NOT NULL,           -- in the order of the form
  PRIMARY KEY (form_version, name)
);

CREATE TABLE form_comment (
  id BIGINT PRIMARY KEY,
  form BIGINT NOT NULL REFERENCES form (id),
  number BIGINT NOT NULL,          -- of the version it was written on
  question TEXT NOT NULL,          -- name in the form; "": the form as a whole
  parent BIGINT REFERENCES form_comment (id),    -- the comment it answers
  body BIGINT NOT NULL REFERENCES body (id),     -- for which it is said
  account BIGINT NOT NULL,
  text TEXT NOT NULL,
  fold TEXT NOT NULL,
  state TEXT NOT NULL,             -- open, resolved; of answers always open
  created_at TEXT NOT NULL,
  edited_at TEXT,
  withdrawn_at TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX form_comment_form ON form_comment (form, question);
CREATE INDEX form_comment_parent ON form_comment (parent);

-- What a body says of a version as a whole, by letter.
CREATE TABLE form_sign (
  id BIGINT PRIMARY KEY,
  form_version BIGINT NOT NULL REFERENCES form_version (id),
  body BIGINT NOT NULL REFERENCES body (id),
  state TEXT NOT NULL,             -- asked, signed, objected
  letter BIGINT REFERENCES letter (id),          -- while signed
  asked_at TEXT NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT form_sign_once UNIQUE (form_version, body)
);
