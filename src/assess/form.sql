-- fragment form_seen
(@form_written
 OR (x.share >= :reach
     AND EXISTS (SELECT 1 FROM form_version sv WHERE sv.form = x.id AND sv.state <> 'draft')))

-- fragment form_chosen
@form_seen
   AND x.fold LIKE :q ESCAPE '\'
   AND (CAST(:state AS TEXT) IS NULL
        OR EXISTS (SELECT 1 FROM form_version s WHERE s.form = x.id AND s.state = :state
                       AND (s.state <> 'draft' OR @form_written)))

-- forms_page(q text, state text, all bool, reach int, account int, limit int, offset int) -> many
-- Forms the reader may see, each with its newest version.
-- column rounds int
-- variants sort: title_ar = x.sort_ar ASC, x.id ASC | title_ar_down = x.sort_ar DESC, x.id DESC
--   | title_ckb = x.sort_ckb ASC, x.id ASC | title_ckb_down = x.sort_ckb DESC, x.id DESC
--   | title_en = x.sort_en ASC, x.id ASC | title_en_down = x.sort_en DESC, x.id DESC
--   | code = x.code ASC, x.id ASC | code_down = x.code DESC, x.id DESC
--   | newest = v.created_at DESC, x.id DESC | newest_down = v.created_at ASC, x.id ASC
SELECT x.id, x.code, x.title_ar, x.title_ckb, x.title_kmr, x.title_en,
       v.number, v.label, v.state, v.questions, v.langs, v.created_at,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en,
       (SELECT count(*) FROM round r JOIN form_version w ON w.id = r.form_version
         WHERE w.form = x.id AND r.state <> 'draft') AS rounds
  FROM form x
  JOIN form_version v ON v.form = x.id
   AND v.number = (SELECT max(n.number) FROM form_version n
                    WHERE n.form = x.id AND (n.state <> 'draft' OR @form_written))
  JOIN body b ON b.id = x.body
 WHERE @form_chosen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- forms_count(q text, state text, all bool, reach int, account int) -> value
-- How many forms_page would give.
-- column n int
SELECT count(*) AS n FROM form x WHERE @form_chosen

-- form_by_id(id int, all bool, reach int, account int) -> one
-- One form, if the reader may see it.
SELECT x.id, x.code, x.body, x.title_ar, x.title_ckb, x.title_kmr, x.title_en, x.share, x.version,
       x.created_at, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM form x
  JOIN body b ON b.id = x.body
 WHERE x.id = :id AND @form_seen

-- form_by_code(code text) -> maybe
-- Any form by its form_id: to find where an upload belongs.
SELECT x.id, x.body FROM form x WHERE x.code = :code

-- form_insert(id int, code text, body int, title_ar text, title_ckb text, title_kmr text, title_en text, sort_ar text, sort_ckb text, sort_en text, fold text, share int, now text) -> exec
INSERT INTO form (id, code, body, title_ar, title_ckb, title_kmr, title_en, sort_ar, sort_ckb,
                  sort_en, fold, share, version, created_at)
VALUES (:id, :code, :body, :title_ar, :title_ckb, :title_kmr, :title_en, :sort_ar, :sort_ckb,
        :sort_en, :fold, :share, 1, :now)

-- form_set(id int, version int, title_ar text, title_ckb text, title_kmr text, title_en text, sort_ar text, sort_ckb text, sort_en text, fold text, share int) -> exec
-- Changes nothing when the form is no longer at that version.
UPDATE form
   SET title_ar = :title_ar, title_ckb = :title_ckb, title_kmr = :title_kmr, title_en = :title_en,
       sort_ar = :sort_ar, sort_ckb = :sort_ckb, sort_en = :sort_en, fold = :fold, share = :share,
       version = version + 1
 WHERE id = :id AND version = :version

-- form_version_by_file(form int, file text) -> maybe
SELECT v.id, v.number FROM form_version v WHERE v.form = :form AND v.file = :file

-- form_version_next(form int) -> value
-- The number the next version gets.
-- column n int
SELECT coalesce(max(v.number), 0) + 1 AS n FROM form_version v WHERE v.form = :form

-- form_version_insert(id int, form int, number int, label text, file text, name text, questions int, langs text, account int, now text) -> exec
INSERT INTO form_version (id, form, number, label, file, name, state, questions, langs, by_account,
                          version, created_at)
VALUES (:id, :form, :number, :label, :file, :name, 'draft', :questions, :langs, :account, 1, :now)

-- form_versions(form int, all bool, account int) -> many
-- All versions of a form that the reader may see (drafts are for those who write it), newest first, with who uploaded each and how many rounds used it.
-- column rounds int
SELECT v.id, v.number, v.label, v.file, v.name, v.state, v.questions, v.langs, v.created_at,
       p.name_ar, p.name_ckb, p.name_kmr, p.name_en,
       (SELECT count(*) FROM round r WHERE r.form_version = v.id AND r.state <> 'draft') AS rounds
  FROM form_version v
  LEFT JOIN account a ON a.id = v.by_account
  LEFT JOIN person p ON p.id = a.person
  JOIN form x ON x.id = v.form
 WHERE v.form = :form AND (v.state <> 'draft' OR @form_written)
 ORDER BY v.number DESC

-- form_version_by_number(form int, number int, all bool, account int) -> one
-- row form_version_by_number
-- column rounds int
SELECT v.id, v.form, v.number, v.label, v.file, v.name, v.state, v.questions, v.langs, v.version,
       v.created_at, x.body,
       (SELECT count(*) FROM round r WHERE r.form_version = v.id AND r.state <> 'draft') AS rounds
  FROM form_version v
  JOIN form x ON x.id = v.form
 WHERE v.form = :form AND v.number = :number
   AND (v.state <> 'draft' OR @form_written)

-- form_version_by_id(id int) -> one
-- row form_version_by_number
-- column rounds int
SELECT v.id, v.form, v.number, v.label, v.file, v.name, v.state, v.questions, v.langs, v.version,
       v.created_at, f.body,
       (SELECT count(*) FROM round r WHERE r.form_version = v.id AND r.state <> 'draft') AS rounds
  FROM form_version v
  JOIN form f ON f.id = v.form
 WHERE v.id = :id

-- form_version_set_state(id int, from text, to text) -> exec
-- Changes nothing when the version has left that state meanwhile.
UPDATE form_version SET state = :to, version = version + 1 WHERE id = :id AND state = :from

-- form_versions_ready(all bool, reach int, account int) -> many
-- Versions a round may be made with, newest first, of the forms the reader may see.
SELECT v.id, v.number, v.label, v.form, v.questions, v.langs,
       x.title_ar, x.title_ckb, x.title_kmr, x.title_en
  FROM form_version v
  JOIN form x ON x.id = v.form
 WHERE v.state IN ('ready', 'used') AND @form_seen
 ORDER BY v.created_at DESC, v.id DESC
