-- audit_insert(id int, now text, act text, kind text, record int, body int, account int, leaf_text text, private_text text) -> exec
INSERT INTO audit_event (id, at, act, kind, record, body, account, leaf_text, private_text)
VALUES (:id, :now, :act, :kind, :record, :body, :account, :leaf_text, :private_text)

-- audit_size() -> value
-- How many rows are in the tree.
-- column n int
SELECT coalesce(max(seq), -1) + 1 AS n FROM audit_event

-- audit_unnumbered(limit int) -> many
SELECT id, leaf_text FROM audit_event WHERE seq IS NULL ORDER BY id LIMIT :limit

-- audit_number(id int, seq int, leaf_hash bytes) -> exec
UPDATE audit_event SET seq = :seq, leaf_hash = :leaf_hash WHERE id = :id AND seq IS NULL

-- audit_leaf_at(seq int) -> value
SELECT leaf_hash FROM audit_event WHERE seq = :seq

-- audit_node_insert(level int, place int, hash bytes) -> exec
INSERT INTO audit_node (level, place, hash) VALUES (:level, :place, :hash)

-- audit_node_at(level int, place int) -> value
SELECT hash FROM audit_node WHERE level = :level AND place = :place

-- audit_node_range(level int, first int, past int) -> many
SELECT place, hash FROM audit_node
 WHERE level = :level AND place >= :first AND place < :past
 ORDER BY place

-- audit_node_count() -> value
-- column n int
SELECT count(*) AS n FROM audit_node

-- audit_rows(seq int, limit int) -> many
-- Numbered rows in order, from one on.
SELECT id, seq, at, act, kind, record, body, account, leaf_text, private_text, leaf_hash
  FROM audit_event WHERE seq >= :seq ORDER BY seq LIMIT :limit

-- audit_forget(kind text, record int) -> exec
UPDATE audit_event SET private_text = NULL
 WHERE kind = :kind AND record = :record AND private_text IS NOT NULL

-- audit_checkpoint_insert(size int, origin text, root text, now text, key text, signature text) -> exec
INSERT INTO audit_checkpoint (size, origin, root, at, key, signature)
VALUES (:size, :origin, :root, :now, :key, :signature)

-- audit_checkpoint_at(size int) -> maybe
-- row audit_checkpoint_row
SELECT size, origin, root, at, key, signature FROM audit_checkpoint WHERE size = :size

-- audit_checkpoint_last() -> maybe
-- row audit_checkpoint_row
SELECT size, origin, root, at, key, signature FROM audit_checkpoint ORDER BY size DESC LIMIT 1

-- audit_checkpoints() -> many
-- row audit_checkpoint_row
SELECT size, origin, root, at, key, signature FROM audit_checkpoint ORDER BY size

-- audit_of_record(kind text, record int, limit int) -> many
-- What was done to a record, newest first.
-- row audit_row
SELECT id, seq, at, act, kind, record, body, account, leaf_text, private_text
  FROM audit_event WHERE kind = :kind AND record = :record
 ORDER BY at DESC, id DESC LIMIT :limit

-- audit_of_reader(account int, before int, limit int) -> many
-- What concerns a reader, newest first, from before an id: the own acts, and the acts at bodies where
-- (or above which) the reader holds a grant to approve, coordinate or administer.
-- row audit_row
SELECT e.id, e.seq, e.at, e.act, e.kind, e.record, e.body, e.account, e.leaf_text, e.private_text
  FROM audit_event e
 WHERE e.id < :before
   AND (e.account = :account OR EXISTS (
     SELECT 1 FROM role_grant g JOIN body_tree t ON t.ancestor = g.body
      WHERE g.account = :account AND t.body = e.body
        AND g.capability IN ('approve', 'coordinate', 'administer')))
 ORDER BY e.id DESC LIMIT :limit
