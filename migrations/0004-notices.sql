-- Notices, and who has seen them.

CREATE TABLE notice (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,              -- a row of the table of kinds
  once TEXT NOT NULL,              -- what is told twice is one notice
  account BIGINT REFERENCES account (id), -- to one; NULL: to who holds `capability` at `body`
  capability TEXT,
  body BIGINT REFERENCES body (id),
  path TEXT NOT NULL,              -- where it leads, in the product
  title_ar TEXT, title_ckb TEXT, title_kmr TEXT, title_en TEXT, -- of what it is about
  date TEXT,
  n BIGINT,
  at TEXT NOT NULL,
  CONSTRAINT notice_once UNIQUE (once)
);
CREATE INDEX notice_account ON notice (account, id);
CREATE INDEX notice_body ON notice (body, capability, id);

CREATE TABLE notice_seen (
  notice BIGINT NOT NULL REFERENCES notice (id),
  account BIGINT NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (notice, account)
);
CREATE INDEX notice_seen_account ON notice_seen (account);
