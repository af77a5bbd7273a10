-- inquiry_insert(id int, response int, path text, text text, answer text, needs_change bool, fold text, account int, now text) -> exec
INSERT INTO inquiry (id, response, path, text, answer, needs_change, state, fold, account, version, at, changed_at)
VALUES (:id, :response, :path, :text, :answer, :needs_change, 'open', :fold, :account, 1, :now, :now)

-- inquiry_by_id(id int) -> one
SELECT q.id, q.response, q.path, q.needs_change, q.state, q.version FROM inquiry q WHERE q.id = :id

-- inquiry_same(response int, path text, text text, account int) -> maybe
-- The same question of the same person that nobody has answered yet.
SELECT q.id FROM inquiry q
 WHERE q.response = :response AND q.path = :path AND q.text = :text AND q.account = :account
   AND q.state = 'open'
 ORDER BY q.id LIMIT 1

-- inquiry_set_state(id int, version int, from text, to text, now text) -> exec
-- Changes nothing when it has moved on meanwhile.
UPDATE inquiry SET state = :to, version = version + 1, changed_at = :now
 WHERE id = :id AND state = :from AND version = :version

-- inquiry_move(id int, path text) -> exec
UPDATE inquiry SET path = :path WHERE id = :id

-- inquiry_of(response int) -> many
-- The questions on a response in the order they were asked.
SELECT q.id, q.path, q.answer, q.needs_change, q.state, q.version FROM inquiry q
 WHERE q.response = :response
 ORDER BY q.id

-- inquiry_said(response int) -> many
-- Everything said of them, oldest first.
SELECT e.record, e.id, e.act, e.state_from, e.state_to, e.reason, e.at,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM inquiry q
  JOIN flow_event e ON e.kind = 'inquiry' AND e.record = q.id
  LEFT JOIN account a ON a.id = e.account
  LEFT JOIN person n ON n.id = a.person
 WHERE q.response = :response
 ORDER BY e.at, e.id

-- inquiry_last(id int) -> maybe
-- What was said last, and by whom.
SELECT e.act, e.account, e.reason FROM flow_event e
 WHERE e.kind = 'inquiry' AND e.record = :id
 ORDER BY e.at DESC, e.id DESC LIMIT 1

-- inquiry_count(response int) -> one
-- column open int
-- column answered int
-- How many wait for the body, and how many for the coordinator.
SELECT count(CASE WHEN q.state = 'open' THEN 1 END) AS open,
       count(CASE WHEN q.state = 'answered' THEN 1 END) AS answered
  FROM inquiry q WHERE q.response = :response

-- inquiry_count_round(round int) -> value
-- column n int
-- Those of a round that are not resolved.
SELECT count(*) AS n FROM inquiry q JOIN response p ON p.id = q.response
 WHERE p.round = :round AND q.state IN ('open', 'answered')

-- fragment inquiry_chosen
@response_seen
   AND q.fold LIKE :q ESCAPE '\'
   AND (CAST(:state AS TEXT) IS NULL OR q.state = :state)
   AND (CAST(:round AS BIGINT) IS NULL OR p.round = :round)

-- inquiry_rows(account int, q text, state text, round int, limit int, offset int) -> many
-- Questions this reader may see: of the reader's bodies, and of the rounds the reader coordinates.
-- variants sort: changed = q.changed_at ASC, q.id ASC | changed_down = q.changed_at DESC, q.id DESC
--   | state = q.state ASC, q.changed_at DESC, q.id DESC | state_down = q.state DESC, q.changed_at DESC, q.id DESC
--   | body_ar = b.sort_ar ASC, q.id ASC | body_ar_down = b.sort_ar DESC, q.id DESC
--   | body_ckb = b.sort_ckb ASC, q.id ASC | body_ckb_down = b.sort_ckb DESC, q.id DESC
--   | body_en = b.sort_en ASC, q.id ASC | body_en_down = b.sort_en DESC, q.id DESC
SELECT q.id, q.response, q.path, q.text, q.needs_change, q.state, q.at, q.changed_at,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       r.title_ar, r.title_ckb, r.title_kmr, r.title_en, v.file AS form_file
  FROM inquiry q
  JOIN response p ON p.id = q.response
  JOIN body b ON b.id = p.body
  JOIN round r ON r.id = p.round
  JOIN form_version v ON v.id = r.form_version
 WHERE @inquiry_chosen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- inquiry_rows_count(account int, q text, state text, round int) -> value
-- column n int
SELECT count(*) AS n
  FROM inquiry q
  JOIN response p ON p.id = q.response
  JOIN round r ON r.id = p.round
 WHERE @inquiry_chosen
