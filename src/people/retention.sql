-- retention_rule_of(kind text) -> maybe
SELECT u.id, u.amount, u.unit, u.what, u.basis_ar, u.basis_ckb, u.basis_kmr, u.basis_en, u.confirmed, u.version
  FROM retention_rule u WHERE u.kind = :kind

-- retention_rule_insert(id int, kind text, amount int, unit text, what text, basis_ar text, basis_ckb text, basis_kmr text, basis_en text, confirmed bool, now text, account int) -> exec
INSERT INTO retention_rule (id, kind, amount, unit, what, basis_ar, basis_ckb, basis_kmr, basis_en, confirmed, version,
                            changed_at, changed_by)
VALUES (:id, :kind, :amount, :unit, :what, :basis_ar, :basis_ckb, :basis_kmr, :basis_en, :confirmed, 1, :now, :account)
ON CONFLICT (kind) DO NOTHING

-- retention_rule_update(id int, version int, amount int, unit text, what text, basis_ar text, basis_ckb text, basis_kmr text, basis_en text, confirmed bool, now text, account int) -> exec
UPDATE retention_rule
   SET amount = :amount, unit = :unit, what = :what, basis_ar = :basis_ar, basis_ckb = :basis_ckb,
       basis_kmr = :basis_kmr, basis_en = :basis_en, confirmed = :confirmed, version = version + 1,
       changed_at = :now, changed_by = :account
 WHERE id = :id AND version = :version

-- retention_hold_insert(id int, kind text, record int, reason text, account int, now text) -> exec
INSERT INTO retention_hold (id, kind, record, reason, by_account, at)
SELECT :id, :kind, :record, :reason, :account, :now
 WHERE NOT EXISTS (SELECT 1 FROM retention_hold h WHERE h.kind = :kind AND h.record = :record AND h.ended_at IS NULL)

-- retention_hold_by_id(id int) -> one
SELECT h.id, h.kind, h.record, h.reason, h.at, h.ended_at FROM retention_hold h WHERE h.id = :id

-- retention_hold_end(id int, account int, now text) -> exec
UPDATE retention_hold SET ended_at = :now, ended_by = :account WHERE id = :id AND ended_at IS NULL

-- retention_holds(state text, kind text, limit int, offset int) -> many
-- Holds, newest first. state: open, ended or NULL.
SELECT h.id, h.kind, h.record, h.reason, h.at, h.ended_at, n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM retention_hold h
  LEFT JOIN account a ON a.id = h.by_account
  LEFT JOIN person n ON n.id = a.person
 WHERE @hold_chosen
 ORDER BY h.at DESC, h.id DESC LIMIT :limit OFFSET :offset

-- retention_hold_count(state text, kind text) -> value
-- column n int
SELECT count(*) AS n FROM retention_hold h WHERE @hold_chosen

-- fragment hold_chosen
(CAST(:state AS TEXT) IS NULL OR (:state = 'open') = (h.ended_at IS NULL))
   AND (CAST(:kind AS TEXT) IS NULL OR h.kind = :kind)

-- retention_person(id int) -> one
SELECT x.name_ar, x.name_ckb, x.name_kmr, x.name_en FROM person x WHERE x.id = :id

-- retention_run_open() -> maybe
-- The oldest sweep that has not ended.
SELECT r.id, r.day FROM retention_run r WHERE r.ended_at IS NULL ORDER BY r.day LIMIT 1

-- retention_run_insert(id int, day text, now text) -> exec
INSERT INTO retention_run (id, day, began_at) VALUES (:id, :day, :now) ON CONFLICT (day) DO NOTHING

-- retention_run_end(id int, now text) -> exec
UPDATE retention_run SET ended_at = :now WHERE id = :id AND ended_at IS NULL

-- retention_run_by_id(id int) -> one
SELECT r.id, r.day, r.began_at, r.ended_at FROM retention_run r WHERE r.id = :id

-- retention_runs(limit int, offset int) -> many
-- Sweeps, newest first, with what went in all.
-- column n int
-- column held int
SELECT r.id, r.day, r.began_at, r.ended_at,
       CAST(coalesce((SELECT sum(l.n) FROM retention_run_line l WHERE l.run = r.id), 0) AS BIGINT) AS n,
       CAST(coalesce((SELECT sum(l.held) FROM retention_run_line l WHERE l.run = r.id), 0) AS BIGINT) AS held
  FROM retention_run r ORDER BY r.day DESC LIMIT :limit OFFSET :offset

-- retention_run_count() -> value
-- column n int
SELECT count(*) AS n FROM retention_run

