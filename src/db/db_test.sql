-- thing_add(id int, num int, name text, data bytes, ready bool, parent int, must text) -> exec
INSERT INTO zz_thing (id, num, name, data, ready, parent, must)
VALUES (:id, :num, :name, :data, :ready, :parent, :must)

-- thing_add_once(id int) -> exec
INSERT INTO zz_thing (id, must) VALUES (:id, 'x') ON CONFLICT (id) DO NOTHING

-- thing_add_back(id int) -> value
INSERT INTO zz_thing (id, must) VALUES (:id, 'x') RETURNING id

-- thing_by_id(id int) -> one
-- row thing
SELECT id, num, name, data, ready FROM zz_thing WHERE id = :id

-- thing_find(id int) -> maybe
-- row thing
SELECT id, num, name, data, ready FROM zz_thing WHERE id = :id

-- thing_list(least int) -> many
-- variants sort: up = id ASC | down = id DESC
-- variants only: all = TRUE | named = name IS NOT NULL
SELECT id, name FROM zz_thing WHERE @only AND id >= :least ORDER BY @sort

-- thing_count() -> value
-- column n int
SELECT count(*) AS n FROM zz_thing

-- thing_raise(id int) -> exec
UPDATE zz_thing SET num = num + 1 WHERE id = :id

-- thing_delete_all() -> exec
DELETE FROM zz_thing

-- test_job_add(id int, kind text, key text) -> exec
INSERT INTO job (id, kind, key, args, state, owner, run_at, tries, done, total, created_at)
VALUES (:id, :kind, :key, '{}', 'waiting', 1, '2026', 0, 0, 0, '2026')

-- test_audit_seq(id int, seq int) -> exec
INSERT INTO audit_event (id, seq, at, act, kind, record, account, leaf_text)
VALUES (:id, :seq, '2026', 'a', 'k', 1, 1, '{}')

-- test_body_add(id int, code text, parent int, name text) -> exec
INSERT INTO body (id, code, kind, parent, name_ar, sort_ar, sort_ckb, sort_en, fold, share, version, created_at)
VALUES (:id, :code, 'ministry', :parent, :name, '', '', '', '', 0, 1, '2026')

-- test_file_add(sha256 text, data bytes) -> exec
INSERT INTO file_chunk (sha256, part, data) VALUES (:sha256, 1, :data)

-- test_file_head(sha256 text) -> exec
INSERT INTO file (sha256, size, type, at) VALUES (:sha256, 3, 'x', '2026')

-- thing_like(pattern text) -> value
-- column n int
SELECT count(*) AS n FROM zz_thing WHERE name LIKE :pattern ESCAPE '\'

-- thing_names() -> many
SELECT id, name FROM zz_thing ORDER BY name NULLS LAST, id
