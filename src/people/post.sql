-- fragment holder_seen
(:reach <= 1
 OR EXISTS (SELECT 1 FROM account me JOIN person mp ON mp.id = me.person JOIN body_tree t ON t.ancestor = mp.body
             WHERE me.id = :account AND t.body = n.body)
 OR EXISTS (SELECT 1 FROM role_grant g
             WHERE g.account = :account AND g.capability = 'administer'
               AND (g.body IS NULL
                    OR EXISTS (SELECT 1 FROM body_tree t WHERE t.ancestor = g.body AND t.body = n.body))))

-- post_list(q text, kind text, under int, state text, today text, reach int, account int, limit int, offset int) -> many
-- Posts at bodies the reader may see, with who holds them now (named: NULL where the reader may not see the
-- person, as in person.sql); state: held, vacant, ended.
-- variants sort: body = x.code ASC, p.kind ASC, p.id ASC | body_down = x.code DESC, p.kind ASC, p.id ASC | kind = p.kind ASC, x.code ASC, p.id ASC | kind_down = p.kind DESC, x.code ASC, p.id ASC | since = h.starts ASC NULLS FIRST, p.id ASC | since_down = h.starts DESC NULLS LAST, p.id DESC
SELECT p.id, p.body, p.kind, p.title_ar, p.title_ckb, p.title_kmr, p.title_en, p.starts, p.ends,
       x.code AS body_code, x.name_ar AS body_ar, x.name_ckb AS body_ckb, x.name_kmr AS body_kmr,
       x.name_en AS body_en, h.starts AS held_since, h.person, n.id AS named, n.name_ar AS person_ar,
       n.name_ckb AS person_ckb, n.name_kmr AS person_kmr, n.name_en AS person_en
  FROM post p
  JOIN body x ON x.id = p.body
  LEFT JOIN post_holder h ON h.post = p.id AND h.ends IS NULL
  LEFT JOIN person n ON n.id = h.person AND @holder_seen
 WHERE @post_chosen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- post_count(q text, kind text, under int, state text, today text, reach int, account int) -> value
-- column n int
SELECT count(*) AS n
  FROM post p
  JOIN body x ON x.id = p.body
  LEFT JOIN post_holder h ON h.post = p.id AND h.ends IS NULL
  LEFT JOIN person n ON n.id = h.person AND @holder_seen
 WHERE @post_chosen

-- fragment post_chosen
@body_seen
   AND (x.fold LIKE :q ESCAPE '\' OR n.fold LIKE :q ESCAPE '\')
   AND (CAST(:kind AS TEXT) IS NULL OR p.kind = :kind)
   AND (CAST(:under AS BIGINT) IS NULL
        OR EXISTS (SELECT 1 FROM body_tree u WHERE u.ancestor = :under AND u.body = p.body))
   AND (CAST(:state AS TEXT) IS NULL
        OR (:state = 'held' AND h.id IS NOT NULL)
        OR (:state = 'vacant' AND h.id IS NULL AND (p.ends IS NULL OR p.ends >= :today))
        OR (:state = 'ended' AND p.ends < :today))

-- post_by_id(id int, reach int, account int) -> one
-- One post, if the reader may see its body, with who holds it now.
SELECT p.id, p.body, p.kind, p.title_ar, p.title_ckb, p.title_kmr, p.title_en, p.starts, p.ends,
       p.version, x.code AS body_code, x.name_ar AS body_ar, x.name_ckb AS body_ckb,
       x.name_kmr AS body_kmr, x.name_en AS body_en, h.id AS holding, h.starts AS held_since,
       h.person, n.id AS named, n.name_ar AS person_ar, n.name_ckb AS person_ckb,
       n.name_kmr AS person_kmr, n.name_en AS person_en
  FROM post p
  JOIN body x ON x.id = p.body
  LEFT JOIN post_holder h ON h.post = p.id AND h.ends IS NULL
  LEFT JOIN person n ON n.id = h.person AND @holder_seen
 WHERE p.id = :id AND @body_seen

-- post_history(post int, reach int, account int) -> many
-- Everybody who held a post, latest first; without names the reader may not see.
SELECT h.id, h.starts, h.ends, n.id AS named, n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM post_holder h
  LEFT JOIN person n ON n.id = h.person AND @holder_seen
 WHERE h.post = :post
 ORDER BY h.starts DESC, h.id DESC

-- post_of_body(body int, today text, reach int, account int) -> many
-- The posts of a body that have not ended, with who holds them (named as in post_list).
SELECT p.id, p.kind, p.title_ar, p.title_ckb, p.title_kmr, p.title_en, h.starts AS held_since,
       h.person, n.id AS named, n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM post p
  LEFT JOIN post_holder h ON h.post = p.id AND h.ends IS NULL
  LEFT JOIN person n ON n.id = h.person AND @holder_seen
 WHERE p.body = :body AND (p.ends IS NULL OR p.ends >= :today)
 ORDER BY p.kind, p.id

-- post_held(person int) -> many
-- What a person holds now.
SELECT h.post, h.starts, p.kind, p.body, x.code AS body_code, x.name_ar AS body_ar,
       x.name_ckb AS body_ckb, x.name_kmr AS body_kmr, x.name_en AS body_en,
       p.title_ar, p.title_ckb, p.title_kmr, p.title_en
  FROM post_holder h
  JOIN post p ON p.id = h.post
  JOIN body x ON x.id = p.body
 WHERE h.person = :person AND h.ends IS NULL
 ORDER BY h.starts, h.id

-- post_add(id int, body int, kind text, title_ar text, title_ckb text, title_kmr text, title_en text, starts text, at text) -> exec
INSERT INTO post (id, body, kind, title_ar, title_ckb, title_kmr, title_en, starts, version, created_at)
VALUES (:id, :body, :kind, :title_ar, :title_ckb, :title_kmr, :title_en, :starts, 1, :at)

-- post_set_end(id int, ends text) -> exec
UPDATE post SET ends = :ends, version = version + 1 WHERE id = :id

-- holder_add(id int, post int, person int, starts text) -> exec
INSERT INTO post_holder (id, post, person, starts) VALUES (:id, :post, :person, :starts)

-- holder_end(id int, ends text) -> exec
UPDATE post_holder SET ends = :ends WHERE id = :id AND ends IS NULL

-- post_of_kind(body int, kind text, today text) -> many
-- The posts of a kind at a body that go on, vacant ones first: for imports, which judge rights themselves.
SELECT p.id, p.starts, h.person, n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM post p
  LEFT JOIN post_holder h ON h.post = p.id AND h.ends IS NULL
  LEFT JOIN person n ON n.id = h.person
 WHERE p.body = :body AND p.kind = :kind AND p.ends IS NULL AND p.starts <= :today
 ORDER BY h.person NULLS FIRST, p.id

-- post_vacant(account int, system bool) -> many
-- Posts nobody holds, at bodies the reader administers, as rows of a file to fill in.
SELECT x.id, x.kind, b.id AS body, b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM post x
  JOIN body b ON b.id = x.body
 WHERE x.ends IS NULL
   AND NOT EXISTS (SELECT 1 FROM post_holder h WHERE h.post = x.id AND h.ends IS NULL)
   AND (:system OR @person_administered)
 ORDER BY b.code, x.kind, x.id
