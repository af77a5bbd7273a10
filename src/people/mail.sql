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
