-- fragment need_in
n.round = :round AND (NOT :consented OR n.consent)

-- fragment answer_in
a.round = :round AND (NOT :consented OR EXISTS (SELECT 1 FROM response c WHERE c.round = a.round AND c.body = a.body AND c.consent = 'yes'))

-- fragment need_filter
(:grp IS NULL OR EXISTS (SELECT 1 FROM need_group fg WHERE fg.need = n.id AND fg.grp = :grp))
AND (:place IS NULL OR EXISTS (SELECT 1 FROM need_place fp WHERE fp.need = n.id AND fp.place = :place))
AND (:kind IS NULL OR n.kind = :kind)

-- fragment need_fits
n.round = :round AND (:topic IS NULL OR n.topic = :topic) AND @need_filter
AND (:priority = 0 OR n.priority = :priority)
AND (:body_kind IS NULL OR EXISTS (SELECT 1 FROM body fb WHERE fb.id = n.body AND fb.kind = :body_kind))
AND (:consent IS NULL OR (n.consent AND :consent = 'yes') OR (NOT n.consent AND :consent = 'no'))

-- fragment body_fits
(:body_kind IS NULL OR EXISTS (SELECT 1 FROM body fb WHERE fb.id = c.body AND fb.kind = :body_kind))
AND (:consent IS NULL OR (c.consent = 'yes' AND :consent = 'yes') OR (c.consent = 'no' AND :consent = 'no'))
AND ((:topic IS NULL AND :grp IS NULL AND :place IS NULL AND :kind IS NULL AND :priority = 0)
     OR EXISTS (SELECT 1 FROM need n WHERE n.response = c.id AND @need_fits))

-- fragment answer_fits
a.round = :round AND EXISTS (SELECT 1 FROM response c WHERE c.id = a.response AND @body_fits)

-- cons_totals(round int, consented bool) -> one
-- row cons_totals
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
-- row cons_topics
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
-- row cons_topic_groups
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
-- row cons_topic_places
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
-- row cons_topic_bodies
-- Largest gap and people per topic and body: the matrix of who needs what.
-- column needs int
-- column people int
-- column gap int
SELECT n.topic, n.body, count(*) AS needs, CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people, max(n.gap) AS gap
  FROM need n
 WHERE @need_in
 GROUP BY n.topic, n.body
 ORDER BY n.topic, n.body

-- cons_choices(round int, consented bool) -> many
-- row cons_choices
-- How many bodies chose what, per question; within a repeat, how many times.
-- column bodies int
-- column times int
SELECT a.question, a.choice, count(*) FILTER (WHERE a.first_value) AS bodies, count(*) AS times
  FROM answer a
 WHERE @answer_in AND a.choice IS NOT NULL
 GROUP BY a.question, a.choice
 ORDER BY a.question, a.choice

-- cons_answered(round int, consented bool) -> many
-- row cons_answered
-- How many bodies answered each question at all.
-- column bodies int
SELECT a.question, count(*) FILTER (WHERE a.first_answer) AS bodies
  FROM answer a
 WHERE @answer_in
 GROUP BY a.question
 ORDER BY a.question

-- cons_numbers(round int, consented bool) -> many
-- row cons_numbers
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
SELECT b.id, b.code, b.kind, b.name_ar, b.name_ckb, b.name_kmr, b.name_en, r.consent, r.id AS response
  FROM response r JOIN body b ON b.id = r.body
 WHERE r.round = :round AND r.state = 'accepted'
 ORDER BY b.code

-- narrow_totals(round int, topic text, grp text, place text, kind text, priority int, body_kind text, consent text) -> one
-- row cons_totals
-- The same of what fits a filter; accepted and consenting: bodies whose answers fit it.
-- column asked int
-- column accepted int
-- column consenting int
-- column needs int
-- column bodies int
-- column people int
SELECT (SELECT count(*) FROM response r WHERE r.round = :round) AS asked,
       (SELECT count(*) FROM response c WHERE c.round = :round AND c.state = 'accepted' AND @body_fits) AS accepted,
       (SELECT count(*) FROM response c WHERE c.round = :round AND c.state = 'accepted' AND c.consent = 'yes' AND @body_fits) AS consenting,
       count(*) AS needs, count(DISTINCT n.body) AS bodies, CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people
  FROM need n
 WHERE @need_fits

-- narrow_topics(round int, topic text, grp text, place text, kind text, priority int, body_kind text, consent text) -> many
-- row cons_topics
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
 WHERE @need_fits
 GROUP BY n.topic
 ORDER BY n.topic

-- narrow_topic_groups(round int, topic text, grp text, place text, kind text, priority int, body_kind text, consent text) -> many
-- row cons_topic_groups
-- Of a need that fits, the group asked for alone where one is.
-- column needs int
-- column bodies int
-- column people int
SELECT n.topic, x.grp AS other, count(*) AS needs, count(DISTINCT n.body) AS bodies,
       CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people
  FROM need n JOIN need_group x ON x.need = n.id
 WHERE @need_fits AND (:grp IS NULL OR x.grp = :grp)
 GROUP BY n.topic, x.grp
 ORDER BY n.topic, x.grp

