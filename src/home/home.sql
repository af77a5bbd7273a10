-- fragment my_bodies
SELECT t.body FROM role_grant g JOIN body_tree t ON t.ancestor = g.body
 WHERE g.account = :account AND g.capability = :capability

-- home_tasks(account int, capability text) -> many
-- Responses the reader's bodies still have to fill in: returned ones first, then by deadline.
-- column reason text
-- column checks bool
SELECT p.id, p.state, p.due_on, p.answered, p.asked,
       r.title_ar, r.title_ckb, r.title_kmr, r.title_en,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       (SELECT e.reason FROM flow_event e
         WHERE e.kind = 'response' AND e.record = p.id AND e.act = 'return'
         ORDER BY e.at DESC, e.id DESC LIMIT 1) AS reason,
       (EXISTS (SELECT 1 FROM response_prefill m WHERE m.response = p.id AND m.state = 'open')
        OR (p.state = 'asked'
            AND EXISTS (SELECT 1 FROM response o
                          JOIN round q ON q.id = o.round
                          JOIN form_version w ON w.id = q.form_version
                          JOIN form_version v ON v.form = w.form AND v.id = r.form_version
                         WHERE o.body = p.body AND o.id < p.id
                           AND o.state IN ('sent', 'approved', 'accepted')))) AS checks
  FROM response p
  JOIN round r ON r.id = p.round
  JOIN body b ON b.id = p.body
 WHERE r.state = 'open' AND p.state IN ('asked', 'draft', 'returned') AND p.body IN (@my_bodies)
 ORDER BY CASE p.state WHEN 'returned' THEN 1 ELSE 2 END, p.due_on, p.id
 LIMIT 50

-- home_approvals(account int, capability text) -> many
-- Responses that wait for the approval of a head.
SELECT p.id, p.due_on, p.sent_at, p.answered, p.asked,
       r.title_ar, r.title_ckb, r.title_kmr, r.title_en,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM response p
  JOIN round r ON r.id = p.round
  JOIN body b ON b.id = p.body
 WHERE r.state = 'open' AND p.state = 'sent' AND p.body IN (@my_bodies)
 ORDER BY p.sent_at, p.id
 LIMIT 50

-- home_elsewhere(account int, capability text) -> many
-- Responses of the reader's bodies that others hold now.
SELECT p.id, p.state, p.sent_at, p.approved_at,
       r.title_ar, r.title_ckb, r.title_kmr, r.title_en
  FROM response p
  JOIN round r ON r.id = p.round
 WHERE r.state = 'open' AND p.state IN ('sent', 'approved') AND p.body IN (@my_bodies)
 ORDER BY p.sent_at, p.id
 LIMIT 50

-- home_asked(account int) -> many
-- Responses of the reader's bodies about which the coordinator asks.
-- column n int
SELECT p.id, r.title_ar, r.title_ckb, r.title_kmr, r.title_en,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       (SELECT count(*) FROM inquiry q WHERE q.response = p.id AND q.state = 'open') AS n
  FROM response p
  JOIN round r ON r.id = p.round
  JOIN body b ON b.id = p.body
 WHERE r.state = 'open'
   AND p.id IN (SELECT q.response FROM inquiry q WHERE q.state = 'open')
   AND p.body IN (
     SELECT t.body FROM role_grant g JOIN body_tree t ON t.ancestor = g.body
      WHERE g.account = :account AND g.capability = 'enter')
 ORDER BY p.id
 LIMIT 50

-- home_answered(all bool, account int) -> many
-- Responses whose bodies have answered questions of the coordinator.
-- column n int
SELECT p.id, r.title_ar, r.title_ckb, r.title_kmr, r.title_en,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       (SELECT count(*) FROM inquiry q WHERE q.response = p.id AND q.state = 'answered') AS n
  FROM response p
  JOIN round r ON r.id = p.round
  JOIN body b ON b.id = p.body
 WHERE r.state = 'open'
   AND p.id IN (SELECT q.response FROM inquiry q WHERE q.state = 'answered')
   AND (:all OR r.body IN (
     SELECT t.body FROM role_grant g JOIN body_tree t ON t.ancestor = g.body
      WHERE g.account = :account AND g.capability = 'coordinate'))
 ORDER BY p.id
 LIMIT 50

-- home_rounds(all bool, account int, today text) -> many
-- Running rounds of the coordinator, the nearest deadline first, with what is late and what waits.
-- column late int
-- column next int
SELECT r.id, r.title_ar, r.title_ckb, r.title_kmr, r.title_en, r.due_on,
       r.asked, r.done, r.waiting,
       (SELECT count(*) FROM response p
         WHERE p.round = r.id AND p.due_on < :today
           AND p.state NOT IN ('approved', 'accepted')) AS late,
       (SELECT p.id FROM response p WHERE p.round = r.id AND p.state = 'approved'
         ORDER BY p.approved_at, p.id LIMIT 1) AS next
  FROM round r
 WHERE r.state = 'open'
   AND (:all OR r.body IN (
     SELECT t.body FROM role_grant g JOIN body_tree t ON t.ancestor = g.body
      WHERE g.account = :account AND g.capability = 'coordinate'))
 ORDER BY r.due_on, r.id
 LIMIT 20

-- home_late(round int, today text) -> many
-- Bodies that are late in a round, those with the oldest deadline first.
SELECT p.id, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM response p JOIN body b ON b.id = p.body
 WHERE p.round = :round AND p.due_on < :today AND p.state NOT IN ('approved', 'accepted')
 ORDER BY p.due_on, p.id
 LIMIT 12

-- home_vacant(today text, account int) -> many
-- Focal posts nobody holds, at bodies the reader administers.
SELECT x.id, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM post x JOIN body b ON b.id = x.body
 WHERE x.kind = 'focal' AND (x.ends IS NULL OR x.ends >= :today)
   AND NOT EXISTS (SELECT 1 FROM post_holder h WHERE h.post = x.id AND h.ends IS NULL)
   AND @person_administered
 ORDER BY b.code
 LIMIT 50

-- home_accounts(account int) -> one
-- How many accounts of persons the reader administers there are, as /accounts lists them.
-- column active int
-- column never int
-- column disabled int
SELECT count(CASE WHEN a.state = 'active' THEN 1 END) AS active,
       count(CASE WHEN a.state = 'active' AND a.signed_in_at IS NULL THEN 1 END) AS never,
       count(CASE WHEN a.state <> 'active' THEN 1 END) AS disabled
  FROM account a
  JOIN person x ON x.id = a.person
 WHERE @person_administered
