-- Bodies, persons, posts, accounts.

CREATE TABLE body (
  id BIGINT PRIMARY KEY,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,              -- ministry, directorate, coordination, donor, implementing_partner, ngo
  parent BIGINT REFERENCES body (id),
  iati_type TEXT,
  name_ar TEXT, name_ckb TEXT, name_kmr TEXT, name_en TEXT,
  sort_ar TEXT NOT NULL, sort_ckb TEXT NOT NULL, sort_en TEXT NOT NULL,
  fold TEXT NOT NULL,              -- code and all names, folded
  source TEXT,
  unconfirmed TEXT,                -- languages whose name nobody has checked: "ar ckb"
  note TEXT,
  starts TEXT, ends TEXT,
  successor BIGINT REFERENCES body (id),
  share BIGINT NOT NULL,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT body_code UNIQUE (code)
);
CREATE INDEX body_parent ON body (parent);
CREATE INDEX body_kind ON body (kind);

CREATE TABLE person (
  id BIGINT PRIMARY KEY,
  body BIGINT NOT NULL REFERENCES body (id),
  name_ar TEXT, name_ckb TEXT, name_kmr TEXT, name_en TEXT,
  sort_ar TEXT NOT NULL, sort_ckb TEXT NOT NULL, sort_en TEXT NOT NULL,
  fold TEXT NOT NULL,
  email TEXT,
  phone TEXT,
  staff_number TEXT,
  ended_on TEXT,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE INDEX person_body ON person (body);

CREATE TABLE post (
  id BIGINT PRIMARY KEY,
  body BIGINT NOT NULL REFERENCES body (id),
  kind TEXT NOT NULL,              -- focal, head, coordinator, trainer, assessor, officer, donor, administrator
  title_ar TEXT, title_ckb TEXT, title_kmr TEXT, title_en TEXT,
  starts TEXT NOT NULL,
  ends TEXT,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE INDEX post_body ON post (body, kind);

CREATE TABLE post_holder (
  id BIGINT PRIMARY KEY,
  post BIGINT NOT NULL REFERENCES post (id),
  person BIGINT NOT NULL REFERENCES person (id),
  starts TEXT NOT NULL,
  ends TEXT
);
CREATE INDEX post_holder_post ON post_holder (post, starts);
CREATE UNIQUE INDEX post_holder_one ON post_holder (post) WHERE ends IS NULL;
CREATE INDEX post_holder_person ON post_holder (person);

CREATE TABLE account (
  id BIGINT PRIMARY KEY,
  person BIGINT NOT NULL REFERENCES person (id),
  email TEXT NOT NULL,             -- as typed
  email_key TEXT NOT NULL,         -- lower case, for sign-in
  password TEXT,                   -- Argon2id; NULL: none yet, only a code lets in
  must_change BOOLEAN NOT NULL,
  lang TEXT,
  state TEXT NOT NULL,             -- active, disabled
  signed_in_at TEXT,
  password_at TEXT,
  version BIGINT NOT NULL,
  created_at TEXT NOT NULL,
  CONSTRAINT account_email UNIQUE (email_key),
  CONSTRAINT account_person UNIQUE (person)
);

-- capability × body; body NULL: everywhere; post: the post that brings it, NULL: given by hand.
CREATE TABLE role_grant (
  id BIGINT PRIMARY KEY,
  account BIGINT NOT NULL REFERENCES account (id),
  capability TEXT NOT NULL,
  body BIGINT REFERENCES body (id),
  post BIGINT REFERENCES post (id),
  given_at TEXT NOT NULL,
  given_by BIGINT NOT NULL
);
CREATE INDEX role_grant_account ON role_grant (account);
CREATE INDEX role_grant_body ON role_grant (body);

-- One-time codes: only the hash is kept.
CREATE TABLE account_code (
  id BIGINT PRIMARY KEY,
  account BIGINT NOT NULL REFERENCES account (id),
  code_hash TEXT NOT NULL,         -- Argon2id
  expires_at TEXT NOT NULL,
  used_at TEXT,                    -- used, or replaced by a newer code
  by_account BIGINT NOT NULL,
  created_at TEXT NOT NULL
);
CREATE INDEX account_code_account ON account_code (account);

-- Failed sign-ins by e-mail and place, by network address and by e-mail, whether or not there is such an account.
CREATE TABLE signin_try (
  key TEXT PRIMARY KEY,            -- HMAC, see people/tries.c
  failures BIGINT NOT NULL,
  locked_until TEXT,
  at TEXT NOT NULL
);
CREATE INDEX signin_try_at ON signin_try (at);

-- Browsers and networks from which an e-mail address signed in.
CREATE TABLE signin_known (
  key TEXT PRIMARY KEY,            -- HMAC, see people/tries.c
  at TEXT NOT NULL                 -- last time
);
CREATE INDEX signin_known_at ON signin_known (at);

-- What an import of bodies does with each row of its file: planned whole, then applied some rows at a time.
CREATE TABLE body_import_row (
  id BIGINT PRIMARY KEY,
  job BIGINT NOT NULL REFERENCES job (id),
  place BIGINT NOT NULL,           -- order of applying: what is above in the tree comes first
  line BIGINT NOT NULL,            -- of the file
  verdict TEXT NOT NULL,           -- new, changed, same
  columns TEXT,                    -- of a changed one: which
  outcome TEXT NOT NULL,           -- waiting, linking (applied but for its successor), done, left, none (of a same one)
  obstacle TEXT,                   -- of one left: changed, taken, parent, circle, successor, follow
  body BIGINT,                     -- as it was judged; NULL: new
  version BIGINT,
  code TEXT NOT NULL,
  kind TEXT NOT NULL,
  name_ar TEXT,
  name_ckb TEXT,
  name_kmr TEXT,
  name_en TEXT,
  source TEXT,
  unconfirmed TEXT,
  parent_code TEXT,
  iati_type TEXT,
  note TEXT,
  starts TEXT,
  ends TEXT,
  successor_code TEXT,
  share BIGINT NOT NULL,
  fold TEXT NOT NULL,              -- code and names, for searching
  CONSTRAINT body_import_row_once UNIQUE (job, place)
);
CREATE INDEX body_import_row_outcome ON body_import_row (job, outcome, place);
