-- Answers that come on paper: typed twice, compared, and only then the response's.

CREATE TABLE paper_entry (
  id BIGINT PRIMARY KEY,
  response BIGINT NOT NULL REFERENCES response (id),
  behalf BOOLEAN NOT NULL,         -- by a coordinator of the round, for the body
  state TEXT NOT NULL,             -- first, waiting, second, compare, taken, dropped
  dropped_from TEXT,               -- where it is taken up again
  same_person BOOLEAN NOT NULL,    -- somebody typed in both entries, after a break
  differs BIGINT NOT NULL,         -- answers the two entries have otherwise, once both are done
  chosen BIGINT NOT NULL,          -- of these
  opened_by BIGINT NOT NULL,
  opened_at TEXT NOT NULL,
  first_by BIGINT,                 -- who said that the first entry is done, when
  first_at TEXT,
  second_by BIGINT,                -- who began the second
  taken_at TEXT,
  version BIGINT NOT NULL
);
CREATE INDEX paper_entry_response ON paper_entry (response, id);
CREATE UNIQUE INDEX paper_entry_one ON paper_entry (response) WHERE state NOT IN ('taken', 'dropped');

-- What is typed, apart from the response: a row for each page of the form and entry (1, 2).
CREATE TABLE paper_page (
  entry BIGINT NOT NULL REFERENCES paper_entry (id),
  pass BIGINT NOT NULL,
  page TEXT NOT NULL,
  answers TEXT NOT NULL,
  version BIGINT NOT NULL,
  saved_at TEXT NOT NULL,
  saved_by BIGINT NOT NULL,
  CONSTRAINT paper_page_once PRIMARY KEY (entry, pass, page)
);

-- Who has typed in which entry: one that others save over later is still known.
CREATE TABLE paper_typist (
  entry BIGINT NOT NULL REFERENCES paper_entry (id),
  pass BIGINT NOT NULL,
  account BIGINT NOT NULL,
  CONSTRAINT paper_typist_once PRIMARY KEY (entry, pass, account)
);

-- What was chosen where they differ. It counts while both entries still say what it was chosen from.
CREATE TABLE paper_choice (
  entry BIGINT NOT NULL REFERENCES paper_entry (id),
  path TEXT NOT NULL,              -- of the answer: "need[2]/n_topic"
  first TEXT NOT NULL,
  second TEXT NOT NULL,
  choice BIGINT NOT NULL,          -- 1, 2; 3: neither; 0: open again
  value TEXT NOT NULL,
  version BIGINT NOT NULL,
  at TEXT NOT NULL,
  by_account BIGINT NOT NULL,
  CONSTRAINT paper_choice_once PRIMARY KEY (entry, path)
);

-- The paper itself, photographed or scanned; evidence of the response once its answers are.
CREATE TABLE paper_scan (
  id BIGINT PRIMARY KEY,
  entry BIGINT NOT NULL REFERENCES paper_entry (id),
  file TEXT NOT NULL REFERENCES file (sha256),
  name TEXT NOT NULL,
  evidence BIGINT,                 -- what it became
  by_account BIGINT NOT NULL,
  at TEXT NOT NULL,
  removed_at TEXT,
  removed_by BIGINT
);
CREATE INDEX paper_scan_entry ON paper_scan (entry, at);

-- What the response's pages were, and the versions they have since: for taking it back. A page whose version is that of such a
-- row is as a paper left it.
CREATE TABLE paper_taken (
  entry BIGINT NOT NULL REFERENCES paper_entry (id),
  page TEXT NOT NULL,
  before TEXT,                     -- NULL: nobody had saved the page
  version BIGINT NOT NULL,
  untouched BOOLEAN NOT NULL,      -- nobody but a paper had written on it
  CONSTRAINT paper_taken_once PRIMARY KEY (entry, page)
);
