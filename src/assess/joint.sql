-- joint_needs(round int) -> many
-- column people int
SELECT n.id AS need, n.body, n.people, n.topic, g.grp, p.place, n.by_date
  FROM need n
  JOIN need_group g ON g.need = n.id
  LEFT JOIN need_place p ON p.need = n.id
 WHERE n.round = :round

-- joint_decided(round int) -> many
-- What was decided, latest first.
SELECT j.seal, j.topic, j.grp, j.place, j.bodies, j.people, j.first_by, j.last_by, j.state, j.reason, j.created_at,
       n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM joint_proposal j
  JOIN account a ON a.id = j.account
  JOIN person n ON n.id = a.person
 WHERE j.round = :round
 ORDER BY j.created_at DESC, j.id DESC

-- joint_by_seal(round int, seal text) -> maybe
SELECT j.id, j.state, j.reason FROM joint_proposal j WHERE j.round = :round AND j.seal = :seal

-- joint_insert(id int, round int, seal text, topic text, grp text, place text, bodies int, people int, first_by text, last_by text, state text, reason text, account int, now text) -> exec
INSERT INTO joint_proposal (id, round, seal, topic, grp, place, bodies, people, first_by, last_by, state, reason, account, created_at)
VALUES (:id, :round, :seal, :topic, :grp, :place, :bodies, :people, :first_by, :last_by, :state, :reason, :account, :now)

-- joint_delete(round int, seal text) -> exec
DELETE FROM joint_proposal WHERE round = :round AND seal = :seal
