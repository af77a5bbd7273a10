-- fragment form_written
(:all
 OR EXISTS (
  SELECT 1 FROM role_grant wg
   WHERE wg.account = :account AND wg.capability IN ('coordinate', 'administer')
     AND (wg.body IS NULL
          OR EXISTS (SELECT 1 FROM body_tree wt WHERE wt.ancestor = wg.body AND wt.body = x.body)))
 OR EXISTS (
  SELECT 1 FROM role_grant wg JOIN body_tree wt ON wt.ancestor = wg.body
   WHERE wg.account = :account
     AND (wt.body = x.body
          OR EXISTS (SELECT 1 FROM form_author wa
                      WHERE wa.form = x.id AND wa.body = wt.body AND wa.ended_at IS NULL))))

-- fragment writes_for
EXISTS (SELECT 1 FROM role_grant g
         WHERE g.account = :account AND g.capability IN ('enter', 'approve', 'coordinate')
           AND ((g.body IS NULL AND g.capability = 'coordinate' AND b.id = :home)
                OR EXISTS (SELECT 1 FROM body_tree t WHERE t.ancestor = g.body AND t.body = b.id)))

-- fragment signs_for
EXISTS (SELECT 1 FROM role_grant g
         WHERE g.account = :account AND g.capability IN ('approve', 'coordinate')
           AND ((g.body IS NULL AND g.capability = 'coordinate' AND b.id = :home)
                OR EXISTS (SELECT 1 FROM body_tree t WHERE t.ancestor = g.body AND t.body = b.id)))

-- form_written_by(id int, all bool, account int) -> maybe
-- Whether the reader is one of those who write the form, or coordinates or administers its body.
SELECT x.id FROM form x WHERE x.id = :id AND @form_written

-- form_authors(form int, all bool, account int, home int) -> many
-- The bodies that write a form, the owner first. writes, signs: what the reader does for each; a right everywhere holds
-- for one's own body only, so that nobody signs for another ministry.
-- column owner bool
-- column writes bool
-- column signs bool
SELECT b.id, b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en, (b.id = x.body) AS owner,
       (:all OR @writes_for) AS writes, (:all OR @signs_for) AS signs
  FROM form x
  JOIN body b ON b.id = x.body
   OR b.id IN (SELECT w.body FROM form_author w WHERE w.form = x.id AND w.ended_at IS NULL)
 WHERE x.id = :form
 ORDER BY CASE WHEN b.id = x.body THEN 0 ELSE 1 END, b.code

-- form_author_insert(id int, form int, body int, account int, now text) -> exec
INSERT INTO form_author (id, form, body, added_at, added_by)
VALUES (:id, :form, :body, :now, :account)

-- form_author_end(form int, body int, account int, now text) -> exec
UPDATE form_author SET ended_at = :now, ended_by = :account
 WHERE form = :form AND body = :body AND ended_at IS NULL

-- form_author_history(form int) -> many
-- Every time a body was named or taken out, with who did it, newest first.
SELECT w.id, w.added_at, w.ended_at,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       p.name_ar AS by_ar, p.name_ckb AS by_ckb, p.name_kmr AS by_kmr, p.name_en AS by_en,
       e.name_ar AS end_ar, e.name_ckb AS end_ckb, e.name_kmr AS end_kmr, e.name_en AS end_en
  FROM form_author w
  JOIN body b ON b.id = w.body
  LEFT JOIN account a ON a.id = w.added_by
  LEFT JOIN person p ON p.id = a.person
  LEFT JOIN account ea ON ea.id = w.ended_by
  LEFT JOIN person e ON e.id = ea.person
 WHERE w.form = :form
 ORDER BY coalesce(w.ended_at, w.added_at) DESC, w.id DESC

-- form_author_others(form int, today text) -> many
-- Bodies of today that do not write the form.
SELECT b.id, b.code, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM body b
 WHERE (b.ends IS NULL OR b.ends >= :today)
   AND b.id <> (SELECT x.body FROM form x WHERE x.id = :form)
   AND NOT EXISTS (SELECT 1 FROM form_author w
                    WHERE w.form = :form AND w.body = b.id AND w.ended_at IS NULL)
 ORDER BY CASE b.kind WHEN 'ministry' THEN 1 WHEN 'coordination' THEN 2 ELSE 3 END, b.code

-- form_question_insert(form_version int, name text, place int) -> exec
INSERT INTO form_question (form_version, name, place) VALUES (:form_version, :name, :place)
ON CONFLICT (form_version, name) DO NOTHING
