-- Deputies: who acts for the holder of a post, from a day to a day. The rights are in role_grant from the first day to
-- the last, by whichever transaction first meets a new day (people/deputy.c).

CREATE TABLE deputy (
  id BIGINT PRIMARY KEY,
  post BIGINT NOT NULL REFERENCES post (id),
  holder BIGINT NOT NULL REFERENCES person (id),   -- who is deputised
  person BIGINT NOT NULL REFERENCES person (id),   -- who deputises
  starts TEXT NOT NULL,
  ends TEXT NOT NULL,              -- the last day
  letter BIGINT REFERENCES letter (id),
  ended_at TEXT,                   -- early: from that moment
  reason TEXT,                     -- why early
  by_account BIGINT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE INDEX deputy_post ON deputy (post, starts);
CREATE INDEX deputy_person ON deputy (person);
CREATE INDEX deputy_starts ON deputy (starts, ends);

-- The day whose deputies have their rights: one row.
CREATE TABLE deputy_day (
  id BIGINT PRIMARY KEY,
  day TEXT NOT NULL
);

-- Of a grant: by which deputising it is held; NULL: by one's own.
ALTER TABLE role_grant ADD COLUMN deputy BIGINT;
CREATE INDEX role_grant_deputy ON role_grant (deputy);

-- Acts (of audit_event and flow_event) that were done by a deputy.
CREATE TABLE act_for (
  event BIGINT PRIMARY KEY,
  deputy BIGINT NOT NULL
);

-- When a holder marked as read what was open at the post when it was taken; and whether there is anything to read.
ALTER TABLE post_holder ADD COLUMN read_at TEXT;
