-- data_class_now(data_set text) -> maybe
SELECT c.version, c.level, c.confirmed, c.basis, c.by_account, c.at
  FROM data_class c
 WHERE c.data_set = :data_set
 ORDER BY c.version DESC
 LIMIT 1

-- data_class_add(id int, data_set text, version int, level text, confirmed bool, basis text, by_account int, at text) -> exec
INSERT INTO data_class (id, data_set, version, level, confirmed, basis, by_account, at)
VALUES (:id, :data_set, :version, :level, :confirmed, :basis, :by_account, :at)
