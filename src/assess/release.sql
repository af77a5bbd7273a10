-- fragment release_seen
(x.share >= :reach OR EXISTS (SELECT 1 FROM role_grant g LEFT JOIN body_tree t ON t.ancestor = g.body AND t.body = x.body
  WHERE g.account = :account AND g.capability = 'coordinate' AND (g.body IS NULL OR t.body IS NOT NULL)))
AND (x.state = 'published' OR EXISTS (SELECT 1 FROM role_grant g LEFT JOIN body_tree t ON t.ancestor = g.body AND t.body = x.body
  WHERE g.account = :account AND g.capability = 'coordinate' AND (g.body IS NULL OR t.body IS NOT NULL)))

-- release_by_id(id int) -> one
-- One release; whether the reader may see it is the domain's question.
SELECT x.id, x.number, x.round, x.body, x.title_ar, x.title_ckb, x.title_kmr, x.title_en, x.state, x.choice, x.doc, x.sha256,
       x.token, x.published_at, x.withdrawn_at, x.reason, x.opened, x.share, x.version, x.created_at,
       r.title_ar AS round_ar, r.title_ckb AS round_ckb, r.title_kmr AS round_kmr, r.title_en AS round_en, r.state AS round_state
  FROM release x JOIN round r ON r.id = x.round
 WHERE x.id = :id

-- release_by_token(token text) -> one
-- The release a link leads to, published or withdrawn.
SELECT x.id, x.number, x.state FROM release x WHERE x.token = :token AND x.state IN ('published', 'withdrawn')

-- release_list(q text, round int, state text, reach int, account int, limit int, offset int) -> many
-- variants sort: number = x.number DESC NULLS FIRST, x.id DESC | number_up = x.number ASC NULLS LAST, x.id ASC | title = x.sort_en ASC, x.id ASC
SELECT x.id, x.number, x.round, x.title_ar, x.title_ckb, x.title_kmr, x.title_en, x.state, x.sha256, x.published_at, x.withdrawn_at, x.opened, x.token
  FROM release x
 WHERE x.fold LIKE :q ESCAPE '\' AND (:round = 0 OR x.round = :round) AND (:state = '' OR x.state = :state) AND @release_seen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- release_count(q text, round int, state text, reach int, account int) -> value
-- column n int
SELECT count(*) AS n
  FROM release x
 WHERE x.fold LIKE :q ESCAPE '\' AND (:round = 0 OR x.round = :round) AND (:state = '' OR x.state = :state) AND @release_seen

-- release_insert(id int, round int, body int, title_ar text, title_ckb text, title_kmr text, title_en text, sort_ar text, sort_ckb text, sort_en text, fold text, choice text, share int, now text) -> exec
INSERT INTO release (id, number, round, body, title_ar, title_ckb, title_kmr, title_en, sort_ar, sort_ckb, sort_en, fold,
                     state, choice, doc, sha256, token, published_at, withdrawn_at, reason, opened, share, version, created_at)
VALUES (:id, NULL, :round, :body, :title_ar, :title_ckb, :title_kmr, :title_en, :sort_ar, :sort_ckb, :sort_en, :fold,
        'draft', :choice, NULL, NULL, NULL, NULL, NULL, NULL, 0, :share, 1, :now)

-- release_update(id int, version int, title_ar text, title_ckb text, title_kmr text, title_en text, sort_ar text, sort_ckb text, sort_en text, fold text, choice text) -> exec
UPDATE release
   SET title_ar = :title_ar, title_ckb = :title_ckb, title_kmr = :title_kmr, title_en = :title_en,
       sort_ar = :sort_ar, sort_ckb = :sort_ckb, sort_en = :sort_en, fold = :fold, choice = :choice, version = version + 1
 WHERE id = :id AND version = :version AND state = 'draft'

-- release_next_number() -> value
-- column n int
SELECT coalesce(max(number), 0) + 1 AS n FROM release

-- release_publish_set(id int, version int, number int, doc text, sha256 text, token text, now text) -> exec
UPDATE release
   SET state = 'published', number = :number, doc = :doc, sha256 = :sha256, token = :token, published_at = :now, version = version + 1
 WHERE id = :id AND version = :version AND state = 'draft'

-- release_state_set(id int, version int, from_state text, to_state text, withdrawn_at text, reason text) -> exec
UPDATE release
   SET state = :to_state, withdrawn_at = :withdrawn_at, reason = :reason, version = version + 1
 WHERE id = :id AND version = :version AND state = :from_state

-- release_opened(id int) -> exec
UPDATE release SET opened = opened + 1 WHERE id = :id

-- release_readers() -> many
-- Bodies of partners that somebody reads for.
SELECT b.id FROM body b
 WHERE b.kind IN ('donor', 'implementing_partner', 'ngo')
   AND EXISTS (SELECT 1 FROM role_grant g WHERE g.body = b.id AND g.capability = 'read')
 ORDER BY b.id
