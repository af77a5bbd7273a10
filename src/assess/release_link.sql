-- link_by_token(token text) -> one
-- What a link leads to.
SELECT l.id, l.edition, l.state, l.ends_on, l.revoked_at, x.id AS release, x.state AS release_state, x.body,
       b.name_ar, b.name_ckb, b.name_kmr, b.name_en
  FROM release_link l JOIN edition v ON v.id = l.edition JOIN release x ON x.id = v.release JOIN body b ON b.id = x.body
 WHERE l.token = :token AND x.state IN ('published', 'withdrawn')

-- link_by_id(id int) -> one
-- column newest int
SELECT l.id, l.edition, l.token, l.state, l.ends_on, l.version, v.release, x.body, x.state AS release_state,
       (SELECT max(n.id) FROM release_link n WHERE n.edition = l.edition) AS newest
  FROM release_link l JOIN edition v ON v.id = l.edition JOIN release x ON x.id = v.release
 WHERE l.id = :id

-- link_newest(edition int) -> maybe
-- The link of an edition that counts: the last one made.
SELECT l.id, l.token, l.state, l.ends_on, l.version
  FROM release_link l
 WHERE l.edition = :edition
 ORDER BY l.id DESC
 LIMIT 1

-- link_list(release int) -> many
-- Every link of a release, by edition, the newest first, with how often it was opened.
-- column pages int
-- column files int
-- column newest int
SELECT l.id, l.edition, l.token, l.state, l.made_at, l.made_by, l.ends_on, l.revoked_at, l.reason, l.version,
       v.place, v.name_ar, v.name_ckb, v.name_kmr, v.name_en, v.share,
       p.name_ar AS maker_ar, p.name_ckb AS maker_ckb, p.name_kmr AS maker_kmr, p.name_en AS maker_en,
       q.name_ar AS revoker_ar, q.name_ckb AS revoker_ckb, q.name_kmr AS revoker_kmr, q.name_en AS revoker_en,
       (SELECT CAST(coalesce(sum(o.pages), 0) AS BIGINT) FROM link_opened o WHERE o.link = l.id) AS pages,
       (SELECT CAST(coalesce(sum(o.files), 0) AS BIGINT) FROM link_opened o WHERE o.link = l.id) AS files,
       (SELECT max(n.id) FROM release_link n WHERE n.edition = l.edition) AS newest
  FROM release_link l JOIN edition v ON v.id = l.edition
  LEFT JOIN account a ON a.id = l.made_by LEFT JOIN person p ON p.id = a.person
  LEFT JOIN account b ON b.id = l.revoked_by LEFT JOIN person q ON q.id = b.person
 WHERE v.release = :release
 ORDER BY v.place, l.id DESC

-- link_insert(id int, edition int, token text, account int, now text) -> exec
INSERT INTO release_link (id, edition, token, state, made_at, made_by, ends_on, revoked_at, revoked_by, reason, version)
VALUES (:id, :edition, :token, 'open', :now, :account, NULL, NULL, NULL, NULL, 1)

-- link_end_set(id int, version int, ends_on text) -> exec
UPDATE release_link SET ends_on = :ends_on, version = version + 1 WHERE id = :id AND version = :version AND state = 'open'

-- link_revoke_set(id int, version int, now text, account int, reason text) -> exec
UPDATE release_link SET state = 'revoked', revoked_at = :now, revoked_by = :account, reason = :reason, version = version + 1
 WHERE id = :id AND version = :version AND state = 'open'

-- link_count(link int, day text, lang text, pages int, files int) -> exec
-- One more opening.
INSERT INTO link_opened (link, day, lang, pages, files) VALUES (:link, :day, :lang, :pages, :files)
ON CONFLICT (link, day, lang) DO UPDATE SET pages = link_opened.pages + :pages, files = link_opened.files + :files

-- link_days(release int, since text) -> many
-- Openings of all links of a release, by day.
-- column pages int
-- column files int
SELECT o.day, CAST(sum(o.pages) AS BIGINT) AS pages, CAST(sum(o.files) AS BIGINT) AS files
  FROM link_opened o JOIN release_link l ON l.id = o.link JOIN edition v ON v.id = l.edition
 WHERE v.release = :release AND o.day >= :since
 GROUP BY o.day
 ORDER BY o.day

-- link_langs(release int) -> many
-- The same by language.
-- column pages int
-- column files int
SELECT o.lang, CAST(sum(o.pages) AS BIGINT) AS pages, CAST(sum(o.files) AS BIGINT) AS files
  FROM link_opened o JOIN release_link l ON l.id = o.link JOIN edition v ON v.id = l.edition
 WHERE v.release = :release
 GROUP BY o.lang
 ORDER BY o.lang

-- link_openings(release int) -> many
-- Everything counted: for the file.
SELECT v.place, v.name_ar, v.name_ckb, v.name_kmr, v.name_en, v.share, l.id, l.made_at, o.day, o.lang, o.pages, o.files
  FROM link_opened o JOIN release_link l ON l.id = o.link JOIN edition v ON v.id = l.edition
 WHERE v.release = :release
 ORDER BY o.day, v.place, l.id, o.lang
