-- edition_list(release int) -> many
-- The editions of a release, in order.
-- row edition_row
SELECT v.id, v.release, v.place, v.name_ar, v.name_ckb, v.name_kmr, v.name_en, v.choice, v.share, v.doc, v.sha256
  FROM edition v
 WHERE v.release = :release
 ORDER BY v.place

-- edition_by_id(id int) -> one
-- row edition_row
SELECT v.id, v.release, v.place, v.name_ar, v.name_ckb, v.name_kmr, v.name_en, v.choice, v.share, v.doc, v.sha256
  FROM edition v
 WHERE v.id = :id

-- edition_insert(id int, release int, name_ar text, name_ckb text, name_kmr text, name_en text, choice text, share int) -> exec
-- The next one of a draft.
INSERT INTO edition (id, release, place, name_ar, name_ckb, name_kmr, name_en, choice, share, doc, sha256)
SELECT :id, :release, coalesce((SELECT max(v.place) FROM edition v WHERE v.release = :release), 0) + 1, :name_ar, :name_ckb, :name_kmr, :name_en,
       :choice, :share, NULL, NULL

-- edition_update(id int, name_ar text, name_ckb text, name_kmr text, name_en text, choice text, share int) -> exec
UPDATE edition SET name_ar = :name_ar, name_ckb = :name_ckb, name_kmr = :name_kmr, name_en = :name_en, choice = :choice, share = :share
 WHERE id = :id AND doc IS NULL

-- edition_freeze(id int, doc text, sha256 text) -> exec
UPDATE edition SET doc = :doc, sha256 = :sha256 WHERE id = :id AND doc IS NULL

-- edition_delete(id int) -> exec
DELETE FROM edition WHERE id = :id AND doc IS NULL
