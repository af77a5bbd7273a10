-- answer_insert(id int, round int, response int, body int, question text, rep int, choice text, num int, text text, first_answer bool, first_value bool) -> exec
INSERT INTO answer (id, round, response, body, question, rep, choice, num, text,
                    first_answer, first_value)
VALUES (:id, :round, :response, :body, :question, :rep, :choice, :num, :text,
        :first_answer, :first_value)

-- answer_delete(response int) -> exec
DELETE FROM answer WHERE response = :response

-- need_insert(id int, round int, response int, body int, rep int, topic text, topic_text text, kind text, priority int, gap int, people int, by_date text, consent bool) -> exec
INSERT INTO need (id, round, response, body, rep, topic, topic_text, kind, priority, gap, people,
                  by_date, consent)
VALUES (:id, :round, :response, :body, :rep, :topic, :topic_text, :kind, :priority, :gap, :people,
        :by_date, :consent)

-- need_group_insert(need int, grp text) -> exec
INSERT INTO need_group (need, grp, round, topic, body, people, consent)
SELECT n.id, :grp, n.round, n.topic, n.body, n.people, n.consent FROM need n WHERE n.id = :need
    ON CONFLICT (need, grp) DO NOTHING

-- need_place_insert(need int, place text) -> exec
INSERT INTO need_place (need, place, round, topic, body, people, consent)
SELECT n.id, :place, n.round, n.topic, n.body, n.people, n.consent FROM need n WHERE n.id = :need
    ON CONFLICT (need, place) DO NOTHING

-- need_delete_groups(response int) -> exec
DELETE FROM need_group WHERE need IN (SELECT n.id FROM need n WHERE n.response = :response)

-- need_delete_places(response int) -> exec
DELETE FROM need_place WHERE need IN (SELECT n.id FROM need n WHERE n.response = :response)

-- need_delete(response int) -> exec
DELETE FROM need WHERE response = :response

-- need_rows(response int) -> many
-- The needs of one response, in the order written.
SELECT id, rep, topic, topic_text, kind, priority, gap, people, by_date, consent
  FROM need WHERE response = :response ORDER BY rep, id

-- need_groups(need int) -> many
SELECT grp FROM need_group WHERE need = :need ORDER BY grp

-- need_places(need int) -> many
SELECT place FROM need_place WHERE need = :need ORDER BY place

-- answer_rows(response int) -> many
-- The typed answers of one response, as written.
SELECT question, rep, choice, num, text, first_answer, first_value FROM answer WHERE response = :response ORDER BY id

-- response_set_consent(id int, consent text) -> exec
UPDATE response SET consent = :consent WHERE id = :id
