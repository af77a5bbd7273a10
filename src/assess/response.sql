-- fragment response_columns
(p.body IN (@reader_bodies)) AS own, p.id, p.round, p.body, p.state, p.due_on, p.answered, p.asked, p.consent, p.sent_at,
       p.approved_at, p.decided_at, p.version,
       b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       r.state AS round_state, r.body AS round_body, r.due_on AS round_due, r.closed_at,
       r.title_ar, r.title_ckb, r.title_kmr, r.title_en,
       v.id AS form_version, v.form, v.number AS form_number, v.file AS form_file
  FROM response p
  JOIN body b ON b.id = p.body
  JOIN round r ON r.id = p.round
  JOIN form_version v ON v.id = r.form_version

-- fragment response_seen
(p.body IN (@reader_bodies)
 OR EXISTS (SELECT 1 FROM role_grant g
             WHERE g.account = :account AND g.capability = 'coordinate'
               AND (g.body IS NULL
                    OR EXISTS (SELECT 1 FROM body_tree t
                                WHERE t.ancestor = g.body AND t.body = r.body))))

-- response_by_id(id int, all bool, account int) -> one
-- One response with its round, if the reader may see that it exists; own: of a body of the reader's.
-- column own bool
SELECT @response_columns
 WHERE p.id = :id AND (:all OR @response_seen)

-- response_insert(id int, round int, body int, due_on text, now text) -> exec
INSERT INTO response (id, round, body, state, due_on, answered, asked, share, version, created_at)
VALUES (:id, :round, :body, 'asked', :due_on, 0, 0, 0, 1, :now)

-- response_delete(round int, body int) -> exec
-- Takes a body back that has typed nothing.
DELETE FROM response
 WHERE round = :round AND body = :body AND state IN ('asked', 'draft')
   AND NOT EXISTS (SELECT 1 FROM response_page g WHERE g.response = response.id)
   AND NOT EXISTS (SELECT 1 FROM paper_entry e WHERE e.response = response.id)

-- response_of(round int, body int) -> maybe
SELECT p.id, p.state FROM response p WHERE p.round = :round AND p.body = :body

-- response_move_due(round int, before text, due_on text) -> exec
-- A body that has more time than the new deadline gives keeps it.
UPDATE response SET due_on = :due_on, version = version + 1
 WHERE round = :round AND (due_on = :before OR due_on < :due_on)

-- response_set_state(id int, version int, from text, to text, sent_at text, approved_at text, decided_at text) -> exec
-- Changes nothing when the response has left that state or version meanwhile.
UPDATE response
   SET state = :to, sent_at = :sent_at, approved_at = :approved_at, decided_at = :decided_at,
       version = version + 1
 WHERE id = :id AND state = :from AND version = :version

-- response_set_counts(id int, answered int, asked int) -> exec
-- Progress is no change of the record: its version stays.
UPDATE response SET answered = :answered, asked = :asked WHERE id = :id

-- response_page_row(response int, page text) -> maybe
-- column saved_id int
SELECT g.page, g.answers, g.version, g.saved_at, g.saved_by AS saved_id,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM response_page g
  LEFT JOIN account a ON a.id = g.saved_by
  LEFT JOIN person n ON n.id = a.person
 WHERE g.response = :response AND g.page = :page

-- response_pages(response int) -> many
SELECT g.page, g.answers, g.version FROM response_page g WHERE g.response = :response ORDER BY g.page

-- response_page_insert(id int, response int, page text, answers text, now text, account int) -> exec
INSERT INTO response_page (id, response, page, answers, version, saved_at, saved_by)
VALUES (:id, :response, :page, :answers, 1, :now, :account)

-- response_page_update(response int, page text, base int, answers text, now text, account int) -> exec
-- Changes nothing when the page has moved on meanwhile.
UPDATE response_page
   SET answers = :answers, version = version + 1, saved_at = :now, saved_by = :account
 WHERE response = :response AND page = :page AND version = :base

