-- batch_telling(kind text) -> maybe
SELECT b.batch FROM mail_batch b WHERE b.kind = :kind AND b.state = 'telling'

-- batch_insert(id int, batch text, kind text, state text, now text) -> exec
INSERT INTO mail_batch (id, batch, kind, state, mails, at) VALUES (:id, :batch, :kind, :state, 0, :now)
ON CONFLICT (batch) DO NOTHING

-- batch_told(kind text) -> exec
UPDATE mail_batch SET state = 'told' WHERE kind = :kind AND state = 'telling'

-- batch_decide(id int, state text, account int, now text) -> exec
UPDATE mail_batch SET state = :state, decided_by = :account, decided_at = :now WHERE id = :id AND state = 'held'

-- batch_by_id(id int) -> one
SELECT b.id, b.batch, b.kind, b.state, b.mails FROM mail_batch b WHERE b.id = :id

-- batch_held() -> many
-- What waits for an administrator.
-- column notice_kind text
SELECT b.id, b.kind, b.mails, b.at, (SELECT min(x.kind) FROM notice x WHERE x.batch = b.batch) AS notice_kind
  FROM mail_batch b WHERE b.state = 'held' ORDER BY b.id

-- fragment notice_readers
SELECT x.id AS notice, x.kind, x.batch, a.id AS account
  FROM notice x JOIN account a ON a.id = x.account
 WHERE NOT x.spread
UNION
SELECT x.id, x.kind, x.batch, g.account
  FROM notice x
  JOIN body_tree t ON t.body = x.body
  JOIN role_grant g ON g.body = t.ancestor AND g.capability = x.capability
 WHERE NOT x.spread
UNION
SELECT x.id, x.kind, x.batch, g.account
  FROM notice x
  JOIN role_grant g ON g.body IS NULL AND g.capability = x.capability
 WHERE NOT x.spread

-- fragment takes_mail
a.state = 'active' AND NOT EXISTS (SELECT 1 FROM mail_bounce m WHERE m.account = a.id AND m.email = a.email)

-- batch_new(limit int) -> many
-- Batches whose notices were told in one transaction: nobody opened them.
-- column batch text
-- column kind text
SELECT DISTINCT x.batch AS batch, x.kind AS kind FROM notice x
 WHERE NOT x.spread AND x.batch IS NOT NULL
   AND NOT EXISTS (SELECT 1 FROM mail_batch b WHERE b.batch = x.batch)
 LIMIT :limit

-- batch_uncounted() -> maybe
SELECT b.id, b.batch FROM mail_batch b WHERE b.state = 'told' ORDER BY b.id LIMIT 1

-- batch_readers(batch text) -> many
-- How many readers of a batch there are by kind and their choice.
-- column n int
SELECT r.kind, c.way, count(*) AS n
  FROM (@notice_readers) r
  JOIN account a ON a.id = r.account
  LEFT JOIN notice_choice c ON c.account = r.account AND c.kind = r.kind
 WHERE r.batch = :batch AND @takes_mail
 GROUP BY r.kind, c.way

-- batch_counted(id int, state text, mails int) -> exec
UPDATE mail_batch SET state = :state, mails = :mails WHERE id = :id AND state = 'told'

-- spread_next(limit int) -> many
-- Notices whose mails can be decided on.
-- column state text
SELECT x.id, x.kind, b.state AS state
  FROM notice x LEFT JOIN mail_batch b ON b.batch = x.batch
 WHERE NOT x.spread AND (x.batch IS NULL OR b.state IN ('released', 'dropped'))
 ORDER BY x.id LIMIT :limit

-- spread_readers(last int) -> many
-- The readers of these notices, with their choice.
SELECT r.notice, r.kind, r.account, c.way
  FROM (@notice_readers) r
  JOIN account a ON a.id = r.account
  LEFT JOIN notice_choice c ON c.account = r.account AND c.kind = r.kind
 WHERE r.notice <= :last AND @takes_mail
 ORDER BY r.notice, r.account

-- spread_done(id int) -> exec
UPDATE notice SET spread = TRUE WHERE id = :id

-- mail_insert(id int, once text, account int, kind text, n int, counts text, run_at text, now text) -> exec
INSERT INTO mail (id, once, account, kind, n, counts, state, run_at, tries, at)
VALUES (:id, :once, :account, :kind, :n, :counts, 'waiting', :run_at, 0, :now)
ON CONFLICT (once) DO NOTHING

