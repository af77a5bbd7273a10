-- fragment release_seen
(EXISTS (SELECT 1 FROM edition v WHERE v.release = x.id AND v.share >= :reach) OR EXISTS (SELECT 1 FROM role_grant g LEFT JOIN body_tree t ON t.ancestor = g.body AND t.body = x.body
  WHERE g.account = :account AND g.capability = 'coordinate' AND (g.body IS NULL OR t.body IS NOT NULL)))
AND (x.state = 'published' OR EXISTS (SELECT 1 FROM role_grant g LEFT JOIN body_tree t ON t.ancestor = g.body AND t.body = x.body
  WHERE g.account = :account AND g.capability = 'coordinate' AND (g.body IS NULL OR t.body IS NOT NULL)))

-- release_by_id(id int) -> one
-- One release; whether the reader may see it is the domain's question. `share`: of its widest edition.
-- column share int
SELECT x.id, x.number, x.round, x.body, x.title_ar, x.title_ckb, x.title_kmr, x.title_en, x.state,
       x.published_at, x.withdrawn_at, x.reason, x.version, x.created_at,
       (SELECT coalesce(max(v.share), 0) FROM edition v WHERE v.release = x.id) AS share,
       r.title_ar AS round_ar, r.title_ckb AS round_ckb, r.title_kmr AS round_kmr, r.title_en AS round_en, r.state AS round_state
  FROM release x JOIN round r ON r.id = x.round
 WHERE x.id = :id

-- release_list(q text, round int, state text, reach int, account int, limit int, offset int) -> many
-- column sha256 text
-- column editions int
-- column opened int
-- variants sort: number = x.number DESC NULLS FIRST, x.id DESC | number_up = x.number ASC NULLS LAST, x.id ASC | title = x.sort_en ASC, x.id ASC
SELECT x.id, x.number, x.round, x.title_ar, x.title_ckb, x.title_kmr, x.title_en, x.state, x.published_at, x.withdrawn_at,
       (SELECT v.sha256 FROM edition v WHERE v.release = x.id AND v.share >= :reach ORDER BY v.place LIMIT 1) AS sha256,
       (SELECT count(*) FROM edition v WHERE v.release = x.id AND v.share >= :reach) AS editions,
       (SELECT CAST(coalesce(sum(o.pages), 0) AS BIGINT) FROM link_opened o JOIN release_link l ON l.id = o.link JOIN edition v ON v.id = l.edition
         WHERE v.release = x.id) AS opened
  FROM release x
 WHERE x.fold LIKE :q ESCAPE '\' AND (:round = 0 OR x.round = :round) AND (:state = '' OR x.state = :state) AND @release_seen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- release_count(q text, round int, state text, reach int, account int) -> value
-- column n int
SELECT count(*) AS n
  FROM release x
 WHERE x.fold LIKE :q ESCAPE '\' AND (:round = 0 OR x.round = :round) AND (:state = '' OR x.state = :state) AND @release_seen

-- release_insert(id int, round int, body int, title_ar text, title_ckb text, title_kmr text, title_en text, sort_ar text, sort_ckb text, sort_en text, fold text, now text) -> exec
INSERT INTO release (id, number, round, body, title_ar, title_ckb, title_kmr, title_en, sort_ar, sort_ckb, sort_en, fold,
                     state, published_at, withdrawn_at, reason, version, created_at)
VALUES (:id, NULL, :round, :body, :title_ar, :title_ckb, :title_kmr, :title_en, :sort_ar, :sort_ckb, :sort_en, :fold,
        'draft', NULL, NULL, NULL, 1, :now)

-- release_update(id int, version int, title_ar text, title_ckb text, title_kmr text, title_en text, sort_ar text, sort_ckb text, sort_en text, fold text) -> exec
UPDATE release
   SET title_ar = :title_ar, title_ckb = :title_ckb, title_kmr = :title_kmr, title_en = :title_en,
       sort_ar = :sort_ar, sort_ckb = :sort_ckb, sort_en = :sort_en, fold = :fold, version = version + 1
 WHERE id = :id AND version = :version AND state = 'draft'

-- release_next_number() -> value
-- column n int
SELECT coalesce(max(number), 0) + 1 AS n FROM release

-- release_publish_set(id int, version int, number int, now text) -> exec
UPDATE release
   SET state = 'published', number = :number, published_at = :now, version = version + 1
 WHERE id = :id AND version = :version AND state = 'draft'

-- release_state_set(id int, version int, from_state text, to_state text, withdrawn_at text, reason text) -> exec
UPDATE release
   SET state = :to_state, withdrawn_at = :withdrawn_at, reason = :reason, version = version + 1
 WHERE id = :id AND version = :version AND state = :from_state

-- release_touch(id int, version int) -> exec
-- The draft's editions changed.
UPDATE release SET version = version + 1 WHERE id = :id AND version = :version AND state = 'draft'

-- release_others(id int) -> many
-- The other releases of the same form and body that have been published, newest first.
SELECT x.id, x.number, x.state, x.published_at, x.title_ar, x.title_ckb, x.title_kmr, x.title_en
  FROM release m JOIN round r ON r.id = m.round JOIN form_version f ON f.id = r.form_version
  JOIN form_version g ON g.form = f.form JOIN round s ON s.form_version = g.id
  JOIN release x ON x.round = s.id AND x.body = m.body AND x.id <> m.id
 WHERE m.id = :id AND x.state IN ('published', 'withdrawn')
 ORDER BY x.number DESC

-- release_readers() -> many
-- Bodies of partners that somebody reads for.
SELECT b.id FROM body b
 WHERE b.kind IN ('donor', 'implementing_partner', 'ngo')
   AND EXISTS (SELECT 1 FROM role_grant g WHERE g.body = b.id AND g.capability = 'read')
 ORDER BY b.id

-- release_cells(round int) -> many
-- What was published of a round before, with the true values: for the audit alone.
SELECT c.release, c.tab, c.line, c.col, c.value, c.hidden
  FROM release_cell c JOIN release x ON x.id = c.release
 WHERE x.round = :round AND x.state IN ('published', 'withdrawn')
 ORDER BY c.release, c.tab, c.line, c.col

-- release_cell_insert(release int, tab text, line text, col text, value int, hidden bool) -> exec
INSERT INTO release_cell (release, tab, line, col, value, hidden) VALUES (:release, :tab, :line, :col, :value, :hidden)
