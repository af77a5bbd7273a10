-- saved_list(form int, body int, account int) -> many
-- row saved_view_row
-- The reader's own views of a form, and those shared by who coordinates for the same body.
SELECT v.id, v.account, v.shared, v.name, v.query, v.version,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM saved_view v
  JOIN account a ON a.id = v.account
  JOIN person n ON n.id = a.person
 WHERE v.form = :form AND (v.account = :account OR (v.shared AND v.body = :body))
 ORDER BY v.name, v.id

-- saved_by_id(id int, form int, body int, account int) -> one
-- row saved_view_row
SELECT v.id, v.account, v.shared, v.name, v.query, v.version,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM saved_view v
  JOIN account a ON a.id = v.account
  JOIN person n ON n.id = a.person
 WHERE v.id = :id AND v.form = :form AND (v.account = :account OR (v.shared AND v.body = :body))

-- saved_named(form int, account int, name text) -> maybe
SELECT v.id, v.query, v.shared FROM saved_view v
 WHERE v.form = :form AND v.account = :account AND v.name = :name

-- saved_insert(id int, form int, body int, account int, shared bool, name text, query text, now text) -> exec
INSERT INTO saved_view (id, form, body, account, shared, name, query, version, created_at)
VALUES (:id, :form, :body, :account, :shared, :name, :query, 1, :now)

-- saved_update(id int, version int, shared bool, name text) -> exec
UPDATE saved_view SET shared = :shared, name = :name, version = version + 1
 WHERE id = :id AND version = :version

-- saved_delete(id int) -> exec
DELETE FROM saved_view WHERE id = :id
