-- fragment notice_ids
SELECT m.id FROM notice m WHERE m.account = :account AND m.id > :after
UNION ALL
SELECT m.id
  FROM (SELECT DISTINCT g.capability, t.body
          FROM role_grant g JOIN body_tree t ON t.ancestor = g.body
         WHERE g.account = :account
           AND g.capability NOT IN (SELECT w.capability FROM role_grant w
                                     WHERE w.account = :account AND w.body IS NULL)) p
  JOIN notice m ON m.capability = p.capability AND m.body = p.body AND m.id > :after
UNION ALL
SELECT m.id
  FROM (SELECT DISTINCT g.capability FROM role_grant g WHERE g.account = :account AND g.body IS NULL) p
  JOIN notice m ON m.capability = p.capability AND m.id > :after

-- notice_insert(id int, kind text, once text, account int, capability text, body int, about int, path text, ar text, ckb text, kmr text, en text, date text, n int, batch text, spread bool, now text) -> exec
INSERT INTO notice (id, kind, once, account, capability, body, about, path, title_ar, title_ckb, title_kmr, title_en,
                    date, n, batch, spread, at)
VALUES (:id, :kind, :once, :account, :capability, :body, :about, :path, :ar, :ckb, :kmr, :en,
        :date, :n, :batch, :spread, :now)
ON CONFLICT (once) DO NOTHING

-- notice_unseen(account int, after int) -> value
-- How many notices an account has not seen of those with a higher id than `after`; 100 at most.
-- column n int
SELECT count(*) AS n
  FROM (SELECT i.id FROM (@notice_ids) i
         WHERE NOT EXISTS (SELECT 1 FROM notice_seen s WHERE s.notice = i.id AND s.account = :account)
         LIMIT 100) u

-- notice_one(id int, account int, after int) -> maybe
-- A notice, if it is one the account may read; `after` 0.
SELECT x.id, x.path FROM notice x
 WHERE x.id = :id AND EXISTS (SELECT 1 FROM (@notice_ids) i WHERE i.id = :id)

-- notice_see(id int, account int, now text) -> exec
INSERT INTO notice_seen (notice, account, at) VALUES (:id, :account, :now)
ON CONFLICT (notice, account) DO NOTHING

-- notice_unsee(id int, account int) -> exec
DELETE FROM notice_seen WHERE notice = :id AND account = :account

-- notice_see_all(account int, after int, now text) -> exec
INSERT INTO notice_seen (notice, account, at)
SELECT i.id, :account, :now FROM (@notice_ids) i
 WHERE NOT EXISTS (SELECT 1 FROM notice_seen s WHERE s.notice = i.id AND s.account = :account)

-- fragment notice_chosen
x.id IN (@notice_ids)
   AND (CAST(:kinds AS TEXT) IS NULL OR :kinds LIKE '% ' || x.kind || ' %')
   AND (NOT :unseen OR x.id > :recent
        AND NOT EXISTS (SELECT 1 FROM notice_seen u WHERE u.notice = x.id AND u.account = :account))

-- notice_list(account int, after int, kinds text, unseen bool, recent int, limit int, offset int) -> many
-- An account's notices, newest first; `after` 0: all. kinds: names with blanks round each, NULL: any.
-- unseen: only those, and of them only those after `recent`.
SELECT x.id, x.kind, x.path, x.title_ar, x.title_ckb, x.title_kmr, x.title_en, x.date, x.n, x.at,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en, s.at AS seen_at
  FROM notice x
  LEFT JOIN body b ON b.id = coalesce(x.about, x.body)
  LEFT JOIN notice_seen s ON s.notice = x.id AND s.account = :account
 WHERE @notice_chosen
 ORDER BY x.at DESC, x.id DESC LIMIT :limit OFFSET :offset

-- notice_count(account int, after int, kinds text, unseen bool, recent int) -> value
-- How many notice_list would give.
-- column n int
SELECT count(*) AS n FROM notice x WHERE @notice_chosen

-- notice_choices(account int) -> many
SELECT c.kind, c.way FROM notice_choice c WHERE c.account = :account

-- notice_choose(account int, kind text, way text) -> exec
INSERT INTO notice_choice (account, kind, way) VALUES (:account, :kind, :way)
ON CONFLICT (account, kind) DO UPDATE SET way = excluded.way
