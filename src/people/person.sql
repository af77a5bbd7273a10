-- fragment person_own
EXISTS (SELECT 1 FROM body_tree t WHERE t.ancestor = :own AND t.body = x.body)

-- fragment person_administered
EXISTS (SELECT 1 FROM role_grant g
         WHERE g.account = :account AND g.capability = 'administer'
           AND (g.body IS NULL
                OR EXISTS (SELECT 1 FROM body_tree t WHERE t.ancestor = g.body AND t.body = x.body)))

-- fragment contact_seen
(:reach = 0 OR @person_own OR @person_administered)

-- fragment person_seen
(:reach <= 1 OR @person_own OR @person_administered)

-- fragment person_chosen
@person_seen
   AND x.fold LIKE :q ESCAPE '\'
   AND (CAST(:under AS BIGINT) IS NULL
        OR EXISTS (SELECT 1 FROM body_tree u WHERE u.ancestor = :under AND u.body = x.body))
   AND (CAST(:state AS TEXT) IS NULL
        OR (:state = 'current' AND (x.ended_on IS NULL OR x.ended_on >= :today))
        OR (:state = 'ended' AND x.ended_on < :today))

-- person_list(q text, under int, state text, today text, own int, reach int, account int, limit int, offset int) -> many
-- Persons the reader may see: government all, partners those of their own body. Contacts only for the
-- person's own body and administrators; others read NULL.
-- variants sort: name_ar = x.sort_ar ASC, x.id ASC | name_ar_down = x.sort_ar DESC, x.id DESC | name_ckb = x.sort_ckb ASC, x.id ASC | name_ckb_down = x.sort_ckb DESC, x.id DESC | name_en = x.sort_en ASC, x.id ASC | name_en_down = x.sort_en DESC, x.id DESC | body = b.code ASC, x.sort_en ASC, x.id ASC | body_down = b.code DESC, x.sort_en ASC, x.id ASC
-- column contact bool
-- column email text
-- column phone text
-- column staff_number text
SELECT x.id, x.body, x.name_ar, x.name_ckb, x.name_kmr, x.name_en, x.ended_on,
       @contact_seen AS contact,
       CASE WHEN @contact_seen THEN x.email END AS email,
       CASE WHEN @contact_seen THEN x.phone END AS phone,
       CASE WHEN @contact_seen THEN x.staff_number END AS staff_number,
       b.code AS body_code, b.name_ar AS body_ar, b.name_ckb AS body_ckb, b.name_kmr AS body_kmr,
       b.name_en AS body_en
  FROM person x
  JOIN body b ON b.id = x.body
 WHERE @person_chosen
 ORDER BY @sort
 LIMIT :limit OFFSET :offset

-- person_count(q text, under int, state text, today text, own int, reach int, account int) -> value
-- column n int
SELECT count(*) AS n FROM person x WHERE @person_chosen

-- person_by_id(id int, own int, reach int, account int) -> one
-- One person, if the reader may see her or him; contacts as in person_list.
-- column contact bool
-- column email text
-- column phone text
-- column staff_number text
SELECT x.id, x.body, x.name_ar, x.name_ckb, x.name_kmr, x.name_en, x.ended_on, x.version,
       @contact_seen AS contact,
       CASE WHEN @contact_seen THEN x.email END AS email,
       CASE WHEN @contact_seen THEN x.phone END AS phone,
       CASE WHEN @contact_seen THEN x.staff_number END AS staff_number,
       b.code AS body_code, b.name_ar AS body_ar, b.name_ckb AS body_ckb, b.name_kmr AS body_kmr,
       b.name_en AS body_en
  FROM person x
  JOIN body b ON b.id = x.body
 WHERE x.id = :id AND @person_seen

-- person_of_body(body int, own int, reach int, account int, today text) -> many
-- Current persons of one body, for choices and the body's page.
SELECT x.id, x.name_ar, x.name_ckb, x.name_kmr, x.name_en
  FROM person x
 WHERE x.body = :body AND @person_seen AND (x.ended_on IS NULL OR x.ended_on >= :today)
 ORDER BY x.sort_en, x.id

-- person_choices(own int, reach int, account int, today text) -> many
-- Current persons the reader administers, with their body, for a choice.
-- column has_account bool
SELECT x.id, x.body, x.name_ar, x.name_ckb, x.name_kmr, x.name_en, b.code AS body_code,
       EXISTS (SELECT 1 FROM account a WHERE a.person = x.id) AS has_account
  FROM person x
  JOIN body b ON b.id = x.body
 WHERE @contact_seen AND (x.ended_on IS NULL OR x.ended_on >= :today)
 ORDER BY b.code, x.sort_en, x.id

-- person_add(id int, body int, name_ar text, name_ckb text, name_kmr text, name_en text, sort_ar text, sort_ckb text, sort_en text, fold text, email text, phone text, staff_number text, at text) -> exec
INSERT INTO person (id, body, name_ar, name_ckb, name_kmr, name_en, sort_ar, sort_ckb, sort_en, fold,
                    email, phone, staff_number, version, created_at)
VALUES (:id, :body, :name_ar, :name_ckb, :name_kmr, :name_en, :sort_ar, :sort_ckb, :sort_en, :fold,
        :email, :phone, :staff_number, 1, :at)

-- person_set(id int, version int, body int, name_ar text, name_ckb text, name_kmr text, name_en text, sort_ar text, sort_ckb text, sort_en text, fold text, email text, phone text, staff_number text) -> exec
-- Changes nothing when the person is no longer at that version.
UPDATE person
   SET body = :body, name_ar = :name_ar, name_ckb = :name_ckb, name_kmr = :name_kmr,
       name_en = :name_en, sort_ar = :sort_ar, sort_ckb = :sort_ckb, sort_en = :sort_en,
       fold = :fold, email = :email, phone = :phone, staff_number = :staff_number,
       version = version + 1
 WHERE id = :id AND version = :version

-- person_set_end(id int, ended_on text) -> exec
UPDATE person SET ended_on = :ended_on, version = version + 1 WHERE id = :id

-- person_by_email(key text) -> many
-- Everybody with that address, or with an account of that address: for imports, which judge rights themselves.
SELECT x.id, x.body, x.name_ar, x.name_ckb, x.name_kmr, x.name_en, x.email, x.phone, x.staff_number,
       x.ended_on, x.version,
       (SELECT a.id FROM account a WHERE a.person = x.id) AS account
  FROM person x
 WHERE lower(x.email) = :key
    OR EXISTS (SELECT 1 FROM account a WHERE a.person = x.id AND a.email_key = :key)
 ORDER BY x.ended_on NULLS FIRST, x.id
 LIMIT 3

-- person_by_name(body int, name_ar text, name_ckb text, name_kmr text, name_en text) -> many
-- Current persons of a body with that name in one of the languages.
-- row person_by_email
SELECT x.id, x.body, x.name_ar, x.name_ckb, x.name_kmr, x.name_en, x.email, x.phone, x.staff_number,
       x.ended_on, x.version,
       (SELECT a.id FROM account a WHERE a.person = x.id) AS account
  FROM person x
 WHERE x.body = :body AND x.ended_on IS NULL
   AND (x.name_ar = :name_ar OR x.name_ckb = :name_ckb OR x.name_kmr = :name_kmr OR x.name_en = :name_en)
 ORDER BY x.id
 LIMIT 3
