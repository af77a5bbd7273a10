-- response_before(id int, own bool) -> maybe
-- The body's earlier response to the same form: the last accepted, else the last that was sent; what
-- its head has not approved only for its own people.
SELECT o.id, o.state
  FROM response p
  JOIN round r ON r.id = p.round
  JOIN form_version v ON v.id = r.form_version
  JOIN response o ON o.body = p.body AND o.id < p.id
  JOIN round q ON q.id = o.round
  JOIN form_version w ON w.id = q.form_version AND w.form = v.form
 WHERE p.id = :id
   AND (o.state IN ('accepted', 'approved') OR (:own AND o.state = 'sent'))
 ORDER BY CASE o.state WHEN 'accepted' THEN 1 ELSE 2 END, o.id DESC
 LIMIT 1

-- prefill_put(response int, path text, page text, value text, source int, state text, now text, account int) -> exec
INSERT INTO response_prefill (response, path, page, value, source, state, at, by_account)
VALUES (:response, :path, :page, :value, :source, :state, :now, :account)
ON CONFLICT (response, path) DO UPDATE
   SET page = excluded.page, value = excluded.value, source = excluded.source,
       state = excluded.state, at = excluded.at, by_account = excluded.by_account

-- prefill_list(response int) -> many
SELECT m.path, m.page, m.value, m.state, m.source
  FROM response_prefill m WHERE m.response = :response ORDER BY m.page, m.path

-- prefill_open(response int, page text) -> many
-- What waits for confirmation: of one page, or (NULL) of all.
SELECT m.path, m.page, m.value
  FROM response_prefill m
 WHERE m.response = :response AND m.state = 'open'
   AND (CAST(:page AS TEXT) IS NULL OR m.page = :page)
 ORDER BY m.page, m.path

-- prefill_set(response int, path text, state text, now text, account int) -> exec
UPDATE response_prefill SET state = :state, at = :now, by_account = :account
 WHERE response = :response AND path = :path AND state = 'open'

-- prefill_delete(response int, path text) -> exec
DELETE FROM response_prefill WHERE response = :response AND path = :path

-- prefill_move(response int, path text, to text) -> exec
UPDATE response_prefill SET path = :to WHERE response = :response AND path = :path
