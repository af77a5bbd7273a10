-- file_insert(sha256 text, size int, type text, now text) -> exec
INSERT INTO file (sha256, size, type, at) VALUES (:sha256, :size, :type, :now)
ON CONFLICT (sha256) DO NOTHING

-- file_by_sha(sha256 text) -> one
SELECT sha256, size, type, at FROM file WHERE sha256 = :sha256

-- file_after(sha256 text, limit int) -> many
-- All files in the order of their hashes, some at a time, from after one.
SELECT sha256, size FROM file WHERE sha256 > :sha256 ORDER BY sha256 LIMIT :limit

-- file_chunk_insert(sha256 text, part int, data bytes) -> exec
INSERT INTO file_chunk (sha256, part, data) VALUES (:sha256, :part, :data)
ON CONFLICT (sha256, part) DO UPDATE SET data = excluded.data

-- file_chunk_at(sha256 text, part int) -> one
SELECT data FROM file_chunk WHERE sha256 = :sha256 AND part = :part

-- attachment_insert(id int, kind text, record int, file text, name text, account int, now text) -> exec
INSERT INTO attachment (id, kind, record, file, name, by_account, at)
VALUES (:id, :kind, :record, :file, :name, :account, :now)

-- attachment_find(kind text, record int, file text, name text) -> maybe
SELECT id FROM attachment
 WHERE kind = :kind AND record = :record AND file = :file AND name = :name AND removed_at IS NULL
 ORDER BY id LIMIT 1

-- attachment_remove(id int, now text) -> exec
UPDATE attachment SET removed_at = :now WHERE id = :id AND removed_at IS NULL

-- attachment_by_id(id int) -> one
SELECT a.id, a.kind, a.record, a.file, a.name, a.by_account, a.at, a.removed_at, f.size, f.type
  FROM attachment a JOIN file f ON f.sha256 = a.file
 WHERE a.id = :id

-- attachment_list(kind text, record int) -> many
-- What is attached to a record now, oldest first.
SELECT a.id, a.file, a.name, a.by_account, a.at, f.size, f.type
  FROM attachment a JOIN file f ON f.sha256 = a.file
 WHERE a.kind = :kind AND a.record = :record AND a.removed_at IS NULL
 ORDER BY a.at, a.id

-- attachment_history(kind text, record int) -> many
-- The same with what was taken away.
SELECT a.id, a.file, a.name, a.by_account, a.at, a.removed_at, f.size, f.type
  FROM attachment a JOIN file f ON f.sha256 = a.file
 WHERE a.kind = :kind AND a.record = :record
 ORDER BY a.at, a.id

-- file_chunk_delete(sha256 text) -> exec
DELETE FROM file_chunk WHERE sha256 = :sha256

-- file_delete(sha256 text) -> exec
-- ERR_CONFLICT while a record refers to it.
DELETE FROM file WHERE sha256 = :sha256

-- file_going_insert(sha256 text, now text) -> exec
INSERT INTO file_going (sha256, at) VALUES (:sha256, :now) ON CONFLICT (sha256) DO NOTHING

-- file_going_list(limit int) -> many
-- column saved_again bool
SELECT g.sha256, EXISTS (SELECT 1 FROM file f WHERE f.sha256 = g.sha256) AS saved_again
  FROM file_going g ORDER BY g.sha256 LIMIT :limit

-- file_going_delete(sha256 text) -> exec
DELETE FROM file_going WHERE sha256 = :sha256
