-- own_by_day(account int, day text) -> maybe
SELECT o.id, o.job FROM own_data o WHERE o.account = :account AND o.day = :day

-- own_add(id int, account int, job int, day text, now text, until text) -> exec
INSERT INTO own_data (id, account, job, day, asked_at, expires_on) VALUES (:id, :account, :job, :day, :now, :until)

-- own_by_id(id int) -> one
SELECT o.id, o.account, o.job, o.day, o.asked_at, o.made_at, o.expires_on, o.n FROM own_data o WHERE o.id = :id

-- own_list(account int, today text) -> many
SELECT o.id, o.account, o.job, o.day, o.asked_at, o.made_at, o.expires_on, o.n
  FROM own_data o
 WHERE o.account = :account AND o.expires_on > :today
 ORDER BY o.id DESC

-- own_made(id int, n int, at text) -> exec
UPDATE own_data SET made_at = :at, n = :n WHERE id = :id AND made_at IS NULL

-- own_last_part(own_data int) -> maybe
SELECT p.subject, p.page, p.after, p.more, p.n FROM own_part p WHERE p.own_data = :own_data ORDER BY p.subject DESC, p.page DESC LIMIT 1

-- own_rows_made(own_data int) -> value
-- column n int
SELECT CAST(coalesce(sum(p.n), 0) AS BIGINT) AS n FROM own_part p WHERE p.own_data = :own_data

-- own_part_add(own_data int, subject int, page int, after int, more bool, n int, rows text) -> exec
INSERT INTO own_part (own_data, subject, page, after, more, n, rows) VALUES (:own_data, :subject, :page, :after, :more, :n, :rows)

-- own_parts(own_data int) -> many
SELECT p.subject, p.page, p.n, p.rows FROM own_part p WHERE p.own_data = :own_data ORDER BY p.subject, p.page

-- own_sweep_parts(today text) -> exec
DELETE FROM own_part WHERE own_data IN (SELECT o.id FROM own_data o WHERE o.expires_on <= :today)

-- own_sweep(today text) -> exec
DELETE FROM own_data WHERE expires_on <= :today

-- own_forget_parts(account int) -> exec
DELETE FROM own_part WHERE own_data IN (SELECT o.id FROM own_data o WHERE o.account = :account)

-- own_forget(account int) -> exec
DELETE FROM own_data WHERE account = :account

-- own_person(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT p.id AS id, p.name_ar AS a, p.name_ckb AS b, p.name_en AS c, p.email AS d, p.phone AS e, p.staff_number AS f
  FROM account z JOIN person p ON p.id = z.person
 WHERE z.id = :account AND p.id > :after
 ORDER BY p.id
 LIMIT :limit

-- own_account(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT z.id AS id, z.email AS a, z.lang AS b, z.state AS c, z.created_at AS d, z.signed_in_at AS e, z.password_at AS f
  FROM account z
 WHERE z.id = :account AND z.id > :after
 ORDER BY z.id
 LIMIT :limit

-- own_posts(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT h.id AS id, o.kind AS a, b.code AS b, h.starts AS c, h.ends AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM post_holder h JOIN account z ON z.person = h.person JOIN post o ON o.id = h.post JOIN body b ON b.id = o.body
 WHERE z.id = :account AND h.id > :after
 ORDER BY h.id
 LIMIT :limit

-- own_rights(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT g.id AS id, g.capability AS a, b.code AS b, g.given_at AS c, CAST(NULL AS TEXT) AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM role_grant g LEFT JOIN body b ON b.id = g.body
 WHERE g.account = :account AND g.id > :after
 ORDER BY g.id
 LIMIT :limit

-- own_browsers(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT CAST(1 AS BIGINT) AS id, s.created_at AS a, s.seen_at AS b, s.agent AS c, CAST(NULL AS TEXT) AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM session s
 WHERE s.account = :account AND :after = 0
 ORDER BY s.created_at DESC
 LIMIT :limit

-- own_notices(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT n.id AS id, n.kind AS a, n.title_en AS b, n.date AS c, n.at AS d, e.at AS e, CAST(NULL AS TEXT) AS f
  FROM notice n LEFT JOIN notice_seen e ON e.notice = n.id AND e.account = n.account
 WHERE n.account = :account AND n.id > :after
 ORDER BY n.id
 LIMIT :limit

-- own_mails(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT m.id AS id, m.kind AS a, m.state AS b, m.at AS c, m.tried_at AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM mail m
 WHERE m.account = :account AND m.id > :after
 ORDER BY m.id
 LIMIT :limit

-- own_acts(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT v.id AS id, v.at AS a, v.act AS b, v.kind AS c, CAST(v.record AS TEXT) AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM audit_event v
 WHERE v.account = :account AND v.id > :after
 ORDER BY v.id
 LIMIT :limit

-- own_acts_about(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT v.id AS id, v.at AS a, v.act AS b, v.kind AS c, CAST(NULL AS TEXT) AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM audit_event v
 WHERE v.account <> :account
   AND ((v.kind = 'account' AND v.record = :account)
        OR (v.kind = 'person' AND v.record = (SELECT z.person FROM account z WHERE z.id = :account))) AND v.id > :after
 ORDER BY v.id
 LIMIT :limit

-- own_decisions(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT f.id AS id, f.at AS a, f.kind AS b, CAST(f.record AS TEXT) AS c, f.act AS d, f.reason AS e, CAST(NULL AS TEXT) AS f
  FROM flow_event f
 WHERE f.account = :account AND f.id > :after
 ORDER BY f.id
 LIMIT :limit

-- own_letters(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT l.id AS id, l.number AS a, l.date AS b, l.subject AS c, l.at AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM letter l
 WHERE l.by_account = :account AND l.id > :after
 ORDER BY l.id
 LIMIT :limit

-- own_comments(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT c.id AS id, r.code AS a, c.question AS b, c.text AS c, c.created_at AS d, c.withdrawn_at AS e, CAST(NULL AS TEXT) AS f
  FROM form_comment c JOIN form r ON r.id = c.form
 WHERE c.account = :account AND c.id > :after
 ORDER BY c.id
 LIMIT :limit

-- own_questions(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT i.id AS id, i.path AS a, i.text AS b, i.state AS c, i.at AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM inquiry i
 WHERE i.account = :account AND i.id > :after
 ORDER BY i.id
 LIMIT :limit

-- own_evidence(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT x.id AS id, x.name AS a, x.file AS b, x.at AS c, x.removed_at AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM evidence x
 WHERE x.by_account = :account AND x.id > :after
 ORDER BY x.id
 LIMIT :limit

-- own_more_time(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT d.id AS id, d.due_on AS a, d.reason AS b, d.state AS c, d.at AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM extension d
 WHERE d.by_account = :account AND d.id > :after
 ORDER BY d.id
 LIMIT :limit

-- own_views(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT w.id AS id, w.name AS a, w.query AS b, w.created_at AS c, CAST(NULL AS TEXT) AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM saved_view w
 WHERE w.account = :account AND w.id > :after
 ORDER BY w.id
 LIMIT :limit

-- own_jobs(account int, after int, limit int) -> many
-- row own_row
-- column id int
-- column a text
-- column b text
-- column c text
-- column d text
-- column e text
-- column f text
SELECT j.id AS id, j.kind AS a, j.state AS b, j.created_at AS c, CAST(NULL AS TEXT) AS d, CAST(NULL AS TEXT) AS e, CAST(NULL AS TEXT) AS f
  FROM job j
 WHERE j.owner = :account AND j.id > :after
 ORDER BY j.id
 LIMIT :limit
