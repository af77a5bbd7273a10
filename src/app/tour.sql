-- tour_round() -> maybe
-- The running round with the nearest deadline.
SELECT r.id, r.state FROM round r WHERE r.state = 'open' ORDER BY r.due_on, r.id LIMIT 1

-- tour_response(round int, first text, second text) -> maybe
-- A response of the round in one of these states, the first state before the second.
SELECT p.id, p.body
  FROM response p
 WHERE p.round = :round AND p.state IN (:first, :second)
 ORDER BY CASE p.state WHEN :first THEN 1 ELSE 2 END, p.id
 LIMIT 1

-- tour_account(kind text, body int) -> maybe
-- An account that holds such a post, at this body (NULL: at any).
SELECT a.id
  FROM post x
  JOIN post_holder h ON h.post = x.id AND h.ends IS NULL
  JOIN account a ON a.person = h.person
 WHERE x.kind = :kind AND a.state = 'active' AND (CAST(:body AS BIGINT) IS NULL OR x.body = :body)
 ORDER BY a.id
 LIMIT 1

-- tour_release() -> maybe
-- The release published last.
SELECT r.id FROM release r WHERE r.state = 'published' ORDER BY r.number DESC NULLS LAST LIMIT 1
