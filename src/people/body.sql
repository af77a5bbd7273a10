-- fragment body_scope
EXISTS (SELECT 1 FROM role_grant g
         WHERE g.account = :account
           AND ((g.body IS NULL AND g.capability = 'administer')
                OR EXISTS (SELECT 1 FROM body_tree t WHERE t.ancestor = g.body AND t.body = x.id)))

-- fragment body_seen
(x.share >= :reach OR @body_scope)

-- fragment body_chosen
@body_seen
   AND x.fold LIKE :q ESCAPE '\'
   AND (CAST(:kind AS TEXT) IS NULL OR x.kind = :kind)
   AND (CAST(:under AS BIGINT) IS NULL
        OR EXISTS (SELECT 1 FROM body_tree u WHERE u.ancestor = :under AND u.body = x.id))
   AND (CAST(:state AS TEXT) IS NULL
        OR (:state = 'current' AND (x.ends IS NULL OR x.ends >= :today))
        OR (:state = 'ended' AND x.ends < :today))

-- body_list(q text, kind text, under int, state text, today text, reach int, account int, limit int, offset int) -> many
-- Bodies the reader may see, with the parent's names.
-- variants sort: name_ar = x.sort_ar ASC, x.id ASC | name_ar_down = x.sort_ar DESC, x.id DESC | name_ckb = x.sort_ckb ASC, x.id ASC | name_ckb_down = x.sort_ckb DESC, x.id DESC | name_en = x.sort_en ASC, x.id ASC | name_en_down = x.sort_en DESC, x.id DESC | code = x.code ASC | code_down = x.code DESC | kind = x.kind ASC, x.sort_en ASC, x.id ASC | kind_down = x.kind DESC, x.sort_en ASC, x.id ASC
SELECT x.id, x.code, x.kind, x.parent, x.iati_type, x.name_ar, x.name_ckb, x.name_kmr, x.name_en,
       x.source, x.unconfirmed, x.note, x.starts, x.ends, x.share,
       p.code AS parent_code, p.name_ar AS parent_ar, p.name_ckb AS parent_ckb,
       p.name_kmr AS parent_kmr, p.name_en AS parent_en, s.code AS successor_code
  FROM body x
  LEFT JOIN body p ON p.id = x.parent
  LEFT JOIN body s ON s.id = x.successor
 WHERE @body_chosen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- body_count(q text, kind text, under int, state text, today text, reach int, account int) -> value
-- How many body_list would give.
-- column n int
SELECT count(*) AS n FROM body x WHERE @body_chosen

-- body_by_id(id int, reach int, account int) -> one
-- One body, if the reader may see it.
SELECT x.id, x.code, x.kind, x.parent, x.iati_type, x.name_ar, x.name_ckb, x.name_kmr, x.name_en,
       x.source, x.unconfirmed, x.note, x.starts, x.ends, x.successor, x.share, x.version,
       x.created_at, s.code AS successor_code, s.name_ar AS successor_ar,
       s.name_ckb AS successor_ckb, s.name_kmr AS successor_kmr, s.name_en AS successor_en
  FROM body x
  LEFT JOIN body s ON s.id = x.successor
 WHERE x.id = :id AND @body_seen

-- body_by_code(code text) -> maybe
-- Any body by its code: for commands, imports and fixtures, which may see all.
SELECT x.id, x.kind, x.name_ar, x.name_ckb, x.name_kmr, x.name_en, x.ends, x.version
  FROM body x
 WHERE x.code = :code

-- body_path(id int) -> many
-- From the top of the tree down to the body itself.
SELECT x.id, x.code, x.name_ar, x.name_ckb, x.name_kmr, x.name_en
  FROM body_tree t
  JOIN body x ON x.id = t.ancestor
 WHERE t.body = :id
 ORDER BY t.depth DESC

-- body_under(id int, reach int, account int) -> many
-- The bodies directly under it that the reader may see.
SELECT x.id, x.code, x.kind, x.name_ar, x.name_ckb, x.name_kmr, x.name_en, x.ends
  FROM body x
 WHERE x.parent = :id AND @body_seen
 ORDER BY x.sort_en, x.id

-- body_names(reach int, account int, today text) -> many
-- Current bodies for a choice, by code.
SELECT x.id, x.code, x.kind, x.name_ar, x.name_ckb, x.name_kmr, x.name_en
  FROM body x
 WHERE @body_seen AND (x.ends IS NULL OR x.ends >= :today)
 ORDER BY x.code

-- body_all() -> many
-- Everything an import compares with.
SELECT x.id, x.code, x.kind, x.parent, p.code AS parent_code, x.iati_type,
       x.name_ar, x.name_ckb, x.name_kmr, x.name_en, x.source, x.unconfirmed, x.note,
       x.starts, x.ends, x.successor, s.code AS successor_code, x.share, x.version
  FROM body x
  LEFT JOIN body p ON p.id = x.parent
  LEFT JOIN body s ON s.id = x.successor
 ORDER BY x.code

-- body_add(id int, code text, kind text, parent int, iati_type text, name_ar text, name_ckb text, name_kmr text, name_en text, sort_ar text, sort_ckb text, sort_en text, fold text, source text, unconfirmed text, note text, starts text, ends text, share int, at text) -> exec
INSERT INTO body (id, code, kind, parent, iati_type, name_ar, name_ckb, name_kmr, name_en,
                  sort_ar, sort_ckb, sort_en, fold, source, unconfirmed, note, starts, ends,
                  share, version, created_at)
VALUES (:id, :code, :kind, :parent, :iati_type, :name_ar, :name_ckb, :name_kmr, :name_en,
        :sort_ar, :sort_ckb, :sort_en, :fold, :source, :unconfirmed, :note, :starts, :ends,
        :share, 1, :at)

-- body_set(id int, version int, code text, kind text, parent int, iati_type text, name_ar text, name_ckb text, name_kmr text, name_en text, sort_ar text, sort_ckb text, sort_en text, fold text, source text, unconfirmed text, note text, starts text, share int) -> exec
-- Changes nothing when the body is no longer at that version.
UPDATE body
   SET code = :code, kind = :kind, parent = :parent, iati_type = :iati_type, name_ar = :name_ar,
       name_ckb = :name_ckb, name_kmr = :name_kmr, name_en = :name_en, sort_ar = :sort_ar,
       sort_ckb = :sort_ckb, sort_en = :sort_en, fold = :fold, source = :source,
       unconfirmed = :unconfirmed, note = :note, starts = :starts, share = :share,
       version = version + 1
 WHERE id = :id AND version = :version

-- body_set_end(id int, ends text, successor int) -> exec
UPDATE body SET ends = :ends, successor = :successor, version = version + 1 WHERE id = :id

-- body_succession(id int) -> many
-- Who follows it, and who follows that, to the end of the line; a circle cannot be stored.
-- column id int
WITH RECURSIVE line (id) AS (
  SELECT b.successor FROM body b WHERE b.id = :id AND b.successor IS NOT NULL
  UNION
  SELECT b.successor FROM body b JOIN line ON line.id = b.id WHERE b.successor IS NOT NULL
)
SELECT line.id AS id FROM line

-- body_link(id int, parent int, ends text, successor int) -> exec
-- The rest of an imported row, once every body of the file is there.
UPDATE body SET parent = :parent, ends = :ends, successor = :successor WHERE id = :id

-- body_succeed(id int, successor int) -> exec
-- The successor of an imported row, once that is there.
UPDATE body SET successor = :successor WHERE id = :id
