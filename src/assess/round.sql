-- fragment reader_bodies
SELECT t.body FROM role_grant g JOIN body_tree t ON t.ancestor = g.body
 WHERE g.account = :account AND g.capability IN ('read', 'enter', 'approve')

-- fragment coordinator_bodies
SELECT t.body FROM role_grant g JOIN body_tree t ON t.ancestor = g.body
 WHERE g.account = :account AND g.capability = 'coordinate'

-- fragment round_visible
(r.body IN (@coordinator_bodies)
 OR (r.state <> 'draft'
     AND EXISTS (SELECT 1 FROM response p WHERE p.round = r.id AND p.body IN (@reader_bodies))))

-- fragment round_chosen
r.fold LIKE :q ESCAPE '\'
   AND (CAST(:state AS TEXT) IS NULL OR r.state = :state)
   AND (CAST(:late_on AS TEXT) IS NULL
        OR (r.state = 'open' AND r.due_on < :late_on
            AND EXISTS (SELECT 1 FROM response p
                         WHERE p.round = r.id AND p.state NOT IN ('approved', 'accepted'))))

-- fragment round_columns
r.id, r.title_ar, r.title_ckb, r.title_kmr, r.title_en, r.state, r.due_on, r.form_version,
       r.asked, r.done, r.waiting,
       o.id AS own, o.state AS own_state, o.answered AS own_answered, o.asked AS own_asked
  FROM round r

-- fragment own_response
LEFT JOIN response o
    ON o.id = (SELECT p.id FROM response p WHERE p.round = r.id AND p.body IN (@reader_bodies)
                ORDER BY p.body LIMIT 1)

-- round_rows(account int, limit int, offset int) -> many
-- A page of the rounds the reader may see, when nothing is searched or filtered. own: the response of the
-- reader's body, of several bodies the first; not looked for where every round is seen.
-- row round_row
-- variants who: all = LEFT JOIN response o ON o.id = CAST(NULL AS BIGINT) WHERE TRUE | some = @own_response WHERE @round_visible
-- variants sort: due = r.due_on ASC, r.id ASC | due_down = r.due_on DESC, r.id DESC
--   | title_ar = r.sort_ar ASC, r.id ASC | title_ar_down = r.sort_ar DESC, r.id DESC
--   | title_ckb = r.sort_ckb ASC, r.id ASC | title_ckb_down = r.sort_ckb DESC, r.id DESC
--   | title_en = r.sort_en ASC, r.id ASC | title_en_down = r.sort_en DESC, r.id DESC
--   | state = r.state ASC, r.due_on ASC, r.id ASC | state_down = r.state DESC, r.due_on DESC, r.id DESC
SELECT @round_columns
 @who AND (CAST(:account AS BIGINT) IS NOT NULL)
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- round_find(account int, q text, state text, late_on text, limit int, offset int) -> many
-- The same with a search and filters: a state, and (given today) only rounds with somebody late.
-- row round_row
-- variants who: all = LEFT JOIN response o ON o.id = CAST(NULL AS BIGINT) WHERE TRUE | some = @own_response WHERE @round_visible
-- variants sort: due = r.due_on ASC, r.id ASC | due_down = r.due_on DESC, r.id DESC
--   | title_ar = r.sort_ar ASC, r.id ASC | title_ar_down = r.sort_ar DESC, r.id DESC
--   | title_ckb = r.sort_ckb ASC, r.id ASC | title_ckb_down = r.sort_ckb DESC, r.id DESC
--   | title_en = r.sort_en ASC, r.id ASC | title_en_down = r.sort_en DESC, r.id DESC
--   | state = r.state ASC, r.due_on ASC, r.id ASC | state_down = r.state DESC, r.due_on DESC, r.id DESC
SELECT @round_columns
 @who AND (CAST(:account AS BIGINT) IS NOT NULL) AND @round_chosen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- round_form(form_version int) -> one
