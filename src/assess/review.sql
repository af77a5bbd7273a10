-- reason_list(body int, all bool) -> many
-- The ready reasons of a body; all: those taken away too.
SELECT x.id, x.text_ar, x.text_ckb, x.text_kmr, x.text_en, x.ended_at, x.version
  FROM return_reason x
 WHERE x.body = :body AND (:all OR x.ended_at IS NULL)
 ORDER BY x.id

-- reason_by_id(id int, body int) -> one
SELECT x.id, x.body, x.text_ar, x.text_ckb, x.text_kmr, x.text_en, x.ended_at, x.version
  FROM return_reason x WHERE x.id = :id AND x.body = :body

-- reason_insert(id int, body int, ar text, ckb text, kmr text, en text, now text) -> exec
INSERT INTO return_reason (id, body, text_ar, text_ckb, text_kmr, text_en, version, created_at)
VALUES (:id, :body, :ar, :ckb, :kmr, :en, 1, :now)

-- reason_update(id int, version int, ar text, ckb text, kmr text, en text) -> exec
UPDATE return_reason
   SET text_ar = :ar, text_ckb = :ckb, text_kmr = :kmr, text_en = :en, version = version + 1
 WHERE id = :id AND version = :version

-- reason_set_ended(id int, ended text) -> exec
UPDATE return_reason SET ended_at = :ended, version = version + 1 WHERE id = :id

-- review_waiting(round int, limit int, offset int) -> many
-- What waits for review, first approved first.
SELECT p.id, p.version, p.approved_at, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM response p JOIN body b ON b.id = p.body
 WHERE p.round = :round AND p.state = 'approved'
 ORDER BY p.approved_at, p.id
 LIMIT :limit OFFSET :offset

-- review_verdict(id int, round int) -> maybe
-- Where a response stands now, and who did the last act on it.
-- column account int
-- column act text
-- column asked int
SELECT p.id, p.state, p.version,
       (SELECT count(*) FROM inquiry q
         WHERE q.response = p.id AND q.state IN ('open', 'answered')) AS asked, b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       (SELECT e.act FROM flow_event e WHERE e.kind = 'response' AND e.record = p.id
         ORDER BY e.at DESC, e.id DESC LIMIT 1) AS act,
       (SELECT e.account FROM flow_event e WHERE e.kind = 'response' AND e.record = p.id
         ORDER BY e.at DESC, e.id DESC LIMIT 1) AS account
  FROM response p JOIN body b ON b.id = p.body
 WHERE p.id = :id AND p.round = :round
