-- fragment seen
(x.share >= :reach OR EXISTS (
  SELECT 1 FROM role_grant seen_g JOIN body_tree seen_t ON seen_t.ancestor = seen_g.body
   WHERE seen_g.account = :account AND seen_t.body = x.body))

-- grant_list(account int) -> many
-- What an account may, in the order given.
SELECT capability, body, post, deputy FROM role_grant WHERE account = :account ORDER BY id

-- grant_insert(id int, account int, capability text, body int, post int, deputy int, now text, by int) -> exec
-- Gives a capability unless the same one at the same body by the same post and deputising is there.
INSERT INTO role_grant (id, account, capability, body, post, deputy, given_at, given_by)
SELECT :id, :account, :capability, :body, :post, :deputy, :now, :by
 WHERE NOT EXISTS (
  SELECT 1 FROM role_grant g
   WHERE g.account = :account AND g.capability = :capability
     AND coalesce(g.body, 0) = coalesce(:body, 0) AND coalesce(g.post, 0) = coalesce(:post, 0)
     AND coalesce(g.deputy, 0) = coalesce(:deputy, 0))

-- grant_delete(account int, capability text, body int) -> exec
-- Takes away what was given by hand.
DELETE FROM role_grant
 WHERE account = :account AND capability = :capability
   AND coalesce(body, 0) = coalesce(:body, 0) AND post IS NULL

-- grant_delete_post(account int, post int) -> exec
-- What a post brought its holder; what a deputy has goes with the deputising.
DELETE FROM role_grant WHERE account = :account AND post = :post AND deputy IS NULL

-- grant_delete_deputy(deputy int) -> exec
DELETE FROM role_grant WHERE deputy = :deputy

-- act_for_insert(event int, deputy int) -> exec
INSERT INTO act_for (event, deputy) VALUES (:event, :deputy)

-- tree_depth(ancestor int, body int) -> maybe
-- How far a body is below another one; no row: it is not.
SELECT depth FROM body_tree WHERE ancestor = :ancestor AND body = :body

-- tree_self(body int) -> exec
INSERT INTO body_tree (ancestor, body, depth) VALUES (:body, :body, 0)
ON CONFLICT (ancestor, body) DO NOTHING

-- tree_cut(body int) -> exec
-- Takes a body with all below it away from what is above it.
DELETE FROM body_tree
 WHERE body IN (SELECT d.body FROM body_tree d WHERE d.ancestor = :body)
   AND ancestor IN (SELECT u.ancestor FROM body_tree u WHERE u.body = :body AND u.depth > 0)

-- tree_hang(body int, parent int) -> exec
-- Puts a body with all below it under another one.
INSERT INTO body_tree (ancestor, body, depth)
SELECT u.ancestor, d.body, u.depth + d.depth + 1
  FROM body_tree u, body_tree d
 WHERE u.body = :parent AND d.ancestor = :body
