-- form_signs(form_version int, all bool, account int, home int) -> many
-- Where each body that writes a form stands to one of its versions, the owner first; none when nobody writes it with
-- the owner. sign and state are NULL where it has not been asked. signs: whether the reader signs for it.
-- column signs bool
SELECT b.id, b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       s.id AS sign, s.state, s.asked_at, s.version,
       l.number AS letter_number, l.date AS letter_date, (:all OR @signs_for) AS signs
  FROM form_version v
  JOIN form x ON x.id = v.form
  JOIN body b ON b.id = x.body
   OR b.id IN (SELECT w.body FROM form_author w WHERE w.form = x.id AND w.ended_at IS NULL)
  LEFT JOIN form_sign s ON s.form_version = v.id AND s.body = b.id
  LEFT JOIN letter l ON l.id = s.letter
 WHERE v.id = :form_version
   AND EXISTS (SELECT 1 FROM form_author w WHERE w.form = x.id AND w.ended_at IS NULL)
 ORDER BY CASE WHEN b.id = x.body THEN 0 ELSE 1 END, b.code

-- form_sign_insert(id int, form_version int, body int, now text) -> exec
INSERT INTO form_sign (id, form_version, body, state, asked_at, version)
VALUES (:id, :form_version, :body, 'asked', :now, 1)

-- form_sign_set(id int, from text, version int, to text, letter int) -> exec
-- Changes nothing when it has left that state or version meanwhile.
UPDATE form_sign SET state = :to, letter = :letter, version = version + 1
 WHERE id = :id AND state = :from AND version = :version

-- form_sign_rounds(form_version int) -> value
-- How many rounds are open with a version.
-- column n int
SELECT count(*) AS n FROM round r WHERE r.form_version = :form_version AND r.state = 'open'

-- form_sign_history(form_version int) -> many
-- All that was said of a version, newest first.
SELECT e.id, e.act, e.state_from, e.reason, e.at, l.number AS letter_number, l.date AS letter_date,
       p.name_ar, p.name_ckb, p.name_kmr, p.name_en,
       b.name_ar AS body_ar, b.name_ckb AS body_ckb, b.name_kmr AS body_kmr, b.name_en AS body_en
  FROM form_sign s
  JOIN flow_event e ON e.kind = 'form_sign' AND e.record = s.id
  JOIN body b ON b.id = s.body
  LEFT JOIN letter l ON l.id = e.letter
  LEFT JOIN account a ON a.id = e.account
  LEFT JOIN person p ON p.id = a.person
 WHERE s.form_version = :form_version
 ORDER BY e.at DESC, e.id DESC