-- What a list says of the form of a round; most rounds of a page share one.
SELECT v.id, v.number, f.title_ar, f.title_ckb, f.title_kmr, f.title_en
  FROM form_version v JOIN form f ON f.id = v.form
 WHERE v.id = :form_version

-- round_count_all() -> value
-- How many rounds there are; without a condition, so that SQLite only counts.
-- column n int
SELECT count(*) AS n FROM round

-- round_asked(account int) -> many
-- How many rounds the reader's bodies answer, each of them; two bodies are enough to know that there are several.
-- column n int
SELECT b.body, (SELECT count(*) FROM response p WHERE p.body = b.body) AS n
  FROM (SELECT DISTINCT m.body FROM (@reader_bodies) m
         WHERE EXISTS (SELECT 1 FROM response p WHERE p.body = m.body)) b
 LIMIT 2

-- round_seen(account int) -> value
-- How many rounds @round_visible shows: those the reader runs, and of others those a body of the reader's
-- answers (a draft has no responses). Counted from indexes alone.
-- column n int
SELECT (SELECT count(*) FROM round r WHERE r.body IN (@coordinator_bodies))
       + (SELECT count(DISTINCT p.round) FROM response p
           WHERE p.body IN (@reader_bodies)
             AND p.round NOT IN (SELECT r.id FROM round r WHERE r.body IN (@coordinator_bodies))) AS n

-- round_find_count(account int, q text, state text, late_on text) -> value
-- How many round_find would give.
-- column n int
-- variants who: all = TRUE | some = @round_visible
SELECT count(*) AS n FROM round r WHERE @who AND (CAST(:account AS BIGINT) IS NOT NULL) AND @round_chosen

-- round_by_id(id int, all bool, account int) -> one
-- One round, if the reader may see it.
SELECT r.id, r.form_version, r.body, r.title_ar, r.title_ckb, r.title_kmr, r.title_en, r.state,
       r.due_on, r.letter, r.opened_at, r.closed_at, r.share, r.version, r.created_at,
       l.number AS letter_number, l.date AS letter_date, l.file AS letter_file,
       v.form, v.number AS form_number, v.label AS form_label, v.file AS form_file,
       v.questions, v.langs,
       f.title_ar AS form_ar, f.title_ckb AS form_ckb, f.title_kmr AS form_kmr, f.title_en AS form_en,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM round r
  JOIN form_version v ON v.id = r.form_version
  JOIN form f ON f.id = v.form
  JOIN body b ON b.id = r.body
  LEFT JOIN letter l ON l.id = r.letter
 WHERE r.id = :id AND (:all OR @round_visible)

-- round_insert(id int, form_version int, body int, title_ar text, title_ckb text, title_kmr text, title_en text, sort_ar text, sort_ckb text, sort_en text, fold text, due_on text, letter int, now text) -> exec
INSERT INTO round (id, form_version, body, title_ar, title_ckb, title_kmr, title_en, sort_ar,
                   sort_ckb, sort_en, fold, state, due_on, letter, asked, done, waiting, share,
                   version, created_at)
VALUES (:id, :form_version, :body, :title_ar, :title_ckb, :title_kmr, :title_en, :sort_ar,
        :sort_ckb, :sort_en, :fold, 'draft', :due_on, :letter, 0, 0, 0, 0, 1, :now)

-- round_set(id int, version int, form_version int, title_ar text, title_ckb text, title_kmr text, title_en text, sort_ar text, sort_ckb text, sort_en text, fold text, due_on text, letter int) -> exec
-- Changes nothing when the round is no longer a draft at that version.
UPDATE round
   SET form_version = :form_version, title_ar = :title_ar, title_ckb = :title_ckb,
       title_kmr = :title_kmr, title_en = :title_en, sort_ar = :sort_ar, sort_ckb = :sort_ckb,
       sort_en = :sort_en, fold = :fold, due_on = :due_on, letter = :letter, version = version + 1
 WHERE id = :id AND version = :version AND state = 'draft'

