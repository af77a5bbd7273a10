-- fragment notice_mine
(x.account = :account OR x.account IS NULL AND EXISTS (
  SELECT 1 FROM role_grant mine_g
   WHERE mine_g.account = :account AND mine_g.capability = x.capability
     AND (mine_g.body IS NULL OR EXISTS (
       SELECT 1 FROM body_tree mine_t WHERE mine_t.ancestor = mine_g.body AND mine_t.body = x.body))))

-- notice_insert(id int, kind text, once text, account int, capability text, body int, path text, ar text, ckb text, kmr text, en text, date text, n int, now text) -> exec
INSERT INTO notice (id, kind, once, account, capability, body, path, title_ar, title_ckb, title_kmr, title_en, date, n, at)
VALUES (:id, :kind, :once, :account, :capability, :body, :path, :ar, :ckb, :kmr, :en, :date, :n, :now)
ON CONFLICT (once) DO NOTHING

-- notice_unseen(account int) -> value
-- How many notices an account has not seen.
-- column n int
SELECT count(*) AS n FROM notice x
 WHERE @notice_mine
   AND NOT EXISTS (SELECT 1 FROM notice_seen s WHERE s.notice = x.id AND s.account = :account)

-- notice_one(id int, account int) -> maybe
-- Whether a notice is one the account may read.
SELECT x.id, x.path FROM notice x WHERE x.id = :id AND @notice_mine

-- notice_see(id int, account int, now text) -> exec
INSERT INTO notice_seen (notice, account, at) VALUES (:id, :account, :now)
ON CONFLICT (notice, account) DO NOTHING

-- notice_see_all(account int, now text) -> exec
INSERT INTO notice_seen (notice, account, at)
SELECT x.id, :account, :now FROM notice x
 WHERE @notice_mine
   AND NOT EXISTS (SELECT 1 FROM notice_seen s WHERE s.notice = x.id AND s.account = :account)

-- notice_list(account int, unseen bool, limit int, offset int) -> many
-- An account's notices, newest first; `unseen`: only those.
SELECT x.id, x.kind, x.path, x.title_ar, x.title_ckb, x.title_kmr, x.title_en, x.date, x.n, x.at, x.body,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en, s.at AS seen_at
  FROM notice x
  LEFT JOIN body b ON b.id = x.body
  LEFT JOIN notice_seen s ON s.notice = x.id AND s.account = :account
 WHERE @notice_mine AND (NOT :unseen OR s.at IS NULL)
 ORDER BY x.id DESC LIMIT :limit OFFSET :offset
