-- handover_unread(person int) -> many
-- Posts a person took over from somebody and has not marked as read.
SELECT h.id, h.post, h.starts, p.kind, b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM post_holder h
  JOIN post p ON p.id = h.post
  JOIN body b ON b.id = p.body
 WHERE h.person = :person AND h.ends IS NULL AND h.read_at IS NULL
   AND EXISTS (SELECT 1 FROM post_holder e WHERE e.post = h.post AND e.ends IS NOT NULL AND e.person <> h.person)
 ORDER BY h.starts, h.id

-- handover_read(post int, person int, now text) -> exec
UPDATE post_holder SET read_at = :now
 WHERE post = :post AND person = :person AND ends IS NULL AND read_at IS NULL

-- handover_before(post int) -> maybe
-- Who held a post before the present holder, and whether the present one has read what was open.
-- column read bool
SELECT h.id, h.read_at IS NOT NULL AS read, e.ends, n.name_ar, n.name_ckb, n.name_kmr, n.name_en
  FROM post_holder h
  JOIN post_holder e ON e.post = h.post AND e.ends IS NOT NULL AND e.person <> h.person
  JOIN person n ON n.id = e.person
 WHERE h.post = :post AND h.ends IS NULL
 ORDER BY e.ends DESC, e.id DESC LIMIT 1

-- handover_notices(body int, account int, after int, enter bool, approve bool, coordinate bool) -> many
-- Notices for those who have one of these capabilities at a body that an account has not seen, newest first.
SELECT x.id, x.kind, x.path, x.title_ar, x.title_ckb, x.title_kmr, x.title_en, x.date, x.n, x.at,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM notice x
  LEFT JOIN body b ON b.id = coalesce(x.about, x.body)
 WHERE x.body = :body AND x.id > :after
   AND (:enter AND x.capability = 'enter' OR :approve AND x.capability = 'approve'
        OR :coordinate AND x.capability = 'coordinate')
   AND NOT EXISTS (SELECT 1 FROM notice_seen s WHERE s.notice = x.id AND s.account = :account)
 ORDER BY x.at DESC, x.id DESC
 LIMIT 30
