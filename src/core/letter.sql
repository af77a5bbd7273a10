-- letter_find(number text, date text, from_body int) -> maybe
SELECT id, to_body, subject, file FROM letter
 WHERE number = :number AND date = :date AND coalesce(from_body, 0) = coalesce(:from_body, 0)
 ORDER BY id LIMIT 1

-- letter_insert(id int, number text, date text, from_body int, to_body int, subject text, file text, account int, now text) -> exec
INSERT INTO letter (id, number, date, from_body, to_body, subject, file, by_account, at)
VALUES (:id, :number, :date, :from_body, :to_body, :subject, :file, :account, :now)

-- letter_fill(id int, to_body int, subject text, file text) -> exec
-- Adds what was not known when the letter was first kept.
UPDATE letter
   SET to_body = coalesce(to_body, :to_body), subject = coalesce(subject, :subject),
       file = coalesce(file, :file)
 WHERE id = :id

-- letter_by_id(id int) -> one
SELECT id, number, date, from_body, to_body, subject, file, by_account, at FROM letter WHERE id = :id