-- round_set_state(id int, from text, to text, opened_at text, closed_at text) -> exec
-- Changes nothing when the round has left that state meanwhile. opened_at NULL keeps what is there.
UPDATE round
   SET state = :to, opened_at = coalesce(:opened_at, opened_at), closed_at = :closed_at,
       version = version + 1
 WHERE id = :id AND state = :from

-- round_set_due(id int, due_on text) -> exec
UPDATE round SET due_on = :due_on, version = version + 1 WHERE id = :id AND state = 'open'

-- round_body_delete(round int) -> exec
DELETE FROM round_body WHERE round = :round

-- round_body_insert(round int, body int) -> exec
INSERT INTO round_body (round, body) VALUES (:round, :body)

-- round_bodies(round int) -> many
-- The bodies a draft will ask, in the order of their codes.
SELECT b.id, b.code, b.kind, b.ends, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM round_body w JOIN body b ON b.id = w.body
 WHERE w.round = :round
 ORDER BY b.code

-- round_body_choice(q text, today text) -> many
-- Bodies that exist today, ministries first; fits: those the search finds.
-- column fits bool
SELECT b.id, b.code, b.kind, b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       (b.fold LIKE :q ESCAPE '\') AS fits
  FROM body b
 WHERE b.ends IS NULL OR b.ends >= :today
 ORDER BY CASE b.kind WHEN 'ministry' THEN 1 WHEN 'coordination' THEN 2 WHEN 'directorate' THEN 3
                      ELSE 4 END, b.kind, b.code

-- body_asked(id int) -> maybe
-- What a round must know of a body it would ask.
SELECT b.id, b.code, b.ends, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM body b WHERE b.id = :id

-- round_late(round int, today text) -> value
-- How many bodies have nothing approved and are past their deadline.
-- column n int
SELECT count(*) AS n FROM response p
 WHERE p.round = :round AND p.due_on < :today AND p.state NOT IN ('approved', 'accepted')

-- round_tally(round int, today text) -> one
-- Where the responses of a round are; late ones are counted under their state too.
-- column asked int
-- column idle int
-- column typing int
-- column with_head int
-- column waiting int
-- column returned int
-- column accepted int
-- column late int
SELECT count(*) AS asked,
       count(CASE WHEN p.state = 'asked' THEN 1 END) AS idle,
       count(CASE WHEN p.state = 'draft' THEN 1 END) AS typing,
       count(CASE WHEN p.state = 'sent' THEN 1 END) AS with_head,
       count(CASE WHEN p.state = 'approved' THEN 1 END) AS waiting,
       count(CASE WHEN p.state = 'returned' THEN 1 END) AS returned,
       count(CASE WHEN p.state = 'accepted' THEN 1 END) AS accepted,
       count(CASE WHEN p.due_on < :today AND p.state NOT IN ('approved', 'accepted') THEN 1 END) AS late
  FROM response p
 WHERE p.round = :round

-- round_others(round int, today text) -> many
-- Bodies that exist today and are not asked in the round.
SELECT b.id, b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM body b
 WHERE (b.ends IS NULL OR b.ends >= :today)
   AND NOT EXISTS (SELECT 1 FROM response p WHERE p.round = :round AND p.body = b.id)
 ORDER BY b.kind, b.code

-- round_idle(round int) -> many
-- Bodies of the round that have typed nothing.
SELECT b.id, b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM response p JOIN body b ON b.id = p.body
 WHERE p.round = :round AND p.state IN ('asked', 'draft')
   AND NOT EXISTS (SELECT 1 FROM response_page g WHERE g.response = p.id)
 ORDER BY b.code

-- round_recount(id int) -> exec
-- Counts the responses of a round again: after one came, went, or was approved, accepted, returned.
UPDATE round
   SET asked = (SELECT count(*) FROM response p WHERE p.round = :id),
       done = (SELECT count(*) FROM response p
                WHERE p.round = :id AND p.state IN ('approved', 'accepted')),
       waiting = (SELECT count(*) FROM response p WHERE p.round = :id AND p.state = 'approved')
 WHERE id = :id
