-- deputy_insert(id int, post int, holder int, person int, starts text, ends text, letter int, account int, now text) -> exec
INSERT INTO deputy (id, post, holder, person, starts, ends, letter, by_account, created_at)
VALUES (:id, :post, :holder, :person, :starts, :ends, :letter, :account, :now)

-- deputy_set_end(id int, now text, reason text) -> exec
UPDATE deputy SET ended_at = :now, reason = :reason WHERE id = :id AND ended_at IS NULL

-- deputy_overlap(post int, starts text, ends text) -> maybe
-- One that deputises at a post on one of these days.
SELECT d.id, d.starts, d.ends, x.name_ar, x.name_ckb, x.name_kmr, x.name_en
  FROM deputy d JOIN person x ON x.id = d.person
 WHERE d.post = :post AND d.ended_at IS NULL AND d.starts <= :ends AND d.ends >= :starts
 ORDER BY d.starts LIMIT 1

-- deputy_near(body int, other int) -> value
-- Whether one body is the other, or above or below it.
-- column n int
SELECT count(*) AS n FROM body_tree t
 WHERE (t.ancestor = :body AND t.body = :other) OR (t.ancestor = :other AND t.body = :body)

-- deputy_by_id(id int) -> one
-- Any one, for the rules.
SELECT d.id, d.post, d.holder, d.person, d.starts, d.ends, d.ended_at, p.kind, p.body
  FROM deputy d JOIN post p ON p.id = d.post
 WHERE d.id = :id

-- deputy_open_of_post(post int, day text) -> many
-- row deputy_open
SELECT d.id FROM deputy d WHERE d.post = :post AND d.ended_at IS NULL AND d.ends >= :day ORDER BY d.id

-- deputy_open_of_person(person int, day text) -> many
-- row deputy_open
SELECT d.id FROM deputy d WHERE d.person = :person AND d.ended_at IS NULL AND d.ends >= :day ORDER BY d.id

-- deputy_day_get() -> maybe
SELECT d.day FROM deputy_day d WHERE d.id = 1

-- deputy_day_set(day text) -> exec
INSERT INTO deputy_day (id, day) VALUES (1, :day)
ON CONFLICT (id) DO UPDATE SET day = excluded.day

-- deputy_to_give(day text) -> many
-- Those of a day that have no rights yet.
SELECT d.id, d.post, p.kind, p.body, a.id AS account
  FROM deputy d
  JOIN post p ON p.id = d.post
  JOIN account a ON a.person = d.person
 WHERE d.starts <= :day AND d.ends >= :day AND d.ended_at IS NULL
   AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.deputy = d.id)
 ORDER BY d.id

-- deputy_to_take(day text) -> many
-- Those that have rights on a day that is not theirs.
SELECT DISTINCT d.id, g.account
  FROM role_grant g
  JOIN deputy d ON d.id = g.deputy
 WHERE d.starts > :day OR d.ends < :day OR d.ended_at IS NOT NULL
 ORDER BY d.id

-- fragment deputy_seen
(x.share >= :reach OR d.person = :person OR d.holder = :person
 OR EXISTS (SELECT 1 FROM role_grant g
             WHERE g.account = :account AND g.capability = 'administer' AND g.body IS NULL)
 OR EXISTS (SELECT 1 FROM role_grant g JOIN body_tree t ON t.ancestor = g.body
             WHERE g.account = :account AND t.body = p.body))

-- fragment deputy_names_seen
(:reach <= 1 OR d.person = :person OR d.holder = :person
 OR EXISTS (SELECT 1 FROM role_grant g
             WHERE g.account = :account AND g.capability = 'administer' AND g.body IS NULL)
 OR EXISTS (SELECT 1 FROM role_grant g JOIN body_tree t ON t.ancestor = g.body
             WHERE g.account = :account AND t.body = p.body))

