-- account_list(q text, state text, reach int, account int, limit int, offset int) -> many
-- Accounts of persons the reader administers.
-- variants sort: email = a.email_key ASC | email_down = a.email_key DESC | body = b.code ASC, a.email_key ASC | body_down = b.code DESC, a.email_key ASC | signed_in = a.signed_in_at DESC NULLS LAST, a.id ASC | signed_in_down = a.signed_in_at ASC NULLS FIRST, a.id ASC
SELECT a.id, a.email, a.state, a.signed_in_at, a.person, x.name_ar, x.name_ckb, x.name_kmr,
       x.name_en, b.id AS body, b.code AS body_code, b.name_ar AS body_ar, b.name_ckb AS body_ckb,
       b.name_kmr AS body_kmr, b.name_en AS body_en
  FROM account a
  JOIN person x ON x.id = a.person
  JOIN body b ON b.id = x.body
 WHERE @account_chosen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- account_count(q text, state text, reach int, account int) -> value
-- column n int
SELECT count(*) AS n FROM account a JOIN person x ON x.id = a.person WHERE @account_chosen

-- fragment account_chosen
(:reach = 0 OR @person_administered)
   AND (x.fold LIKE :q ESCAPE '\' OR a.email_key LIKE :q ESCAPE '\')
   AND (CAST(:state AS TEXT) IS NULL OR a.state = :state)

-- account_by_id(id int) -> one
-- Any account, for the rules; what a page shows is checked by account_may.
SELECT a.id, a.email, a.email_key, a.state, a.must_change, a.lang, a.signed_in_at, a.password_at,
       a.version, a.created_at, a.person, x.name_ar, x.name_ckb, x.name_kmr, x.name_en, x.ended_on,
       b.id AS body, b.code AS body_code, b.kind AS body_kind, b.name_ar AS body_ar,
       b.name_ckb AS body_ckb, b.name_kmr AS body_kmr, b.name_en AS body_en
  FROM account a
  JOIN person x ON x.id = a.person
  JOIN body b ON b.id = x.body
 WHERE a.id = :id

-- account_who(id int) -> one
-- column has_factor bool
-- column factor_required text
-- Of an account what every page needs.
SELECT EXISTS (SELECT 1 FROM account_factor f WHERE f.account = a.id AND f.confirmed_at IS NOT NULL) AS has_factor,
       (SELECT s.value FROM setting s WHERE s.key = 'factor.required') AS factor_required,
       a.state, a.must_change, a.lang, a.person, x.name_ar, x.name_ckb, x.name_kmr, x.name_en,
       b.id AS body, b.kind AS body_kind, b.name_ar AS body_ar, b.name_ckb AS body_ckb,
       b.name_kmr AS body_kmr, b.name_en AS body_en
  FROM account a
  JOIN person x ON x.id = a.person
  JOIN body b ON b.id = x.body
 WHERE a.id = :id

-- account_password(id int) -> one
SELECT a.email_key, a.password FROM account a WHERE a.id = :id

-- account_by_email(email_key text) -> maybe
SELECT a.id, a.person, a.password, a.state FROM account a WHERE a.email_key = :email_key

-- account_of_person(person int) -> maybe
SELECT a.id, a.state, a.email FROM account a WHERE a.person = :person

-- account_grants(account int) -> many
-- What an account may and where it comes from, with the names of body and post.
SELECT g.capability, g.body, g.post, g.deputy, d.ends AS deputy_ends, g.given_at, b.code AS body_code, b.name_ar AS body_ar,
       b.name_ckb AS body_ckb, b.name_kmr AS body_kmr, b.name_en AS body_en, p.kind AS post_kind
  FROM role_grant g
  LEFT JOIN body b ON b.id = g.body
  LEFT JOIN post p ON p.id = g.post
  LEFT JOIN deputy d ON d.id = g.deputy
 WHERE g.account = :account
 ORDER BY g.post NULLS FIRST, g.capability, b.code NULLS FIRST

-- account_add(id int, person int, email text, email_key text, at text) -> exec
INSERT INTO account (id, person, email, email_key, password, must_change, state, version, created_at)
VALUES (:id, :person, :email, :email_key, NULL, FALSE, 'active', 1, :at)

-- account_set_state(id int, state text) -> exec
UPDATE account SET state = :state, version = version + 1 WHERE id = :id AND state <> :state

-- account_set_password(id int, password text, must_change bool, at text) -> exec
UPDATE account
   SET password = :password, must_change = :must_change, password_at = :at, version = version + 1
 WHERE id = :id

-- account_set_lang(id int, lang text) -> exec
UPDATE account SET lang = :lang WHERE id = :id

-- account_signed_in(id int, at text) -> exec
UPDATE account SET signed_in_at = :at WHERE id = :id

-- administrator_count() -> value
-- Accounts that are active and administer everything.
-- column n int
SELECT count(DISTINCT a.id) AS n
  FROM account a
  JOIN role_grant g ON g.account = a.id
 WHERE a.state = 'active' AND g.capability = 'administer' AND g.body IS NULL

-- account_demo_list() -> many
-- column post_kind text
-- Accounts a demonstration offers on its sign-in page.
SELECT a.id, a.email, x.name_ar, x.name_ckb, x.name_kmr, x.name_en, b.name_ar AS body_ar,
       b.name_ckb AS body_ckb, b.name_kmr AS body_kmr, b.name_en AS body_en,
       (SELECT min(p.kind) FROM post_holder h JOIN post p ON p.id = h.post
         WHERE h.person = x.id AND h.ends IS NULL) AS post_kind
  FROM account a
  JOIN person x ON x.id = a.person
  JOIN body b ON b.id = x.body
 WHERE a.state = 'active'
 ORDER BY a.id
 LIMIT 40

-- code_open(account int) -> maybe
-- The one code of an account that may still be tried.
SELECT c.id, c.code_hash, c.expires_at
  FROM account_code c
 WHERE c.account = :account AND c.used_at IS NULL
 ORDER BY c.id DESC
 LIMIT 1

-- code_add(id int, account int, code_hash text, expires_at text, by_account int, at text) -> exec
INSERT INTO account_code (id, account, code_hash, expires_at, by_account, created_at)
VALUES (:id, :account, :code_hash, :expires_at, :by_account, :at)

-- code_close(account int, at text) -> exec
-- No code of this account can be used any more.
UPDATE account_code SET used_at = :at WHERE account = :account AND used_at IS NULL

-- try_by_key(key text) -> maybe
SELECT failures, locked_until, at FROM signin_try WHERE key = :key

-- try_put(key text, failures int, locked_until text, at text) -> exec
INSERT INTO signin_try (key, failures, locked_until, at)
VALUES (:key, :failures, :locked_until, :at)
ON CONFLICT (key) DO UPDATE
   SET failures = excluded.failures, locked_until = excluded.locked_until, at = excluded.at

-- try_forget(key text) -> exec
DELETE FROM signin_try WHERE key = :key

-- try_sweep(before text) -> exec
DELETE FROM signin_try WHERE at < :before AND (locked_until IS NULL OR locked_until < :before)

-- known_by_key(key text) -> maybe
SELECT at FROM signin_known WHERE key = :key

-- known_put(key text, at text) -> exec
INSERT INTO signin_known (key, at) VALUES (:key, :at)
ON CONFLICT (key) DO UPDATE SET at = excluded.at

-- known_sweep(before text) -> exec
DELETE FROM signin_known WHERE at < :before

-- session_list(account int) -> many
-- Signed-in browsers of an account, latest use first.
SELECT s.token_hash, s.created_at, s.seen_at, s.agent
  FROM session s
 WHERE s.account = :account
 ORDER BY s.seen_at DESC

-- account_bounced(account int) -> maybe
-- What a mail server said against the present address of an account.
SELECT m.answer, m.at FROM mail_bounce m JOIN account a ON a.id = m.account
 WHERE m.account = :account AND m.email = a.email