-- narrow_topic_places(round int, topic text, grp text, place text, kind text, priority int, body_kind text, consent text) -> many
-- row cons_topic_places
-- column needs int
-- column bodies int
-- column people int
SELECT n.topic, x.place AS other, count(*) AS needs, count(DISTINCT n.body) AS bodies,
       CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people
  FROM need n JOIN need_place x ON x.need = n.id
 WHERE @need_fits AND (:place IS NULL OR x.place = :place)
 GROUP BY n.topic, x.place
 ORDER BY n.topic, x.place

-- narrow_topic_bodies(round int, topic text, grp text, place text, kind text, priority int, body_kind text, consent text) -> many
-- row cons_topic_bodies
-- column needs int
-- column people int
-- column gap int
SELECT n.topic, n.body, count(*) AS needs, CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people, max(n.gap) AS gap
  FROM need n
 WHERE @need_fits
 GROUP BY n.topic, n.body
 ORDER BY n.topic, n.body

-- narrow_needs(round int, topic text, grp text, place text, kind text, priority int, body_kind text, consent text, body int, limit int, offset int) -> many
SELECT n.id, n.response, n.body, n.rep, n.topic, n.topic_text, n.kind, n.priority, n.gap, n.people, n.by_date, n.consent,
       b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM need n JOIN body b ON b.id = n.body
 WHERE @need_fits AND (:body = 0 OR n.body = :body)
 ORDER BY n.topic, b.code, n.rep, n.id
 LIMIT :limit OFFSET :offset

-- narrow_needs_count(round int, topic text, grp text, place text, kind text, priority int, body_kind text, consent text, body int) -> value
-- column n int
SELECT count(*) AS n FROM need n WHERE @need_fits AND (:body = 0 OR n.body = :body)

-- narrow_choices(round int, topic text, grp text, place text, kind text, priority int, body_kind text, consent text) -> many
-- row cons_choices
-- Per question, of the bodies whose answers fit a filter.
-- column bodies int
-- column times int
SELECT a.question, a.choice, count(*) FILTER (WHERE a.first_value) AS bodies, count(*) AS times
  FROM answer a
 WHERE @answer_fits AND a.choice IS NOT NULL
 GROUP BY a.question, a.choice
 ORDER BY a.question, a.choice

-- narrow_answered(round int, topic text, grp text, place text, kind text, priority int, body_kind text, consent text) -> many
-- row cons_answered
-- column bodies int
SELECT a.question, count(*) FILTER (WHERE a.first_answer) AS bodies
  FROM answer a
 WHERE @answer_fits
 GROUP BY a.question
 ORDER BY a.question

-- narrow_numbers(round int, topic text, grp text, place text, kind text, priority int, body_kind text, consent text) -> many
-- row cons_numbers
-- column bodies int
-- column total int
-- column low int
-- column high int
SELECT a.question, count(*) FILTER (WHERE a.first_value) AS bodies, CAST(sum(a.num) AS BIGINT) AS total, min(a.num) AS low, max(a.num) AS high
  FROM answer a
 WHERE @answer_fits AND a.num IS NOT NULL AND a.choice IS NULL
 GROUP BY a.question
 ORDER BY a.question

-- cons_parts(round int) -> many
-- The needs of a round by topic and body, with the parts of the ranking.
-- column needs int
-- column people int
-- column priority_sum int
-- column priority_n int
-- column gap_sum int
-- column gap_n int
SELECT n.topic, n.body, count(*) AS needs, CAST(coalesce(sum(n.people), 0) AS BIGINT) AS people,
       CAST(coalesce(sum(n.priority), 0) AS BIGINT) AS priority_sum, count(n.priority) AS priority_n,
       CAST(coalesce(sum(n.gap), 0) AS BIGINT) AS gap_sum, count(n.gap) AS gap_n
  FROM need n
 WHERE n.round = :round
 GROUP BY n.topic, n.body
 ORDER BY n.topic, n.body

-- cons_earlier(round int, all bool, account int) -> many
-- Rounds opened before this one that the reader coordinates: those of its form first, the latest first.
-- column same bool
SELECT r.id, r.title_ar, r.title_ckb, r.title_kmr, r.title_en, v.form, v.file AS form_file, (v.form = w.form) AS same
  FROM round r
  JOIN form_version v ON v.id = r.form_version
  JOIN round o ON o.id = :round
  JOIN form_version w ON w.id = o.form_version
 WHERE r.state <> 'draft' AND r.opened_at < o.opened_at
   AND (:all OR r.body IN (@coordinator_bodies))
 ORDER BY same DESC, r.opened_at DESC, r.id DESC
 LIMIT 100
