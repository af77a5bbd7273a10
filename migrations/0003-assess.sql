-- Forms, rounds, responses, answers, consolidation, releases.

CREATE TABLE form (
  id BIGINT PRIMARY KEY,
  code TEXT NOT NULL,              -- the workbook's form_id
  body BIGINT NOT NULL REFERENCES body (id),
  title_ar TEXT, title_ckb TEXT, title_kmr TEXT, title_en TEXT,
  sort_ar TEXT NOT NULL, sort_ckb TEXT NOT NULL, sort_en TEXT NOT NULL,
  fold TEXT NOT NULL,
  share BIGINT NOT NULL,
  version BIGINT NOT NULL,
  archived_at TEXT,
  created_at TEXT NOT NULL,
  CONSTRAINT form_code UNIQUE (code)
);

CREATE TABLE form_version (
  id BIGINT PRIMARY KEY,
  form BIGINT NOT NULL REFERENCES form (id),
  number BIGINT NOT NULL,          -- 1, 2, 3 …
  label TEXT,                      -- the workbook's own version text
  file TEXT NOT NULL REFERENCES file (sha256),
  name TEXT NOT NULL,              -- of the file as uploaded
  state TEXT NOT NULL,             -- draft, ready, used, retired
  questions BIGINT NOT NULL,
  langs TEXT NOT NULL,             -- codes, blank between: "ar en ckb"
  by_account BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT form_version_number UNIQUE (form, number),
  CONSTRAINT form_version_file UNIQUE (form, file)
);

