-- open_work_responses(body int) -> many
-- What a body has not sent in open rounds (asked, draft, returned) or its head has not decided (sent).
-- column reason text
SELECT p.id, p.state, p.due_on, p.sent_at, p.answered, p.asked,
       r.title_ar, r.title_ckb, r.title_kmr, r.title_en,
       (SELECT e.reason FROM flow_event e
         WHERE e.kind = 'response' AND e.record = p.id AND e.act = 'return'
         ORDER BY e.at DESC, e.id DESC LIMIT 1) AS reason
  FROM response p JOIN round r ON r.id = p.round
 WHERE p.body = :body AND r.state = 'open' AND p.state IN ('asked', 'draft', 'returned', 'sent')
 ORDER BY p.due_on, p.id
 LIMIT 100

-- open_work_rounds() -> many
-- Running rounds with what waits for review.
SELECT r.id, r.title_ar, r.title_ckb, r.title_kmr, r.title_en, r.due_on, r.asked, r.done, r.waiting
  FROM round r WHERE r.state = 'open'
 ORDER BY r.due_on, r.id LIMIT 50

-- open_work_extensions() -> many
SELECT e.response, e.due_on, e.at, r.title_ar, r.title_ckb, r.title_kmr, r.title_en,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM extension e
  JOIN response p ON p.id = e.response
  JOIN round r ON r.id = p.round
  JOIN body b ON b.id = p.body
 WHERE e.state = 'asked' AND r.state = 'open'
 ORDER BY e.id LIMIT 50

-- open_work_signs(body int) -> many
-- Versions of forms a body has been asked to sign off by letter.
SELECT f.id AS form, v.number, s.asked_at, f.title_ar, f.title_ckb, f.title_kmr, f.title_en
  FROM form_sign s
  JOIN form_version v ON v.id = s.form_version
  JOIN form f ON f.id = v.form
 WHERE s.body = :body AND s.state = 'asked'
 ORDER BY s.asked_at, s.id LIMIT 50

-- open_work_copies(body int) -> many
-- Responses of open rounds that are approved and whose signed copy has not come back.
SELECT p.id, p.approved_at, r.title_ar, r.title_ckb, r.title_kmr, r.title_en
  FROM response p JOIN round r ON r.id = p.round
 WHERE p.body = :body AND r.state = 'open' AND p.state = 'approved'
   AND NOT EXISTS (SELECT 1 FROM signed_copy c WHERE c.response = p.id AND c.replaced_at IS NULL)
 ORDER BY p.approved_at, p.id LIMIT 50

-- fragment reached
EXISTS (SELECT 1 FROM post t
          JOIN post_holder h ON h.post = t.id AND h.ends IS NULL
          JOIN account a ON a.person = h.person AND a.state = 'active'
         WHERE t.body = x.id AND t.kind = k.kind AND (t.ends IS NULL OR t.ends >= :today))

-- fragment unheld_chosen
(x.ends IS NULL OR x.ends >= :today)
   AND (CAST(:round AS BIGINT) IS NULL AND x.kind = 'ministry'
        OR EXISTS (SELECT 1 FROM response p JOIN round r ON r.id = p.round
                    WHERE p.body = x.id AND (r.id = :round OR CAST(:round AS BIGINT) IS NULL AND r.state = 'open'))
        OR EXISTS (SELECT 1 FROM round_body w JOIN round r ON r.id = w.round
                    WHERE w.body = x.id AND r.state = 'draft' AND (r.id = :round OR CAST(:round AS BIGINT) IS NULL)))
   AND (CAST(:kind AS TEXT) IS NULL OR k.kind = :kind)
   AND x.fold LIKE :q ESCAPE '\'
   AND NOT @reached

-- unheld_list(round int, kind text, q text, today text, limit int, offset int) -> many
-- Bodies whose focal point or head nobody can reach: of a round, or (NULL) ministries and what running rounds
-- and drafts ask. post NULL: never made; holder NULL: vacant; else the holder has no active account.
-- column kind text
-- column post int
-- column holder int
SELECT x.id, x.code, x.name_ar, x.name_ckb, x.name_kmr, x.name_en, k.kind AS kind,
       (SELECT max(t.id) FROM post t
         WHERE t.body = x.id AND t.kind = k.kind AND (t.ends IS NULL OR t.ends >= :today)) AS post,
       (SELECT max(h.person) FROM post t JOIN post_holder h ON h.post = t.id AND h.ends IS NULL
         WHERE t.body = x.id AND t.kind = k.kind AND (t.ends IS NULL OR t.ends >= :today)) AS holder
  FROM body x
  JOIN (SELECT 'focal' AS kind UNION ALL SELECT 'head' AS kind) k ON TRUE
 WHERE @unheld_chosen
 ORDER BY x.code, k.kind
 LIMIT :limit OFFSET :offset

-- unheld_count(round int, kind text, q text, today text) -> value
-- column n int
SELECT count(*) AS n
  FROM body x
  JOIN (SELECT 'focal' AS kind UNION ALL SELECT 'head' AS kind) k ON TRUE
 WHERE @unheld_chosen

-- unheld_rounds() -> many
-- Rounds one may choose on the list: running ones and drafts.
SELECT r.id, r.title_ar, r.title_ckb, r.title_kmr, r.title_en FROM round r
 WHERE r.state IN ('open', 'draft')
 ORDER BY r.due_on DESC, r.id DESC LIMIT 100