-- retention_run_lines(run int) -> many
SELECT l.kind, l.outcome, l.before, l.n, l.held FROM retention_run_line l WHERE l.run = :run ORDER BY l.kind

-- retention_line_put(run int, kind text, outcome text, before text, n int, held int) -> exec
INSERT INTO retention_run_line (run, kind, outcome, before, n, held)
VALUES (:run, :kind, :outcome, :before, :n, :held)
ON CONFLICT (run, kind) DO UPDATE
   SET outcome = excluded.outcome, before = excluded.before, n = excluded.n, held = excluded.held

-- fragment account_held
EXISTS (SELECT 1 FROM retention_hold h JOIN account ha ON ha.person = h.record
         WHERE h.kind = 'person' AND h.ended_at IS NULL AND ha.id = x.account)

-- fragment job_held
EXISTS (SELECT 1 FROM retention_hold h WHERE h.kind = 'job' AND h.ended_at IS NULL AND h.record = j.id)

-- fragment due_and_held
CAST(coalesce(sum(CASE WHEN d.held THEN 0 ELSE 1 END), 0) AS BIGINT) AS due,
       CAST(coalesce(sum(CASE WHEN d.held THEN 1 ELSE 0 END), 0) AS BIGINT) AS held

-- fragment notice_over
x.spread AND x.at < :before

-- notice_due(before text) -> one
-- row retention_count
-- column due int
-- column held int
SELECT @due_and_held
  FROM (SELECT @account_held AS held FROM notice x WHERE @notice_over) d

-- fragment notice_first
SELECT x.id FROM notice x WHERE @notice_over AND NOT @account_held ORDER BY x.at, x.id LIMIT :most

-- notice_sweep_seen(before text, most int) -> exec
-- First, in one transaction with notice_sweep, which then finds the same.
DELETE FROM notice_seen WHERE notice IN (@notice_first)

-- notice_sweep(before text, most int) -> exec
DELETE FROM notice WHERE id IN (@notice_first)

-- fragment mail_over
x.state IN ('sent', 'refused', 'failed', 'unknown', 'dropped') AND x.at < :before

-- mail_due(before text) -> one
-- row retention_count
-- column due int
-- column held int
SELECT @due_and_held
  FROM (SELECT @account_held AS held FROM mail x WHERE @mail_over) d

-- mail_sweep(before text, most int) -> exec
DELETE FROM mail WHERE id IN (
  SELECT x.id FROM mail x WHERE @mail_over AND NOT @account_held ORDER BY x.at, x.id LIMIT :most)

-- digest_sweep(before text, most int) -> exec
DELETE FROM digest WHERE (account, week) IN (
  SELECT x.account, x.week FROM digest x WHERE x.at < :before AND NOT @account_held
   ORDER BY x.account, x.week LIMIT :most)

-- fragment code_over
x.expires_at < :before

-- code_due(before text) -> one
-- row retention_count
-- column due int
-- column held int
SELECT @due_and_held
  FROM (SELECT @account_held AS held FROM account_code x WHERE @code_over) d

-- code_sweep(before text, most int) -> exec
DELETE FROM account_code WHERE id IN (
  SELECT x.id FROM account_code x WHERE @code_over AND NOT @account_held ORDER BY x.id LIMIT :most)

-- fragment job_over
j.state IN ('done', 'failed') AND j.ended_at < :before
   AND NOT EXISTS (SELECT 1 FROM body_import_row b WHERE b.job = j.id)

-- job_due(before text) -> one
-- row retention_count
-- column due int
-- column held int
SELECT @due_and_held
  FROM (SELECT @job_held AS held FROM job j WHERE @job_over) d

-- job_sweep(before text, most int) -> exec
DELETE FROM job WHERE id IN (
  SELECT j.id FROM job j WHERE @job_over AND NOT @job_held ORDER BY j.ended_at, j.id LIMIT :most)

-- fragment import_over
j.state IN ('done', 'failed') AND j.ended_at < :before

-- import_row_due(before text) -> one
-- row retention_count
-- column due int
-- column held int
SELECT @due_and_held
  FROM (SELECT @job_held AS held FROM body_import_row x JOIN job j ON j.id = x.job WHERE @import_over) d

-- import_row_sweep(before text, most int) -> exec
DELETE FROM body_import_row WHERE id IN (
  SELECT x.id FROM body_import_row x JOIN job j ON j.id = x.job
   WHERE @import_over AND NOT @job_held ORDER BY x.id LIMIT :most)
