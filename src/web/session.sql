-- session_find(hash text) -> maybe
-- A session by the hash of its token.
SELECT account, created_at, seen_at FROM session WHERE token_hash = :hash

-- session_add(hash text, account int, now text, agent text) -> exec
INSERT INTO session (token_hash, account, created_at, seen_at, agent)
VALUES (:hash, :account, :now, :now, :agent)

-- session_touch(hash text, now text, before text) -> exec
-- Notes the use of a session, unless that was just done.
UPDATE session SET seen_at = :now WHERE token_hash = :hash AND seen_at < :before

-- session_delete(hash text) -> exec
DELETE FROM session WHERE token_hash = :hash

-- session_delete_all(account int, keep text) -> exec
-- Ends all sessions of an account but one ("": none is kept).
DELETE FROM session WHERE account = :account AND token_hash <> :keep

-- session_delete_old(idle text, created text) -> exec
DELETE FROM session WHERE seen_at < :idle OR created_at < :created

-- half_add(hash text, account int, expires text) -> exec
INSERT INTO session_half (token_hash, account, tries, expires_at) VALUES (:hash, :account, 0, :expires)

-- half_find(hash text) -> maybe
SELECT account, tries, expires_at FROM session_half WHERE token_hash = :hash

-- half_fail(hash text) -> exec
UPDATE session_half SET tries = tries + 1 WHERE token_hash = :hash

-- half_delete(hash text) -> exec
DELETE FROM session_half WHERE token_hash = :hash

-- half_delete_all(account int) -> exec
DELETE FROM session_half WHERE account = :account

-- half_delete_old(now text) -> exec
DELETE FROM session_half WHERE expires_at <= :now

-- once_find(token text, account int) -> maybe
-- Where an act led that was sent before.
SELECT location FROM once WHERE token = :token AND account = :account

-- once_add(token text, account int, path text, location text, now text) -> exec
INSERT INTO once (token, account, path, location, at)
VALUES (:token, :account, :path, :location, :now)

-- once_delete_old(before text) -> exec
DELETE FROM once WHERE at < :before

-- session_delete_one(account int, hash text) -> exec
DELETE FROM session WHERE account = :account AND token_hash = :hash
