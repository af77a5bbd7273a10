-- fragment import_chosen
r.job = :job AND r.fold LIKE :q ESCAPE '\'
   AND (CAST(:verdict AS TEXT) IS NULL OR r.verdict = :verdict)
   AND (CAST(:outcome AS TEXT) IS NULL OR r.outcome = :outcome
        OR (:outcome = 'waiting' AND r.outcome = 'linking'))

-- import_row_add(id int, job int, place int, line int, verdict text, columns text, outcome text, body int, version int, code text, kind text, name_ar text, name_ckb text, name_kmr text, name_en text, source text, unconfirmed text, parent_code text, iati_type text, note text, starts text, ends text, successor_code text, share int, fold text) -> exec
INSERT INTO body_import_row (id, job, place, line, verdict, columns, outcome, body, version, code, kind,
                             name_ar, name_ckb, name_kmr, name_en, source, unconfirmed, parent_code,
                             iati_type, note, starts, ends, successor_code, share, fold)
VALUES (:id, :job, :place, :line, :verdict, :columns, :outcome, :body, :version, :code, :kind,
        :name_ar, :name_ckb, :name_kmr, :name_en, :source, :unconfirmed, :parent_code,
        :iati_type, :note, :starts, :ends, :successor_code, :share, :fold)

-- import_row_next(job int, outcome text, limit int) -> many
-- The rows a step works at.
SELECT r.id, r.line, r.verdict, r.body, r.version, r.code, r.kind, r.name_ar, r.name_ckb, r.name_kmr,
       r.name_en, r.source, r.unconfirmed, r.parent_code, r.iati_type, r.note, r.starts, r.ends,
       r.successor_code, r.share
  FROM body_import_row r
 WHERE r.job = :job AND r.outcome = :outcome
 ORDER BY r.place LIMIT :limit

-- import_row_end(id int, outcome text, obstacle text, body int) -> exec
UPDATE body_import_row SET outcome = :outcome, obstacle = :obstacle, body = :body WHERE id = :id

-- import_job_open(hash text, owner int) -> maybe
-- An import of this file that the owner has begun and that has not ended.
SELECT id FROM job
 WHERE kind = 'bodies' AND owner = :owner AND (state = 'waiting' OR state = 'running')
   AND substr(key, 1, 64) = :hash
 ORDER BY id LIMIT 1

-- import_counts(job int) -> many
-- How many rows of each verdict ended how.
-- column n int
SELECT r.verdict, r.outcome, count(*) AS n
  FROM body_import_row r
 WHERE r.job = :job
 GROUP BY r.verdict, r.outcome

-- import_row_list(job int, q text, verdict text, outcome text, limit int, offset int) -> many
-- Rows of an import; those that were left alone first.
-- variants sort: line = CASE WHEN r.outcome = 'left' THEN 0 ELSE 1 END, r.line ASC | line_down = r.line DESC | code = r.code ASC, r.id ASC | code_down = r.code DESC, r.id DESC
SELECT r.line, r.verdict, r.columns, r.outcome, r.obstacle, r.body, r.code, r.name_ar, r.name_ckb,
       r.name_kmr, r.name_en
  FROM body_import_row r
 WHERE @import_chosen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- import_row_count(job int, q text, verdict text, outcome text) -> value
-- column n int
SELECT count(*) AS n FROM body_import_row r WHERE @import_chosen