-- response_rows(round int, q text, step text, today text) -> many
-- The bodies asked by a round with the step each is at; step "late": only the late ones.
-- column late bool
-- column focal_ar text
-- column focal_ckb text
-- column focal_kmr text
-- column focal_en text
-- variants sort: late = late DESC, p.due_on ASC, step ASC, b.sort_en ASC, p.id ASC
--   | late_down = late ASC, p.due_on DESC, step DESC, b.sort_en DESC, p.id DESC
--   | body_ar = b.sort_ar ASC, p.id ASC | body_ar_down = b.sort_ar DESC, p.id DESC
--   | body_ckb = b.sort_ckb ASC, p.id ASC | body_ckb_down = b.sort_ckb DESC, p.id DESC
--   | body_en = b.sort_en ASC, p.id ASC | body_en_down = b.sort_en DESC, p.id DESC
--   | answered = p.answered ASC, p.id ASC | answered_down = p.answered DESC, p.id DESC
-- column step int
SELECT p.id, p.body, p.state, p.due_on, p.answered, p.asked, p.sent_at, p.approved_at, p.decided_at,
       b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       (p.due_on < :today AND p.state NOT IN ('approved', 'accepted')) AS late,
       CASE p.state WHEN 'asked' THEN 1 WHEN 'draft' THEN 2 WHEN 'returned' THEN 3
                    WHEN 'sent' THEN 4 WHEN 'approved' THEN 5 ELSE 6 END AS step,
       n.name_ar AS focal_ar, n.name_ckb AS focal_ckb, n.name_kmr AS focal_kmr, n.name_en AS focal_en
  FROM response p
  JOIN body b ON b.id = p.body
  LEFT JOIN person n ON n.id = (
       SELECT min(h.person) FROM post_holder h JOIN post t ON t.id = h.post
        WHERE t.body = p.body AND t.kind = 'focal' AND h.ends IS NULL)
 WHERE p.round = :round
   AND b.fold LIKE :q ESCAPE '\'
   AND (CAST(:step AS TEXT) IS NULL OR p.state = :step
        OR (:step = 'late' AND p.due_on < :today AND p.state NOT IN ('approved', 'accepted')))
 ORDER BY @sort

-- response_queue(round int) -> many
-- What waits for the coordinator's review, first approved first.
SELECT p.id, p.body, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM response p JOIN body b ON b.id = p.body
 WHERE p.round = :round AND p.state = 'approved'
 ORDER BY p.approved_at, p.id

-- response_history(id int) -> many
-- The acts on a response, newest first, with who did them and their letters.
-- row act_row
SELECT e.id, e.act, e.state_from, e.state_to, e.reason, e.at,
       l.number AS letter_number, l.date AS letter_date,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en,
       h.name_ar AS for_ar, h.name_ckb AS for_ckb, h.name_kmr AS for_kmr, h.name_en AS for_en
  FROM flow_event e
  LEFT JOIN letter l ON l.id = e.letter
  LEFT JOIN account a ON a.id = e.account
  LEFT JOIN person n ON n.id = a.person
  LEFT JOIN act_for f ON f.event = e.id
  LEFT JOIN deputy d ON d.id = f.deputy
  LEFT JOIN person h ON h.id = d.holder
 WHERE e.kind = 'response' AND e.record = :id
 ORDER BY e.at DESC, e.id DESC

-- round_history(id int) -> many
-- row act_row
SELECT e.id, e.act, e.state_from, e.state_to, e.reason, e.at,
       l.number AS letter_number, l.date AS letter_date,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en,
       h.name_ar AS for_ar, h.name_ckb AS for_ckb, h.name_kmr AS for_kmr, h.name_en AS for_en
  FROM flow_event e
  LEFT JOIN letter l ON l.id = e.letter
  LEFT JOIN account a ON a.id = e.account
  LEFT JOIN person n ON n.id = a.person
  LEFT JOIN act_for f ON f.event = e.id
  LEFT JOIN deputy d ON d.id = f.deputy
  LEFT JOIN person h ON h.id = d.holder
 WHERE e.kind = 'round' AND e.record = :id
 ORDER BY e.at DESC, e.id DESC

-- paper_history(id int) -> many
-- row act_row
SELECT e.id, e.act, e.state_from, e.state_to, e.reason, e.at,
       l.number AS letter_number, l.date AS letter_date,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en,
       h.name_ar AS for_ar, h.name_ckb AS for_ckb, h.name_kmr AS for_kmr, h.name_en AS for_en
  FROM flow_event e
  LEFT JOIN letter l ON l.id = e.letter
  LEFT JOIN account a ON a.id = e.account
  LEFT JOIN person n ON n.id = a.person
  LEFT JOIN act_for f ON f.event = e.id
  LEFT JOIN deputy d ON d.id = f.deputy
  LEFT JOIN person h ON h.id = d.holder
 WHERE e.kind = 'paper' AND e.record = :id
 ORDER BY e.at DESC, e.id DESC

-- response_last_act(id int) -> maybe
-- What was done last, and by whom.
SELECT e.act, e.account, e.state_to FROM flow_event e
 WHERE e.kind = 'response' AND e.record = :id
 ORDER BY e.at DESC, e.id DESC LIMIT 1

-- response_letter(id int) -> maybe
-- The letter the head approved by, last.
SELECT l.id, l.number, l.date, l.subject, l.file
  FROM flow_event e JOIN letter l ON l.id = e.letter
 WHERE e.kind = 'response' AND e.record = :id AND e.act = 'approve'
 ORDER BY e.at DESC, e.id DESC LIMIT 1

-- response_own_in(round int, account int) -> many
-- The responses of the reader's bodies to one round.
SELECT p.id, p.state, p.due_on, p.answered, p.asked, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM response p JOIN body b ON b.id = p.body
 WHERE p.round = :round AND p.body IN (@reader_bodies)
 ORDER BY b.code

-- response_asked(round int) -> many
-- The responses of a round, for telling their bodies.
SELECT p.id, p.body, p.due_on FROM response p WHERE p.round = :round ORDER BY p.id
