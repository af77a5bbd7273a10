-- extension_by_id(id int) -> one
SELECT e.id, e.response, e.state, e.due_before, e.due_on, e.version FROM extension e WHERE e.id = :id

-- extension_insert(id int, response int, state text, due_before text, due_on text, reason text, account int, now text, decided_at text) -> exec
INSERT INTO extension (id, response, state, due_before, due_on, reason, by_account, version, at, decided_at)
VALUES (:id, :response, :state, :due_before, :due_on, :reason, :account, 1, :now, :decided_at)

-- extension_decide(id int, version int, from_state text, to_state text, due_before text, due_on text, answer text, now text) -> exec
UPDATE extension
   SET state = :to_state, due_before = :due_before, due_on = :due_on, answer = :answer, decided_at = :now,
       version = version + 1
 WHERE id = :id AND version = :version AND state = :from_state

-- extension_waiting(response int) -> maybe
SELECT e.id, e.version FROM extension e WHERE e.response = :response AND e.state = 'asked'

-- extension_due(response int, due_on text) -> exec
UPDATE response SET due_on = :due_on, version = version + 1 WHERE id = :response

-- extensions_of(response int) -> many
-- Newest first, with who asked or gave.
SELECT e.id, e.state, e.due_before, e.due_on, e.reason, e.answer, e.version, e.at, e.decided_at,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM extension e
  LEFT JOIN account a ON a.id = e.by_account
  LEFT JOIN person n ON n.id = a.person
 WHERE e.response = :response
 ORDER BY e.id DESC

-- extensions_waiting(round int) -> many
-- Requests of a round the coordinator has not answered.
SELECT e.response, e.due_on, e.at, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM extension e JOIN response p ON p.id = e.response JOIN body b ON b.id = p.body
 WHERE p.round = :round AND e.state = 'asked'
 ORDER BY e.id

-- extension_bodies(round int) -> many
-- Responses of a round that still owe something, for giving several more time at once.
SELECT p.id, p.due_on, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM response p JOIN body b ON b.id = p.body
 WHERE p.round = :round AND p.state NOT IN ('approved', 'accepted')
 ORDER BY p.due_on, b.code
