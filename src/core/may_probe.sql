-- may_probe(share int, body int, reach int, account int) -> value
-- For the tests: whether the fragment shows a record of that step and body.
-- column n int
SELECT count(*) AS n
  FROM (SELECT CAST(:share AS BIGINT) AS share, CAST(:body AS BIGINT) AS body) x
 WHERE @seen