-- fragment deputy_chosen
@deputy_seen AND @deputy_names_seen
   AND (x.fold LIKE :q ESCAPE '\' OR n.fold LIKE :q ESCAPE '\' OR h.fold LIKE :q ESCAPE '\')
   AND (CAST(:kind AS TEXT) IS NULL OR p.kind = :kind)
   AND (CAST(:under AS BIGINT) IS NULL
        OR EXISTS (SELECT 1 FROM body_tree u WHERE u.ancestor = :under AND u.body = p.body))
   AND (CAST(:state AS TEXT) IS NULL
        OR (:state = 'planned' AND d.ended_at IS NULL AND d.starts > :today)
        OR (:state = 'now' AND d.ended_at IS NULL AND d.starts <= :today AND d.ends >= :today)
        OR (:state = 'over' AND (d.ended_at IS NOT NULL OR d.ends < :today)))

-- deputy_list(q text, kind text, under int, state text, today text, reach int, person int, account int, limit int, offset int) -> many
-- Who deputises whom; partners only see those of their own bodies, and their own.
-- variants sort: starts_down = d.starts DESC, d.id DESC | starts = d.starts ASC, d.id ASC | ends = d.ends ASC, d.id ASC | ends_down = d.ends DESC, d.id DESC | body = x.code ASC, d.id ASC | body_down = x.code DESC, d.id DESC
-- row deputy_row
SELECT d.id, d.post, d.holder, d.person, d.starts, d.ends, d.ended_at, d.reason, p.kind, p.body,
       x.code AS body_code, x.name_ar AS body_ar, x.name_ckb AS body_ckb, x.name_kmr AS body_kmr, x.name_en AS body_en,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en,
       h.name_ar AS holder_ar, h.name_ckb AS holder_ckb, h.name_kmr AS holder_kmr, h.name_en AS holder_en,
       l.number AS letter_number, l.date AS letter_date
  FROM deputy d
  JOIN post p ON p.id = d.post
  JOIN body x ON x.id = p.body
  JOIN person n ON n.id = d.person
  JOIN person h ON h.id = d.holder
  LEFT JOIN letter l ON l.id = d.letter
 WHERE @deputy_chosen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- deputy_count(q text, kind text, under int, state text, today text, reach int, person int, account int) -> value
-- column n int
SELECT count(*) AS n
  FROM deputy d
  JOIN post p ON p.id = d.post
  JOIN body x ON x.id = p.body
  JOIN person n ON n.id = d.person
  JOIN person h ON h.id = d.holder
 WHERE @deputy_chosen

-- deputy_of_post(post int, reach int, person int, account int) -> many
-- Those of one post, the latest first.
-- row deputy_row
SELECT d.id, d.post, d.holder, d.person, d.starts, d.ends, d.ended_at, d.reason, p.kind, p.body,
       x.code AS body_code, x.name_ar AS body_ar, x.name_ckb AS body_ckb, x.name_kmr AS body_kmr, x.name_en AS body_en,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en,
       h.name_ar AS holder_ar, h.name_ckb AS holder_ckb, h.name_kmr AS holder_kmr, h.name_en AS holder_en,
       l.number AS letter_number, l.date AS letter_date
  FROM deputy d
  JOIN post p ON p.id = d.post
  JOIN body x ON x.id = p.body
  JOIN person n ON n.id = d.person
  JOIN person h ON h.id = d.holder
  LEFT JOIN letter l ON l.id = d.letter
 WHERE d.post = :post AND @deputy_names_seen
 ORDER BY d.starts DESC, d.id DESC
 LIMIT 50

-- deputy_of_person(person int, today text) -> many
-- Whom a person deputises, and who deputises for this person, now.
-- row deputy_row
SELECT d.id, d.post, d.holder, d.person, d.starts, d.ends, d.ended_at, d.reason, p.kind, p.body,
       x.code AS body_code, x.name_ar AS body_ar, x.name_ckb AS body_ckb, x.name_kmr AS body_kmr, x.name_en AS body_en,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en,
       h.name_ar AS holder_ar, h.name_ckb AS holder_ckb, h.name_kmr AS holder_kmr, h.name_en AS holder_en,
       l.number AS letter_number, l.date AS letter_date
  FROM deputy d
  JOIN post p ON p.id = d.post
  JOIN body x ON x.id = p.body
  JOIN person n ON n.id = d.person
  JOIN person h ON h.id = d.holder
  LEFT JOIN letter l ON l.id = d.letter
 WHERE (d.person = :person OR d.holder = :person) AND d.ended_at IS NULL AND d.starts <= :today AND d.ends >= :today
 ORDER BY d.starts, d.id

-- deputy_choices(body int, holder int, today text) -> many
-- Who can deputise at a body: current persons of it, above or below it, with an active account.
SELECT n.id, n.name_ar, n.name_ckb, n.name_kmr, n.name_en, b.code AS body_code
  FROM person n
  JOIN body b ON b.id = n.body
  JOIN account a ON a.person = n.id AND a.state = 'active'
 WHERE n.id <> coalesce(:holder, 0) AND (n.ended_on IS NULL OR n.ended_on >= :today)
   AND EXISTS (SELECT 1 FROM body_tree t
                WHERE (t.ancestor = :body AND t.body = n.body) OR (t.ancestor = n.body AND t.body = :body))
 ORDER BY b.code, n.sort_en, n.id
 LIMIT 500