-- mail_insert_unless(id int, once text, account int, run_at text, now text) -> exec
-- One mail that waits speaks for all that wait.
INSERT INTO mail (id, once, account, kind, n, counts, state, run_at, tries, at)
SELECT :id, :once, :account, 'notice', NULL, NULL, 'waiting', :run_at, 0, :now
 WHERE NOT EXISTS (SELECT 1 FROM mail m WHERE m.account = :account AND m.kind = 'notice' AND m.state = 'waiting')
ON CONFLICT (once) DO NOTHING

-- mail_lost(clock text) -> exec
-- What a dead sender left: nobody knows whether it was sent.
UPDATE mail SET state = 'unknown', lease = NULL, leased_until = NULL, answer = 'the sender ended in the middle'
 WHERE state = 'sending' AND leased_until <= :clock

-- mail_recent(since text) -> value
-- column n int
SELECT count(*) AS n FROM mail m WHERE m.tried_at > :since

-- mail_next(clock text) -> maybe
SELECT m.id, m.account, m.kind, m.n, m.counts, m.tries, a.email, a.lang, a.state AS account_state
  FROM mail m JOIN account a ON a.id = m.account
 WHERE m.state = 'waiting' AND m.run_at <= :clock
 ORDER BY m.run_at, m.id LIMIT 1

-- mail_take(id int, lease text, clock text, until text) -> exec
UPDATE mail SET state = 'sending', lease = :lease, leased_until = :until, tried_at = :clock, tries = tries + 1
 WHERE id = :id AND state = 'waiting'

-- mail_outcome(id int, lease text, state text, answer text, run_at text) -> exec
UPDATE mail SET state = :state, answer = :answer, run_at = :run_at, lease = NULL, leased_until = NULL
 WHERE id = :id AND lease = :lease AND state = 'sending'

-- bounce_put(account int, email text, answer text, by_account int, now text) -> exec
INSERT INTO mail_bounce (account, email, answer, by_account, at) VALUES (:account, :email, :answer, :by_account, :now)
ON CONFLICT (account) DO UPDATE
   SET email = excluded.email, answer = excluded.answer, by_account = excluded.by_account, at = excluded.at

-- bounce_delete(account int) -> exec
DELETE FROM mail_bounce WHERE account = :account

-- bounces() -> many
SELECT m.account, m.email, m.answer, m.by_account, m.at, n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM mail_bounce m JOIN account a ON a.id = m.account AND a.email = m.email JOIN person n ON n.id = a.person
 ORDER BY m.at DESC, m.account

-- mail_again(id int, run_at text) -> exec
UPDATE mail SET state = 'waiting', tries = 0, run_at = :run_at
 WHERE id = :id AND state IN ('unknown', 'refused', 'failed')

-- mail_counts() -> many
-- column n int
SELECT m.state, count(*) AS n FROM mail m GROUP BY m.state ORDER BY m.state

-- mail_trouble(limit int, offset int) -> many
-- What was not sent, or nobody knows, newest first.
SELECT m.id, m.kind, m.state, m.answer, m.tried_at, m.tries, a.email, n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM mail m JOIN account a ON a.id = m.account JOIN person n ON n.id = a.person
 WHERE m.state IN ('unknown', 'refused', 'failed')
 ORDER BY m.id DESC LIMIT :limit OFFSET :offset

-- digest_next(week text, limit int) -> many
-- Accounts whose digest of a week was not looked at.
SELECT a.id FROM account a
 WHERE @takes_mail AND NOT EXISTS (SELECT 1 FROM digest d WHERE d.account = a.id AND d.week = :week)
 ORDER BY a.id LIMIT :limit

-- digest_insert(account int, week text, n int, now text) -> exec
INSERT INTO digest (account, week, n, at) VALUES (:account, :week, :n, :now)
ON CONFLICT (account, week) DO NOTHING

-- digest_unseen(account int, after int) -> many
-- What an account has not seen, by kind.
-- column n int
SELECT x.kind, count(*) AS n FROM notice x
 WHERE x.id IN (@notice_ids)
   AND NOT EXISTS (SELECT 1 FROM notice_seen s WHERE s.notice = x.id AND s.account = :account)
 GROUP BY x.kind ORDER BY x.kind

-- bounce_mark(account int, by_account int, now text) -> exec
INSERT INTO mail_bounce (account, email, answer, by_account, at)
SELECT a.id, a.email, 'marked by an administrator', :by_account, :now FROM account a WHERE a.id = :account
ON CONFLICT (account) DO UPDATE
   SET email = excluded.email, answer = excluded.answer, by_account = excluded.by_account, at = excluded.at
