-- bench_source() -> one
-- The demonstration's finished round.
SELECT r.id, r.form_version, r.body FROM round r WHERE r.state = 'closed' ORDER BY r.id LIMIT 1

-- bench_accepted(round int) -> many
SELECT p.id, p.consent FROM response p WHERE p.round = :round AND p.state = 'accepted' ORDER BY p.id

-- bench_bodies(round int) -> many
SELECT p.body FROM response p WHERE p.round = :round ORDER BY p.body

-- plain_topics(round int) -> many
-- Needs by topic with the parts of the ranking, from the answers alone: what one would write by hand.
-- column topic text
-- column needs int
-- column bodies int
-- column people int
-- column priority_sum int
-- column priority_n int
-- column gap_sum int
-- column gap_n int
SELECT t.choice AS topic, count(*) AS needs, count(DISTINCT t.body) AS bodies,
       CAST(coalesce(sum(p.num / 10000), 0) AS BIGINT) AS people,
       CAST(coalesce(sum(CASE y.choice WHEN 'high' THEN 3 WHEN 'medium' THEN 2 WHEN 'low' THEN 1 END), 0) AS BIGINT) AS priority_sum,
       count(y.choice) AS priority_n,
       CAST(coalesce(sum(g.num / 10000), 0) AS BIGINT) AS gap_sum, count(g.num) AS gap_n
  FROM answer t
  LEFT JOIN answer p ON p.response = t.response AND p.rep = t.rep AND p.question = 'n_people'
  LEFT JOIN answer y ON y.response = t.response AND y.rep = t.rep AND y.question = 'n_prio'
  LEFT JOIN form_meaning m ON m.meaning = 'gap' AND m.detail = t.choice
  LEFT JOIN answer g ON g.response = t.response AND g.question = m.question
 WHERE t.round = :round AND t.question = 'n_topic'
 GROUP BY t.choice
 ORDER BY t.choice

-- plain_topic_groups(round int) -> many
-- column topic text
-- column other text
-- column needs int
-- column bodies int
-- column people int
SELECT t.choice AS topic, g.choice AS other, count(*) AS needs, count(DISTINCT t.body) AS bodies,
       CAST(coalesce(sum(p.num / 10000), 0) AS BIGINT) AS people
  FROM answer t
  JOIN answer g ON g.response = t.response AND g.rep = t.rep AND g.question = 'n_group'
  LEFT JOIN answer p ON p.response = t.response AND p.rep = t.rep AND p.question = 'n_people'
 WHERE t.round = :round AND t.question = 'n_topic'
 GROUP BY t.choice, g.choice
 ORDER BY t.choice, g.choice

-- plain_topic_places(round int) -> many
-- column topic text
-- column other text
-- column needs int
-- column bodies int
-- column people int
SELECT t.choice AS topic, g.choice AS other, count(*) AS needs, count(DISTINCT t.body) AS bodies,
       CAST(coalesce(sum(p.num / 10000), 0) AS BIGINT) AS people
  FROM answer t
  JOIN answer g ON g.response = t.response AND g.question = 'scope_gov'
  LEFT JOIN answer p ON p.response = t.response AND p.rep = t.rep AND p.question = 'n_people'
 WHERE t.round = :round AND t.question = 'n_topic'
 GROUP BY t.choice, g.choice
 ORDER BY t.choice, g.choice

-- plain_topic_bodies(round int) -> many
-- column topic text
-- column needs int
-- column people int
-- column gap int
SELECT t.choice AS topic, t.body, count(*) AS needs, CAST(coalesce(sum(p.num / 10000), 0) AS BIGINT) AS people,
       max(g.num / 10000) AS gap
  FROM answer t
  LEFT JOIN answer p ON p.response = t.response AND p.rep = t.rep AND p.question = 'n_people'
  LEFT JOIN form_meaning m ON m.meaning = 'gap' AND m.detail = t.choice
  LEFT JOIN answer g ON g.response = t.response AND g.question = m.question
 WHERE t.round = :round AND t.question = 'n_topic'
 GROUP BY t.choice, t.body
 ORDER BY t.choice, t.body

-- plain_choices(round int) -> many
-- column bodies int
-- column times int
SELECT question, choice, count(DISTINCT body) AS bodies, count(*) AS times
  FROM answer
 WHERE round = :round AND choice IS NOT NULL
 GROUP BY question, choice
 ORDER BY question, choice

-- plain_answered(round int) -> many
-- column bodies int
SELECT question, count(DISTINCT body) AS bodies FROM answer WHERE round = :round GROUP BY question ORDER BY question

-- plain_numbers(round int) -> many
-- column bodies int
-- column total int
-- column low int
-- column high int
SELECT question, count(DISTINCT body) AS bodies, CAST(sum(num) AS BIGINT) AS total, min(num) AS low, max(num) AS high
  FROM answer
 WHERE round = :round AND num IS NOT NULL AND choice IS NULL
 GROUP BY question
 ORDER BY question
