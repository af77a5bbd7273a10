-- evidence_insert(id int, response int, path text, file text, name text, place bool, account int, now text) -> exec
INSERT INTO evidence (id, response, path, file, name, place, by_account, at)
VALUES (:id, :response, :path, :file, :name, :place, :account, :now)

-- evidence_list(response int) -> many
-- What is there now, oldest first, with who brought it.
SELECT e.id, e.path, e.file, e.name, e.place, e.at, f.size, f.type,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM evidence e
  JOIN file f ON f.sha256 = e.file
  LEFT JOIN account a ON a.id = e.by_account
  LEFT JOIN person n ON n.id = a.person
 WHERE e.response = :response AND e.removed_at IS NULL
 ORDER BY e.at, e.id

-- evidence_gone(response int) -> many
-- What was removed, newest first, with who removed it.
SELECT e.id, e.name, e.file, e.removed_at, n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM evidence e
  LEFT JOIN account a ON a.id = e.removed_by
  LEFT JOIN person n ON n.id = a.person
 WHERE e.response = :response AND e.removed_at IS NOT NULL
 ORDER BY e.removed_at DESC, e.id DESC

-- evidence_by_id(id int, response int) -> one
SELECT e.id, e.path, e.file, e.name, e.place, f.size, f.type
  FROM evidence e JOIN file f ON f.sha256 = e.file
 WHERE e.id = :id AND e.response = :response AND e.removed_at IS NULL

-- evidence_find(response int, path text, file text) -> maybe
SELECT e.id FROM evidence e
 WHERE e.response = :response AND e.path = :path AND e.file = :file AND e.removed_at IS NULL
 ORDER BY e.id LIMIT 1

-- evidence_sum(response int) -> one
-- column files int
-- column bytes int
SELECT count(*) AS files, CAST(coalesce(sum(f.size), 0) AS BIGINT) AS bytes
  FROM evidence e JOIN file f ON f.sha256 = e.file
 WHERE e.response = :response AND e.removed_at IS NULL

-- evidence_end(id int, now text, account int) -> exec
UPDATE evidence SET removed_at = :now, removed_by = :account WHERE id = :id AND removed_at IS NULL

-- evidence_move(id int, path text) -> exec
UPDATE evidence SET path = :path WHERE id = :id

-- signed_insert(id int, response int, file text, name text, letter int, seal text, account int, now text) -> exec
INSERT INTO signed_copy (id, response, file, name, letter, seal, by_account, at)
VALUES (:id, :response, :file, :name, :letter, :seal, :account, :now)

-- signed_replace(response int, now text, account int) -> exec
UPDATE signed_copy SET replaced_at = :now, replaced_by = :account
 WHERE response = :response AND replaced_at IS NULL

-- signed_now(response int) -> maybe
SELECT s.id, s.file, s.name, s.seal, s.at, f.size, f.type,
       l.number AS letter_number, l.date AS letter_date,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM signed_copy s
  JOIN file f ON f.sha256 = s.file
  JOIN letter l ON l.id = s.letter
  LEFT JOIN account a ON a.id = s.by_account
  LEFT JOIN person n ON n.id = a.person
 WHERE s.response = :response AND s.replaced_at IS NULL
 ORDER BY s.id DESC LIMIT 1

-- signed_older(response int) -> many
-- Copies that were replaced, newest first.
SELECT s.id, s.name, s.file, s.replaced_at FROM signed_copy s
 WHERE s.response = :response AND s.replaced_at IS NOT NULL
 ORDER BY s.id DESC
