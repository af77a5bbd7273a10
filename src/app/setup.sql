-- setup_open() -> one
-- Whether the set-up still asks for attention: it was not ended, and no round was ever made.
-- column ended text
-- column rounds bool
SELECT (SELECT s.value FROM setting s WHERE s.key = 'setup.ended') AS ended,
       EXISTS (SELECT 1 FROM round r) AS rounds

-- setup_facts(today text) -> one
-- What the state of each step follows from.
-- column told bool
-- column skipped text
-- column bodies int
-- column focal int
-- column head int
-- column held int
-- column invited int
-- column forms int
SELECT EXISTS (SELECT 1 FROM setting s WHERE s.key = 'instance.lang') AS told,
       (SELECT s.value FROM setting s WHERE s.key = 'setup.skipped') AS skipped,
       (SELECT count(*) FROM body b WHERE b.ends IS NULL OR b.ends >= :today) AS bodies,
       (SELECT count(*) FROM post p WHERE p.kind = 'focal' AND p.ends IS NULL) AS focal,
       (SELECT count(*) FROM post p WHERE p.kind = 'head' AND p.ends IS NULL) AS head,
       (SELECT count(*) FROM post p JOIN post_holder h ON h.post = p.id AND h.ends IS NULL
         WHERE p.kind = 'focal' AND p.ends IS NULL) AS held,
       (SELECT count(*) FROM post p JOIN post_holder h ON h.post = p.id AND h.ends IS NULL
          JOIN account a ON a.person = h.person
         WHERE p.kind = 'focal' AND p.ends IS NULL
           AND (a.password IS NOT NULL
                OR EXISTS (SELECT 1 FROM account_code c WHERE c.account = a.id AND c.used_at IS NULL))) AS invited,
       (SELECT count(*) FROM form_version v WHERE v.state IN ('ready', 'used')) AS forms

-- setup_bodies(q text, today text, limit int, offset int) -> many
-- Bodies that answer rounds, with their posts of the two kinds; ministries first.
-- column focal int
-- column head int
-- column focal_held bool
-- column head_held bool
SELECT x.id, x.code, x.kind, x.name_ar, x.name_ckb, x.name_kmr, x.name_en,
       (SELECT min(p.id) FROM post p WHERE p.body = x.id AND p.kind = 'focal' AND p.ends IS NULL) AS focal,
       (SELECT min(p.id) FROM post p WHERE p.body = x.id AND p.kind = 'head' AND p.ends IS NULL) AS head,
       EXISTS (SELECT 1 FROM post p JOIN post_holder h ON h.post = p.id AND h.ends IS NULL
                WHERE p.body = x.id AND p.kind = 'focal' AND p.ends IS NULL) AS focal_held,
       EXISTS (SELECT 1 FROM post p JOIN post_holder h ON h.post = p.id AND h.ends IS NULL
                WHERE p.body = x.id AND p.kind = 'head' AND p.ends IS NULL) AS head_held
  FROM body x
 WHERE @setup_body
 ORDER BY CASE x.kind WHEN 'ministry' THEN 1 WHEN 'coordination' THEN 2 ELSE 3 END, x.code
 LIMIT :limit OFFSET :offset

-- setup_body_count(q text, today text) -> value
-- column n int
SELECT count(*) AS n FROM body x WHERE @setup_body

-- fragment setup_body
x.kind IN ('ministry', 'coordination', 'directorate')
   AND (x.ends IS NULL OR x.ends >= :today)
   AND x.fold LIKE :q ESCAPE '\'

-- setup_people(q text, limit int, offset int) -> many
-- Posts that go on, with who holds them and how far the invitation is; those to be invited first.
-- column password bool
-- column code_until text
SELECT p.id, p.kind, x.id AS body, x.code, x.name_ar AS body_ar, x.name_ckb AS body_ckb,
       x.name_kmr AS body_kmr, x.name_en AS body_en, n.id AS person, n.name_ar, n.name_ckb,
       n.name_kmr, n.name_en, a.id AS account, a.email, a.state, a.signed_in_at,
       a.password IS NOT NULL AS password,
       (SELECT max(c.expires_at) FROM account_code c WHERE c.account = a.id AND c.used_at IS NULL) AS code_until
  FROM post p
  JOIN body x ON x.id = p.body
  LEFT JOIN post_holder h ON h.post = p.id AND h.ends IS NULL
  LEFT JOIN person n ON n.id = h.person
  LEFT JOIN account a ON a.person = n.id
 WHERE @setup_post
 ORDER BY CASE WHEN a.id IS NULL THEN 2 WHEN a.password IS NULL THEN 1 ELSE 3 END, x.code, p.kind, p.id
 LIMIT :limit OFFSET :offset

-- setup_people_count(q text) -> value
-- column n int
SELECT count(*) AS n
  FROM post p
  JOIN body x ON x.id = p.body
  LEFT JOIN post_holder h ON h.post = p.id AND h.ends IS NULL
  LEFT JOIN person n ON n.id = h.person
 WHERE @setup_post

-- fragment setup_post
p.ends IS NULL AND (x.fold LIKE :q ESCAPE '\' OR n.fold LIKE :q ESCAPE '\')

-- setup_coordinator(body int) -> maybe
-- A vacant coordinator's post of a body.
SELECT p.id
  FROM post p
 WHERE p.body = :body AND p.kind = 'coordinator' AND p.ends IS NULL
   AND NOT EXISTS (SELECT 1 FROM post_holder h WHERE h.post = p.id AND h.ends IS NULL)
 ORDER BY p.id
 LIMIT 1
