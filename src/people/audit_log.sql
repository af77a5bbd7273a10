-- fragment audit_concerns
(:all OR e.account = :account
    OR (:assess AND e.kind IN ('form', 'round', 'response', 'release', 'paper'))
    OR EXISTS (SELECT 1 FROM role_grant g JOIN body_tree t ON t.ancestor = g.body
                WHERE g.account = :account AND t.body = e.body))

-- fragment audit_chosen
@audit_concerns
   AND (CAST(:kind AS TEXT) IS NULL OR e.kind = :kind)
   AND (CAST(:act AS TEXT) IS NULL OR e.act = :act)
   AND (CAST(:record AS BIGINT) IS NULL OR e.record = :record)
   AND (CAST(:under AS BIGINT) IS NULL
        OR EXISTS (SELECT 1 FROM body_tree u WHERE u.ancestor = :under AND u.body = e.body))
   AND (CAST(:by AS BIGINT) IS NULL OR e.account = :by)
   AND (CAST(:who AS TEXT) IS NULL OR n.fold LIKE :who ESCAPE '\')
   AND (CAST(:since AS TEXT) IS NULL OR e.at >= :since)
   AND (CAST(:until AS TEXT) IS NULL OR e.at < :until)

-- audit_log_list(all bool, assess bool, account int, kind text, act text, record int, under int, by int, who text, since text, until text, limit int, offset int) -> many
-- Acts that concern the reader, newest first: all (administrators); those on records of assessment
-- (coordinators); those at the bodies one has a right at; one's own. covered: a checkpoint seals it.
-- column covered bool
SELECT e.id, e.seq, e.at, e.act, e.kind, e.record, e.body, e.account, e.leaf_text, e.private_text,
       (e.seq IS NOT NULL AND EXISTS (SELECT 1 FROM audit_checkpoint c WHERE c.size > e.seq))
         AS covered,
       b.code AS body_code, b.name_ar AS body_ar, b.name_ckb AS body_ckb, b.name_kmr AS body_kmr,
       b.name_en AS body_en, n.name_ar AS who_ar, n.name_ckb AS who_ckb, n.name_kmr AS who_kmr,
       n.name_en AS who_en, h.name_ar AS for_ar, h.name_ckb AS for_ckb, h.name_kmr AS for_kmr,
       h.name_en AS for_en
  FROM audit_event e
  LEFT JOIN body b ON b.id = e.body
  LEFT JOIN account a ON a.id = e.account
  LEFT JOIN person n ON n.id = a.person
  LEFT JOIN act_for f ON f.event = e.id
  LEFT JOIN deputy d ON d.id = f.deputy
  LEFT JOIN person h ON h.id = d.holder
 WHERE @audit_chosen
 ORDER BY e.id DESC
 LIMIT :limit OFFSET :offset

-- audit_log_count(all bool, assess bool, account int, kind text, act text, record int, under int, by int, who text, since text, until text) -> value
-- column n int
SELECT count(*) AS n
  FROM audit_event e
  LEFT JOIN account a ON a.id = e.account
  LEFT JOIN person n ON n.id = a.person
 WHERE @audit_chosen
