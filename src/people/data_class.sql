-- data_class_history(data_set text) -> many
-- Every version of a set's class, newest first, and who set it.
SELECT c.version, c.level, c.confirmed, c.basis, c.at, c.by_account, n.name_ar, n.name_ckb,
       n.name_kmr, n.name_en
  FROM data_class c
  LEFT JOIN account a ON a.id = c.by_account
  LEFT JOIN person n ON n.id = a.person
 WHERE c.data_set = :data_set
 ORDER BY c.version DESC
