-- fragment need_in
n.round = :round AND (NOT :consented OR n.consent)

-- fragment answer_in
a.round = :round AND (NOT :consented OR EXISTS (SELECT 1 FROM response c WHERE c.round = a.round AND c.body = a.body AND c.consent = 'yes'))

-- fragment need_filter
(:grp IS NULL OR EXISTS (SELECT 1 FROM need_group fg WHERE fg.need = n.id AND fg.grp = :grp))
AND (:place IS NULL OR EXISTS (SELECT 1 FROM need_place fp WHERE fp.need = n.id AND fp.place = :place))
AND (:kind IS NULL OR n.kind = :kind)

-- cons_totals(round int, consented bool) -> one
-- How many bodies were asked, answered and agreed to sharing; how many needs they named, for how many people.
-- column asked int
-- column accepted int
-- column consenting int
-- column needs int
-- column bodies int
-- column people int
SELECT (SELECT count(*) FROM response r WHERE r.round = :round) AS asked,
       (SELECT count(*) FROM response r WHERE r.round = :round AND r.state = 'accepted') AS accepted,
       (SELECT count(*) FROM response r WHERE r.round = :round AND r.state = 'accepted' AND r.consent = 'yes') AS consenting,
       count(*) AS needs, count(DISTINCT n.body) AS bodies, CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people
  FROM need n
 WHERE @need_in

-- cons_topics(round int, consented bool, grp text, place text, kind text) -> many
-- Needs by topic with the parts of the ranking: sums and how many gave each.
-- column needs int
-- column bodies int
-- column people int
-- column priority_sum int
-- column priority_n int
-- column gap_sum int
-- column gap_n int
SELECT n.topic, count(*) AS needs, count(DISTINCT n.body) AS bodies,
       CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people,
       CAST(coalesce(sum(n.priority), 0) AS BIGINT) AS priority_sum, count(n.priority) AS priority_n,
       CAST(coalesce(sum(n.gap), 0) AS BIGINT) AS gap_sum, count(n.gap) AS gap_n
  FROM need n
 WHERE @need_in AND @need_filter
 GROUP BY n.topic
 ORDER BY n.topic

-- cons_topic_groups(round int, consented bool, place text) -> many
-- Needs by topic and target group. A need for two groups counts in both.
-- column needs int
-- column bodies int
-- column people int
SELECT n.topic, n.grp AS other, count(*) AS needs, count(DISTINCT n.body) AS bodies,
       CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people
  FROM need_group n
 WHERE @need_in
   AND (:place IS NULL OR EXISTS (SELECT 1 FROM need_place fp WHERE fp.need = n.need AND fp.place = :place))
 GROUP BY n.topic, n.grp
 ORDER BY n.topic, n.grp

-- cons_topic_places(round int, consented bool, grp text) -> many
-- Needs by topic and governorate. A need of a body that answers for two governorates counts in both.
-- column needs int
-- column bodies int
-- column people int
SELECT n.topic, n.place AS other, count(*) AS needs, count(DISTINCT n.body) AS bodies,
       CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people
  FROM need_place n
 WHERE @need_in
   AND (:grp IS NULL OR EXISTS (SELECT 1 FROM need_group fg WHERE fg.need = n.need AND fg.grp = :grp))
 GROUP BY n.topic, n.place
 ORDER BY n.topic, n.place

-- cons_cells(round int, consented bool, topic text) -> many
-- One topic by target group and governorate, with the parts of the ranking.
-- column needs int
-- column bodies int
-- column people int
-- column priority_sum int
-- column priority_n int
-- column gap_sum int
-- column gap_n int
SELECT g.grp, p.place, count(*) AS needs, count(DISTINCT n.body) AS bodies,
       CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people,
       CAST(coalesce(sum(n.priority), 0) AS BIGINT) AS priority_sum, count(n.priority) AS priority_n,
       CAST(coalesce(sum(n.gap), 0) AS BIGINT) AS gap_sum, count(n.gap) AS gap_n
  FROM need n JOIN need_group g ON g.need = n.id JOIN need_place p ON p.need = n.id
 WHERE @need_in AND n.topic = :topic
 GROUP BY g.grp, p.place
 ORDER BY g.grp, p.place

-- cons_topic_bodies(round int, consented bool) -> many
-- Largest gap and people per topic and body: the matrix of who needs what.
-- column needs int
-- column people int
-- column gap int
SELECT n.topic, n.body, count(*) AS needs, CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people, max(n.gap) AS gap
  FROM need n
 WHERE @need_in
 GROUP BY n.topic, n.body
 ORDER BY n.topic, n.body

-- cons_needs(round int, topic text, body int, grp text, place text, kind text, limit int, offset int) -> many
-- The needs behind a figure, with the body that named each: for those who may see the answers.
SELECT n.id, n.response, n.body, n.rep, n.topic, n.topic_text, n.kind, n.priority, n.gap, n.people, n.by_date, n.consent,
       b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM need n JOIN body b ON b.id = n.body
 WHERE n.round = :round AND (:topic IS NULL OR n.topic = :topic) AND (:body = 0 OR n.body = :body) AND @need_filter
 ORDER BY n.topic, b.code, n.rep, n.id
 LIMIT :limit OFFSET :offset

-- cons_needs_count(round int, topic text, body int, grp text, place text, kind text) -> value
-- column n int
SELECT count(*) AS n
  FROM need n
 WHERE n.round = :round AND (:topic IS NULL OR n.topic = :topic) AND (:body = 0 OR n.body = :body) AND @need_filter

-- cons_choices(round int, consented bool) -> many
-- How many bodies chose what, per question; within a repeat, how many times.
-- column bodies int
-- column times int
SELECT a.question, a.choice, count(*) FILTER (WHERE a.first_value) AS bodies, count(*) AS times
  FROM answer a
 WHERE @answer_in AND a.choice IS NOT NULL
 GROUP BY a.question, a.choice
 ORDER BY a.question, a.choice

-- cons_answered(round int, consented bool) -> many
-- How many bodies answered each question at all.
-- column bodies int
SELECT a.question, count(*) FILTER (WHERE a.first_answer) AS bodies
  FROM answer a
 WHERE @answer_in
 GROUP BY a.question
 ORDER BY a.question

-- cons_numbers(round int, consented bool) -> many
-- Sums of number questions, × 10000 as stored.
-- column bodies int
-- column total int
-- column low int
-- column high int
SELECT a.question, count(*) FILTER (WHERE a.first_value) AS bodies, CAST(sum(a.num) AS BIGINT) AS total, min(a.num) AS low, max(a.num) AS high
  FROM answer a
 WHERE @answer_in AND a.num IS NOT NULL AND a.choice IS NULL
 GROUP BY a.question
 ORDER BY a.question

-- cons_question(round int, question text) -> many
-- Every body's answer to one question.
SELECT a.response, a.body, a.rep, a.choice, a.num, a.text, b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM answer a JOIN body b ON b.id = a.body
 WHERE a.round = :round AND a.question = :question
 ORDER BY b.code, a.rep, a.id

-- cons_bodies(round int) -> many
-- The bodies whose responses are accepted.
SELECT b.id, b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en, r.consent, r.id AS response
  FROM response r JOIN body b ON b.id = r.body
 WHERE r.round = :round AND r.state = 'accepted'
 ORDER BY b.code
