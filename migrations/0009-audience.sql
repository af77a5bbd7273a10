-- A release for several audiences: its editions, their links, who opened them as counts, and what the audit remembers.

-- One audience's choice of tables; the document is frozen at publication.
CREATE TABLE edition (
  id BIGINT PRIMARY KEY,
  release BIGINT NOT NULL REFERENCES release (id),
  place BIGINT NOT NULL,           -- 1 is the first
  name_ar TEXT, name_ckb TEXT, name_kmr TEXT, name_en TEXT, -- of the audience; none: named by its step
  choice TEXT NOT NULL,            -- which tables, JSON
  share BIGINT NOT NULL,           -- the step of the ladder that reads it signed in
  doc TEXT,                        -- frozen tables, canonical JSON
  sha256 TEXT,
  CONSTRAINT edition_place UNIQUE (release, place)
);

-- The links of an edition, the newest last. A revoked one stays, and says so.
CREATE TABLE release_link (
  id BIGINT PRIMARY KEY,
  edition BIGINT NOT NULL REFERENCES edition (id),
  token TEXT NOT NULL,             -- 130 random bits
  state TEXT NOT NULL,             -- open, revoked
  made_at TEXT NOT NULL,
  made_by BIGINT NOT NULL,
  ends_on TEXT,                    -- the last day it opens; NULL: no end
  revoked_at TEXT,
  revoked_by BIGINT,
  reason TEXT,
  version BIGINT NOT NULL,
  CONSTRAINT release_token UNIQUE (token)
);
CREATE INDEX release_link_edition ON release_link (edition, id);

-- How often a link was opened; nothing that tells readers apart.
CREATE TABLE link_opened (
  link BIGINT NOT NULL REFERENCES release_link (id),
  day TEXT NOT NULL,               -- in the instance's time zone
  lang TEXT NOT NULL,
  pages BIGINT NOT NULL,
  files BIGINT NOT NULL,
  PRIMARY KEY (link, day, lang)
);

-- The true figures about people at the moment of publication, for the audit of later releases of the round. Shown nowhere.
CREATE TABLE release_cell (
  release BIGINT NOT NULL REFERENCES release (id),
  tab TEXT NOT NULL,               -- total, topics, groups, places, numbers
  line TEXT NOT NULL,              -- the key of the row
  col TEXT NOT NULL,               -- the key of the column
  value BIGINT NOT NULL,
  hidden BOOLEAN NOT NULL,
  PRIMARY KEY (release, tab, line, col)
);
