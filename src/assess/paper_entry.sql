-- entry_by_id(id int) -> one
SELECT e.id, e.response, e.behalf, e.state, e.dropped_from, e.same_person, e.differs, e.chosen,
       e.opened_by, e.opened_at, e.first_by, e.first_at, e.second_by, e.taken_at, e.version
  FROM paper_entry e WHERE e.id = :id

-- entry_now(response int) -> maybe
-- The one under way.
SELECT e.id, e.behalf, e.state FROM paper_entry e
 WHERE e.response = :response AND e.state NOT IN ('taken', 'dropped')

-- entry_insert(id int, response int, behalf bool, account int, now text) -> exec
INSERT INTO paper_entry (id, response, behalf, state, same_person, differs, chosen, opened_by, opened_at, version)
VALUES (:id, :response, :behalf, 'first', FALSE, 0, 0, :account, :now, 1)

-- entry_move(id int, version int, from text, to text, dropped_from text) -> exec
-- Changes nothing when it has left that state or version meanwhile.
UPDATE paper_entry SET state = :to, dropped_from = :dropped_from, version = version + 1
 WHERE id = :id AND state = :from AND version = :version

-- entry_first_done(id int, account int, now text) -> exec
UPDATE paper_entry SET first_by = :account, first_at = :now WHERE id = :id

-- entry_second_begun(id int, account int) -> exec
UPDATE paper_entry SET second_by = :account WHERE id = :id

-- entry_same_person(id int) -> exec
UPDATE paper_entry SET same_person = TRUE WHERE id = :id

-- entry_counts(id int, differs int, chosen int) -> exec
UPDATE paper_entry SET differs = :differs, chosen = :chosen WHERE id = :id

-- entry_taken_at(id int, now text) -> exec
UPDATE paper_entry SET taken_at = :now WHERE id = :id

-- entry_page(entry int, pass int, page text) -> maybe
SELECT g.answers, g.version, g.saved_at, n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM paper_page g
  LEFT JOIN account a ON a.id = g.saved_by
  LEFT JOIN person n ON n.id = a.person
 WHERE g.entry = :entry AND g.pass = :pass AND g.page = :page

-- entry_pages(entry int, pass int) -> many
SELECT g.page, g.answers FROM paper_page g WHERE g.entry = :entry AND g.pass = :pass ORDER BY g.page

-- entry_page_names(entry int) -> many
-- The pages somebody saved in either entry.
SELECT DISTINCT g.page FROM paper_page g WHERE g.entry = :entry ORDER BY g.page

-- entry_page_insert(entry int, pass int, page text, answers text, now text, account int) -> exec
INSERT INTO paper_page (entry, pass, page, answers, version, saved_at, saved_by)
VALUES (:entry, :pass, :page, :answers, 1, :now, :account)

-- entry_page_update(entry int, pass int, page text, base int, answers text, now text, account int) -> exec
UPDATE paper_page
   SET answers = :answers, version = version + 1, saved_at = :now, saved_by = :account
 WHERE entry = :entry AND pass = :pass AND page = :page AND version = :base

-- entry_typed(entry int, pass int, account int) -> maybe
SELECT t.account FROM paper_typist t WHERE t.entry = :entry AND t.pass = :pass AND t.account = :account

-- entry_typist_add(entry int, pass int, account int) -> exec
INSERT INTO paper_typist (entry, pass, account) VALUES (:entry, :pass, :account)
ON CONFLICT (entry, pass, account) DO NOTHING

-- entry_typists(entry int) -> many
SELECT t.pass, t.account, n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM paper_typist t
  JOIN account a ON a.id = t.account
  JOIN person n ON n.id = a.person
 WHERE t.entry = :entry
 ORDER BY t.pass, n.sort_en, t.account

-- entry_choices(entry int) -> many
SELECT c.path, c.first, c.second, c.choice, c.value, c.version FROM paper_choice c
 WHERE c.entry = :entry ORDER BY c.path

-- entry_choice_put(entry int, path text, first text, second text, choice int, value text, now text, account int) -> exec
INSERT INTO paper_choice (entry, path, first, second, choice, value, version, at, by_account)
VALUES (:entry, :path, :first, :second, :choice, :value, 1, :now, :account)
ON CONFLICT (entry, path) DO UPDATE
   SET first = excluded.first, second = excluded.second, choice = excluded.choice,
       value = excluded.value, version = paper_choice.version + 1, at = excluded.at,
       by_account = excluded.by_account

-- entry_scans(entry int) -> many
SELECT s.id, s.file, s.name, s.evidence, s.at, f.size, f.type
  FROM paper_scan s JOIN file f ON f.sha256 = s.file
 WHERE s.entry = :entry AND s.removed_at IS NULL
 ORDER BY s.at, s.id

-- entry_scan_by_id(entry int, id int) -> one
SELECT s.id, s.file, s.name, s.evidence, f.type
  FROM paper_scan s JOIN file f ON f.sha256 = s.file
 WHERE s.entry = :entry AND s.id = :id AND s.removed_at IS NULL

-- entry_scan_insert(id int, entry int, file text, name text, account int, now text) -> exec
INSERT INTO paper_scan (id, entry, file, name, by_account, at)
VALUES (:id, :entry, :file, :name, :account, :now)

-- entry_scan_end(id int, now text, account int) -> exec
UPDATE paper_scan SET removed_at = :now, removed_by = :account WHERE id = :id AND removed_at IS NULL

