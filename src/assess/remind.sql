-- reminder_rules() -> many
SELECT u.id, u.days, u.who, u.active, u.version FROM reminder_rule u ORDER BY u.days, u.who

-- reminder_rule_by_id(id int) -> one
SELECT u.id, u.days, u.who, u.active, u.version FROM reminder_rule u WHERE u.id = :id

-- reminder_rule_insert(id int, days int, who text) -> exec
INSERT INTO reminder_rule (id, days, who, active, version) VALUES (:id, :days, :who, TRUE, 1)

-- reminder_rule_update(id int, version int, days int, who text, active bool) -> exec
UPDATE reminder_rule SET days = :days, who = :who, active = :active, version = version + 1
 WHERE id = :id AND version = :version

-- fragment not_done
(p.state IN ('asked', 'draft', 'returned') OR p.state = 'sent' AND :who <> 'enter')

-- fragment rule_speaks_for
r.state = 'open' AND p.due_on >= :first AND p.due_on <= :last AND @not_done
   AND NOT EXISTS (SELECT 1 FROM reminder m WHERE m.response = p.id AND m.rule = :rule AND m.day = p.due_on)

-- reminder_due(rule int, first text, last text, who text, limit int) -> many
-- Responses a rule has still to speak for, round by round.
-- row reminder_row
SELECT p.id, p.body, p.round, p.due_on, p.state, p.created_at, r.body AS round_body,
       r.title_ar, r.title_ckb, r.title_kmr, r.title_en
  FROM response p JOIN round r ON r.id = p.round
 WHERE @rule_speaks_for
 ORDER BY p.round, p.id LIMIT :limit

-- reminder_due_in(round int, rule int, first text, last text, who text) -> value
-- How many of them are of one round.
-- column n int
SELECT count(*) AS n FROM response p JOIN round r ON r.id = p.round
 WHERE p.round = :round AND @rule_speaks_for

-- reminder_insert(response int, rule int, day text, told bool, by_account int, now text) -> exec
INSERT INTO reminder (response, rule, day, told, by_account, at)
VALUES (:response, :rule, :day, :told, :by_account, :now)

-- fragment late_now
p.round = :round AND r.state = 'open' AND p.due_on < :day AND p.state NOT IN ('approved', 'accepted')
   AND NOT EXISTS (SELECT 1 FROM reminder m WHERE m.response = p.id AND m.rule = 0 AND m.day = :day)

-- reminder_late(round int, day text, limit int) -> many
-- Late responses of a round not reminded by hand on that day.
-- row reminder_row
SELECT p.id, p.body, p.round, p.due_on, p.state, p.created_at, r.body AS round_body,
       r.title_ar, r.title_ckb, r.title_kmr, r.title_en
  FROM response p JOIN round r ON r.id = p.round
 WHERE @late_now
 ORDER BY p.id LIMIT :limit

-- reminder_late_bodies(round int, day text) -> many
-- The same with the names of their bodies, for the page that asks.
SELECT p.id, p.due_on, p.state, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM response p JOIN round r ON r.id = p.round JOIN body b ON b.id = p.body
 WHERE @late_now
 ORDER BY p.due_on, b.code

-- reminder_today(response int, day text) -> value
-- Whether it was reminded by hand on that day.
-- column n int
SELECT count(*) AS n FROM reminder m WHERE m.response = :response AND m.rule = 0 AND m.day = :day

-- reminders_of(response int) -> many
-- What was reminded of a response, newest first.
SELECT m.rule, m.day, m.at, u.days, u.who, n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM reminder m
  LEFT JOIN reminder_rule u ON u.id = m.rule
  LEFT JOIN account a ON a.id = m.by_account
  LEFT JOIN person n ON n.id = a.person
 WHERE m.response = :response AND m.told
 ORDER BY m.at DESC, m.rule
