-- may_probe(share int, body int, reach int, account int) -> value
-- For the tests: whether the fragment shows a record of that step and body.
-- column n int
SELECT count(*) AS n
  FROM (SELECT CAST(:share AS BIGINT) AS share, CAST(:body AS BIGINT) AS body) x
 WHERE @seen

-- probe_body(id int) -> exec
-- For the tests of core, which know no people: a body, a person with an account there, a post.
INSERT INTO body (id, code, kind, sort_ar, sort_ckb, sort_en, fold, share, version, created_at)
VALUES (:id, 'B' || CAST(:id AS TEXT), 'ministry', '', '', '', '', 0, 1, '')

-- probe_person(id int, body int) -> exec
INSERT INTO person (id, body, sort_ar, sort_ckb, sort_en, fold, version, created_at)
VALUES (:id, :body, '', '', '', '', 1, '')

-- probe_account(id int) -> exec
INSERT INTO account (id, person, email, email_key, must_change, state, version, created_at)
SELECT p.id, p.id, CAST(p.id AS TEXT), CAST(p.id AS TEXT), FALSE, 'active', 1, ''
  FROM person p WHERE p.id = :id

-- probe_post(id int, body int) -> exec
INSERT INTO post (id, body, kind, starts, version, created_at)
VALUES (:id, :body, 'focal', '', 1, '')
