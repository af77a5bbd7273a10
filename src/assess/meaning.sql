-- meaning_rows(form int) -> many
-- The mapping of a form.
SELECT meaning, detail, question FROM form_meaning WHERE form = :form ORDER BY meaning, detail

-- meaning_delete(form int) -> exec
DELETE FROM form_meaning WHERE form = :form

-- meaning_insert(id int, form int, meaning text, detail text, question text) -> exec
INSERT INTO form_meaning (id, form, meaning, detail, question)
VALUES (:id, :form, :meaning, :detail, :question)