-- entry_scan_evidence(id int, evidence int) -> exec
UPDATE paper_scan SET evidence = :evidence WHERE id = :id

-- entry_taken(entry int) -> many
SELECT t.page, t.before, t.version, t.untouched FROM paper_taken t WHERE t.entry = :entry ORDER BY t.page

-- entry_taken_put(entry int, page text, before text, version int, untouched bool) -> exec
INSERT INTO paper_taken (entry, page, before, version, untouched)
VALUES (:entry, :page, :before, :version, :untouched)

-- entry_taken_back(entry int, page text, version int) -> exec
-- Taken back: the page is as this paper found it.
UPDATE paper_taken SET version = :version WHERE entry = :entry AND page = :page AND untouched

-- entry_taken_touched(entry int) -> exec
-- What somebody had typed is somebody's again.
DELETE FROM paper_taken WHERE entry = :entry AND NOT untouched

-- entry_taken_clear(entry int) -> exec
DELETE FROM paper_taken WHERE entry = :entry

-- entry_from_paper(response int, page text, version int) -> maybe
-- Whether a page of the response still is as a paper left it.
SELECT t.entry FROM paper_taken t JOIN paper_entry e ON e.id = t.entry
 WHERE e.response = :response AND t.page = :page AND t.version = :version

-- entry_of_response(response int) -> many
-- The papers of one response, newest first.
SELECT e.id, e.state, e.behalf, e.opened_at, e.differs, e.chosen FROM paper_entry e
 WHERE e.response = :response ORDER BY e.id DESC

-- fragment entry_seen
(:all OR p.body IN (@reader_bodies)
 OR EXISTS (SELECT 1 FROM role_grant g
             WHERE g.account = :account AND g.capability = 'coordinate'
               AND (g.body IS NULL
                    OR EXISTS (SELECT 1 FROM body_tree t
                                WHERE t.ancestor = g.body AND t.body = r.body))))

-- fragment entry_matches
(b.fold LIKE :q ESCAPE '\'
 AND (CAST(:state AS TEXT) IS NULL OR e.state = :state
      OR (:state = 'live' AND e.state NOT IN ('taken', 'dropped'))
      OR (:state = 'same' AND e.same_person))
 AND (CAST(:round AS BIGINT) IS NULL OR p.round = :round))

-- entry_rows(account int, all bool, q text, state text, round int, limit int, offset int) -> many
-- Papers of the responses whose existence the reader may see.
-- column own bool
-- column opener_ar text
-- column opener_ckb text
-- column opener_kmr text
-- column opener_en text
-- column second_ar text
-- column second_ckb text
-- column second_kmr text
-- column second_en text
-- variants sort: opened_down = e.opened_at DESC, e.id DESC | opened = e.opened_at ASC, e.id ASC
--   | body_ar = b.sort_ar ASC, e.id ASC | body_ar_down = b.sort_ar DESC, e.id DESC
--   | body_ckb = b.sort_ckb ASC, e.id ASC | body_ckb_down = b.sort_ckb DESC, e.id DESC
--   | body_en = b.sort_en ASC, e.id ASC | body_en_down = b.sort_en DESC, e.id DESC
SELECT (p.body IN (@reader_bodies)) AS own, e.id, e.response, e.state, e.behalf, e.same_person,
       e.differs, e.chosen, e.opened_at, e.taken_at,
       p.round, b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       r.title_ar, r.title_ckb, r.title_kmr, r.title_en,
       n.name_ar AS opener_ar, n.name_ckb AS opener_ckb, n.name_kmr AS opener_kmr, n.name_en AS opener_en,
       m.name_ar AS second_ar, m.name_ckb AS second_ckb, m.name_kmr AS second_kmr, m.name_en AS second_en
  FROM paper_entry e
  JOIN response p ON p.id = e.response
  JOIN round r ON r.id = p.round
  JOIN body b ON b.id = p.body
  LEFT JOIN account a ON a.id = e.opened_by
  LEFT JOIN person n ON n.id = a.person
  LEFT JOIN account c ON c.id = e.second_by
  LEFT JOIN person m ON m.id = c.person
 WHERE @entry_seen AND @entry_matches
 ORDER BY @sort LIMIT :limit OFFSET :offset

-- entry_count(account int, all bool, q text, state text, round int) -> value
-- column n int
SELECT count(*) AS n
  FROM paper_entry e
  JOIN response p ON p.id = e.response
  JOIN round r ON r.id = p.round
  JOIN body b ON b.id = p.body
 WHERE @entry_seen AND @entry_matches

-- entry_rounds(account int, all bool) -> many
-- The rounds with papers the reader may see, for the filter.
SELECT DISTINCT r.id, r.title_ar, r.title_ckb, r.title_kmr, r.title_en
  FROM paper_entry e JOIN response p ON p.id = e.response JOIN round r ON r.id = p.round
 WHERE @entry_seen
 ORDER BY r.id DESC

-- paper_last_act(id int) -> maybe
-- What was done last, and by whom.
SELECT e.act, e.account, e.state_to FROM flow_event e
 WHERE e.kind = 'paper' AND e.record = :id
 ORDER BY e.at DESC, e.id DESC LIMIT 1

-- entry_prefill_open(response int, page text, taken_at text) -> exec
-- Marks of last round's answers that the taking over touched wait again.
UPDATE response_prefill SET state = 'open'
 WHERE response = :response AND page = :page AND at = :taken_at AND state <> 'open'
