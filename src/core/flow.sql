-- flow_insert(id int, kind text, record int, act text, state_from text, state_to text, account int, letter int, reason text, now text) -> exec
INSERT INTO flow_event (id, kind, record, act, state_from, state_to, account, letter, reason, at)
VALUES (:id, :kind, :record, :act, :state_from, :state_to, :account, :letter, :reason, :now)

-- flow_history(kind text, record int) -> many
-- All acts on a record, newest first, with the letters they came by.
SELECT e.id, e.act, e.state_from, e.state_to, e.account, e.reason, e.at,
       e.letter, l.number AS letter_number, l.date AS letter_date, l.file AS letter_file
  FROM flow_event e LEFT JOIN letter l ON l.id = e.letter
 WHERE e.kind = :kind AND e.record = :record
 ORDER BY e.at DESC, e.id DESC