-- Which question means what. `detail` tells several of one meaning apart (gap: the topic's choice).
CREATE TABLE form_meaning (
  id BIGINT PRIMARY KEY,
  form BIGINT NOT NULL REFERENCES form (id),
  meaning TEXT NOT NULL,           -- topic, group, people, priority, consent, place, kind, by, body, gap …
  detail TEXT NOT NULL,
  question TEXT NOT NULL,          -- name in the form
  CONSTRAINT form_meaning_once UNIQUE (form, meaning, detail)
);

CREATE TABLE round (
  id BIGINT PRIMARY KEY,
  form_version BIGINT NOT NULL REFERENCES form_version (id),
  body BIGINT NOT NULL REFERENCES body (id),     -- who runs it
  title_ar TEXT, title_ckb TEXT, title_kmr TEXT, title_en TEXT,
  sort_ar TEXT NOT NULL, sort_ckb TEXT NOT NULL, sort_en TEXT NOT NULL,
  fold TEXT NOT NULL,
  state TEXT NOT NULL,             -- draft, open, closed
  due_on TEXT NOT NULL,
  letter BIGINT REFERENCES letter (id),
  opened_at TEXT,
  closed_at TEXT,
  asked BIGINT NOT NULL,           -- bodies asked; of these with the head's approval; of these for review:
  done BIGINT NOT NULL,            -- counted again by round_recount when one of them changes
  waiting BIGINT NOT NULL,
  share BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE INDEX round_version ON round (form_version, state);
CREATE INDEX round_runner ON round (body);
CREATE INDEX round_due ON round (due_on, id);
CREATE INDEX round_state ON round (state, due_on);
CREATE INDEX round_title_ar ON round (sort_ar);
CREATE INDEX round_title_ckb ON round (sort_ckb);
CREATE INDEX round_title_en ON round (sort_en);

-- Whom a draft will ask; opening it makes a response for each.
CREATE TABLE round_body (
  round BIGINT NOT NULL REFERENCES round (id),
  body BIGINT NOT NULL REFERENCES body (id),
  CONSTRAINT round_body_once PRIMARY KEY (round, body)
);

-- One body's answer; the row exists from the moment the body is asked.
CREATE TABLE response (
  id BIGINT PRIMARY KEY,
  round BIGINT NOT NULL REFERENCES round (id),
  body BIGINT NOT NULL REFERENCES body (id),
  state TEXT NOT NULL,             -- asked, draft, sent, approved, returned, accepted
  due_on TEXT NOT NULL,
  answered BIGINT NOT NULL,        -- relevant questions with an answer
  asked BIGINT NOT NULL,           -- relevant questions; 0 until begun
  consent TEXT,                    -- yes, no, set at acceptance by the mapping
  sent_at TEXT,
  approved_at TEXT,
  decided_at TEXT,
  share BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT response_once UNIQUE (round, body)
);
CREATE INDEX response_body ON response (body, state, round);
CREATE INDEX response_state ON response (round, state);

-- The draft, a page of the form each, with its own version: two people never overwrite each other silently.
CREATE TABLE response_page (
  id BIGINT PRIMARY KEY,
  response BIGINT NOT NULL REFERENCES response (id),
  page TEXT NOT NULL,              -- name of the group; "" for questions outside groups
  answers TEXT NOT NULL,           -- canonical JSON, as typed
  version BIGINT NOT NULL,
  saved_at TEXT NOT NULL,
  saved_by BIGINT NOT NULL,
  CONSTRAINT response_page_once UNIQUE (response, page)
);

-- Typed answers, written when a response is accepted, one row a value (one a choice of select_multiple).
CREATE TABLE answer (
  id BIGINT PRIMARY KEY,
  round BIGINT NOT NULL REFERENCES round (id),
  response BIGINT NOT NULL REFERENCES response (id),
  body BIGINT NOT NULL REFERENCES body (id),
  question TEXT NOT NULL,
  rep BIGINT NOT NULL,             -- 0 outside repeats, else 1, 2 …
  choice TEXT,                     -- of a select
  num BIGINT,                      -- number × 10000
  text TEXT,                       -- as typed
  first_answer BOOLEAN NOT NULL,   -- the response's first row of this question
  first_value BOOLEAN NOT NULL     -- its first of this question and choice; of those without a choice, its first number
);
-- Consolidation reads this index alone, never the rows. A round has one response of a body, so the bodies that answered are
-- the rows that are the first: counted by walking the index, without sorting.
CREATE INDEX answer_question ON answer (round, question, choice, body, num, first_answer, first_value);
CREATE INDEX answer_response ON answer (response);

-- Needs by meaning, from the same answers at the same moment.
CREATE TABLE need (
  id BIGINT PRIMARY KEY,
  round BIGINT NOT NULL REFERENCES round (id),
  response BIGINT NOT NULL REFERENCES response (id),
  body BIGINT NOT NULL REFERENCES body (id),
  rep BIGINT NOT NULL,
  topic TEXT NOT NULL,
  topic_text TEXT,                 -- in the body's words, where the topic is another
  kind TEXT,
  priority BIGINT,                 -- 3 high, 2 medium, 1 low
  gap BIGINT,                      -- 0 to 3
  people BIGINT,
  by_date TEXT,
  consent BOOLEAN NOT NULL
);
-- Consolidation reads this index alone, never the rows.
CREATE INDEX need_round ON need (round, topic, body, people, priority, gap, kind, consent);
CREATE INDEX need_response ON need (response);

-- Both repeat what consolidation adds up of their need, which never changes: their indexes give topic by group and topic by
-- place in order, without reading a need for each row and sorting.
CREATE TABLE need_group (
  need BIGINT NOT NULL REFERENCES need (id),
  grp TEXT NOT NULL,
  round BIGINT NOT NULL REFERENCES round (id),
  topic TEXT NOT NULL,
  body BIGINT NOT NULL REFERENCES body (id),
  people BIGINT,
  consent BOOLEAN NOT NULL,
  PRIMARY KEY (need, grp)
);
CREATE INDEX need_group_round ON need_group (round, topic, grp, body, people, consent, need);

CREATE TABLE need_place (
  need BIGINT NOT NULL REFERENCES need (id),
  place TEXT NOT NULL,
  round BIGINT NOT NULL REFERENCES round (id),
  topic TEXT NOT NULL,
  body BIGINT NOT NULL REFERENCES body (id),
  people BIGINT,
  consent BOOLEAN NOT NULL,
  PRIMARY KEY (need, place)
);
CREATE INDEX need_place_round ON need_place (round, topic, place, body, people, consent, need);

CREATE TABLE release (
  id BIGINT PRIMARY KEY,
  number BIGINT,                   -- given at publication: 1, 2, 3 …
  round BIGINT NOT NULL REFERENCES round (id),
  body BIGINT NOT NULL REFERENCES body (id),
  title_ar TEXT, title_ckb TEXT, title_kmr TEXT, title_en TEXT,
  sort_ar TEXT NOT NULL, sort_ckb TEXT NOT NULL, sort_en TEXT NOT NULL,
  fold TEXT NOT NULL,
  state TEXT NOT NULL,             -- draft, published, withdrawn
  published_at TEXT,
  withdrawn_at TEXT,
  reason TEXT,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT release_number UNIQUE (number)
);
CREATE INDEX release_round ON release (round);
