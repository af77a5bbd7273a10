-- Notices, who has seen them, how each person wants to hear of them; mail; reminders; later deadlines.

CREATE TABLE notice (
  id BIGINT PRIMARY KEY,
  kind TEXT NOT NULL,              -- a row of the table of kinds
  once TEXT NOT NULL,              -- what is told twice is one notice
  account BIGINT REFERENCES account (id), -- to one; NULL: to who holds `capability` at `body`
  capability TEXT,
  body BIGINT REFERENCES body (id),
  about BIGINT REFERENCES body (id), -- the body it speaks of, where that is another
  path TEXT NOT NULL,              -- where it leads, in the product
  title_ar TEXT, title_ckb TEXT, title_kmr TEXT, title_en TEXT, -- of what it is about
  date TEXT,
  n BIGINT,
  batch TEXT,                      -- mails of one batch are sent, held or dropped together
  spread BOOLEAN NOT NULL,         -- whether its mails were decided on
  at TEXT NOT NULL,
  CONSTRAINT notice_once UNIQUE (once)
);
-- Whose notices they are is counted from these alone, on every page.
CREATE INDEX notice_account ON notice (account, id);
CREATE INDEX notice_body ON notice (capability, body, id);
CREATE INDEX notice_capability ON notice (capability, id);
CREATE INDEX notice_waiting ON notice (id) WHERE NOT spread;
CREATE INDEX notice_batch ON notice (batch, id);

CREATE TABLE notice_seen (
  notice BIGINT NOT NULL REFERENCES notice (id),
  account BIGINT NOT NULL REFERENCES account (id),
  at TEXT NOT NULL,
  PRIMARY KEY (notice, account)
);
CREATE INDEX notice_seen_account ON notice_seen (account);

-- How a person hears of a kind; without a row: by the kind itself.
CREATE TABLE notice_choice (
  account BIGINT NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL,
  way TEXT NOT NULL,               -- mail, digest, product
  PRIMARY KEY (account, kind)
);

-- Mails of one act or one rule: counted before the first is sent, held when they are too many.
CREATE TABLE mail_batch (
  id BIGINT PRIMARY KEY,
  batch TEXT NOT NULL,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,             -- telling, told, held, released, dropped
  mails BIGINT NOT NULL,
  at TEXT NOT NULL,
  decided_at TEXT,
  decided_by BIGINT,
  CONSTRAINT mail_batch_once UNIQUE (batch)
);
CREATE INDEX mail_batch_state ON mail_batch (state, id);

-- What is to be sent. A row is set `sending` and committed before the server is spoken to.
CREATE TABLE mail (
  id BIGINT PRIMARY KEY,
  once TEXT NOT NULL,
  account BIGINT NOT NULL REFERENCES account (id),
  kind TEXT NOT NULL,              -- notice, digest, test
  n BIGINT,                        -- digest: how many notices
  counts TEXT,                     -- digest: JSON, group by group
  state TEXT NOT NULL,             -- waiting, sending, sent, refused, failed, unknown, dropped
  run_at TEXT NOT NULL,            -- not before
  tries BIGINT NOT NULL,
  lease TEXT,
  leased_until TEXT,               -- by the machine's clock
  tried_at TEXT,                   -- by the machine's clock
  answer TEXT,                     -- the server's last words, or why it was not reached
  at TEXT NOT NULL,
  CONSTRAINT mail_once UNIQUE (once)
);
CREATE INDEX mail_state ON mail (state, run_at, id);
CREATE INDEX mail_tried ON mail (tried_at);
CREATE INDEX mail_account ON mail (account, id);

-- An address that takes no mail: notices of its owner stay in the product.
CREATE TABLE mail_bounce (
  account BIGINT PRIMARY KEY REFERENCES account (id),
  email TEXT NOT NULL,             -- as it was then: another address is another matter
  answer TEXT NOT NULL,
  by_account BIGINT,               -- NULL: the server said so
  at TEXT NOT NULL
);

-- Who had the digest of a week.
CREATE TABLE digest (
  account BIGINT NOT NULL REFERENCES account (id),
  week TEXT NOT NULL,              -- 2026-W48
  n BIGINT NOT NULL,
  at TEXT NOT NULL,
  PRIMARY KEY (account, week)
);

-- When whom to remind.
CREATE TABLE reminder_rule (
  id BIGINT PRIMARY KEY,
  days BIGINT NOT NULL,            -- from the deadline on; before it: negative
  who TEXT NOT NULL,               -- enter, approve, coordinate
  active BOOLEAN NOT NULL,
  version BIGINT NOT NULL,
  CONSTRAINT reminder_rule_once UNIQUE (days, who)
);

-- What was reminded: once a response, rule and deadline; by hand once a response and day.
CREATE TABLE reminder (
  response BIGINT NOT NULL REFERENCES response (id),
  rule BIGINT NOT NULL,            -- 0: by hand
  day TEXT NOT NULL,               -- the deadline; by hand: the day
  told BOOLEAN NOT NULL,           -- false: passed over, the body was asked after the rule's day
  by_account BIGINT,
  at TEXT NOT NULL,
  PRIMARY KEY (response, rule, day)
);

-- A later deadline of one body: asked for by it, or given.
CREATE TABLE extension (
  id BIGINT PRIMARY KEY,
  response BIGINT NOT NULL REFERENCES response (id),
  state TEXT NOT NULL,             -- asked, granted, refused, withdrawn, taken_back
  due_before TEXT NOT NULL,
  due_on TEXT NOT NULL,            -- asked for; once granted: given
  reason TEXT NOT NULL,
  answer TEXT,                     -- why refused or taken back
  by_account BIGINT NOT NULL,
  version BIGINT NOT NULL,
  at TEXT NOT NULL,
  decided_at TEXT
);
CREATE INDEX extension_response ON extension (response, id);
CREATE UNIQUE INDEX extension_open ON extension (response) WHERE state = 'asked';
