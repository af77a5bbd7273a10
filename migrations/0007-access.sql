-- Second factors of signing in.

CREATE TABLE account_factor (
  account BIGINT PRIMARY KEY REFERENCES account (id),
  sealed TEXT NOT NULL,            -- the secret, encrypted with keys/factor.key (people/factor.c)
  step BIGINT NOT NULL,            -- of the last code that was taken: a code counts once
  began_at TEXT NOT NULL,
  confirmed_at TEXT                -- NULL: begun, not in use yet
);

-- Recovery codes: only the hash of each is kept.
CREATE TABLE account_recovery (
  account BIGINT NOT NULL REFERENCES account (id),
  code_hash TEXT NOT NULL,         -- SHA-256 of 80 random bits as text
  used_at TEXT,
  PRIMARY KEY (account, code_hash)
);

-- A browser whose password was right and that still owes the second factor.
CREATE TABLE session_half (
  token_hash TEXT PRIMARY KEY,
  account BIGINT NOT NULL,
  tries BIGINT NOT NULL,
  expires_at TEXT NOT NULL
);
CREATE INDEX session_half_account ON session_half (account);
