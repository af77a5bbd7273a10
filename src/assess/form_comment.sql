-- fragment comment_gone
(c.question <> '' AND NOT EXISTS (
  SELECT 1 FROM form_question k JOIN form_version kv ON kv.id = k.form_version
   WHERE kv.form = c.form AND k.name = c.question
     AND kv.number = (SELECT max(m.number) FROM form_version m WHERE m.form = c.form)))

-- fragment comment_columns
c.id, c.form, c.number, c.question, c.parent, c.body, c.account, c.text, c.state, c.created_at,
       c.edited_at, c.withdrawn_at, c.version,
       p.name_ar, p.name_ckb, p.name_kmr, p.name_en,
       b.name_ar AS body_ar, b.name_ckb AS body_ckb, b.name_kmr AS body_kmr, b.name_en AS body_en,
       (SELECT count(*) FROM form_comment n WHERE n.parent = c.id) AS answers
  FROM form_comment c
  JOIN body b ON b.id = c.body
  LEFT JOIN account a ON a.id = c.account
  LEFT JOIN person p ON p.id = a.person

-- fragment comment_chosen
c.form = :form AND c.parent IS NULL
   AND (CAST(:state AS TEXT) IS NULL OR (c.state = :state AND c.withdrawn_at IS NULL))
   AND (NOT :mine OR c.account = :account
        OR EXISTS (SELECT 1 FROM form_comment y WHERE y.parent = c.id AND y.account = :account))
   AND (CAST(:question AS TEXT) IS NULL OR c.question = :question)
   AND (c.fold LIKE :q ESCAPE '\'
        OR EXISTS (SELECT 1 FROM form_comment y
                    WHERE y.parent = c.id AND y.withdrawn_at IS NULL AND y.fold LIKE :q ESCAPE '\'))
   AND (CASE WHEN @comment_gone THEN TRUE ELSE FALSE END) = :gone

-- form_comments(form int, q text, state text, mine bool, question text, gone bool, account int, limit int, offset int) -> many
-- Comments that begin a thread, on questions of the newest version and on the form, or (gone) on questions that are no
-- longer in it.
-- row form_comment_row
-- column answers int
-- variants sort: newest = c.id DESC | newest_down = c.id ASC
--   | question = (SELECT min(k.place) FROM form_question k JOIN form_version kv ON kv.id = k.form_version WHERE kv.form = c.form AND kv.number = (SELECT max(m.number) FROM form_version m WHERE m.form = c.form) AND k.name = c.question) ASC NULLS FIRST, c.id ASC
--   | question_down = (SELECT min(k.place) FROM form_question k JOIN form_version kv ON kv.id = k.form_version WHERE kv.form = c.form AND kv.number = (SELECT max(m.number) FROM form_version m WHERE m.form = c.form) AND k.name = c.question) DESC NULLS LAST, c.id ASC
SELECT @comment_columns
 WHERE @comment_chosen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- form_comments_count(form int, q text, state text, mine bool, question text, gone bool, account int) -> value
-- How many form_comments would give.
-- column n int
SELECT count(*) AS n FROM form_comment c WHERE @comment_chosen

-- form_comment_one(form int, id int) -> one
-- row form_comment_row
-- column answers int
SELECT @comment_columns
 WHERE c.form = :form AND c.id = :id

-- form_comment_answers(parent int) -> many
-- row form_comment_row
-- column answers int
SELECT @comment_columns
 WHERE c.parent = :parent
 ORDER BY c.id

-- form_comment_open(form int) -> many
-- How many open threads each question has; "" is the form as a whole.
-- column n int
SELECT c.question, count(*) AS n FROM form_comment c
 WHERE c.form = :form AND c.parent IS NULL AND c.state = 'open' AND c.withdrawn_at IS NULL
 GROUP BY c.question
 ORDER BY c.question

-- form_comment_insert(id int, form int, number int, question text, parent int, body int, account int, text text, fold text, now text) -> exec
INSERT INTO form_comment (id, form, number, question, parent, body, account, text, fold, state, created_at, version)
VALUES (:id, :form, :number, :question, :parent, :body, :account, :text, :fold, 'open', :now, 1)

-- form_comment_set_text(id int, version int, text text, fold text, now text) -> exec
UPDATE form_comment SET text = :text, fold = :fold, edited_at = :now, version = version + 1
 WHERE id = :id AND version = :version

-- form_comment_set_withdrawn(id int, at text) -> exec
UPDATE form_comment SET withdrawn_at = :at, version = version + 1 WHERE id = :id

-- form_comment_set_state(id int, from text, to text) -> exec
UPDATE form_comment SET state = :to, version = version + 1 WHERE id = :id AND state = :from

-- form_comment_asked(form_version int, question text) -> maybe
-- Whether a version asks a question.
SELECT k.place FROM form_question k WHERE k.form_version = :form_version AND k.name = :question

-- form_newest(form int) -> one
-- The newest version of a form, whoever may see it.
SELECT v.id, v.number, v.file FROM form_version v
 WHERE v.form = :form ORDER BY v.number DESC LIMIT 1
