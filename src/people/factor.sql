-- factor_by_account(account int) -> maybe
SELECT f.sealed, f.step, f.began_at, f.confirmed_at FROM account_factor f WHERE f.account = :account

-- factor_count(account int) -> value
-- Whether an account has a second factor in use.
-- column n int
SELECT count(*) AS n FROM account_factor f WHERE f.account = :account AND f.confirmed_at IS NOT NULL

-- factor_put(account int, sealed text, step int, at text) -> exec
-- Begins one anew, unless one is in use.
INSERT INTO account_factor (account, sealed, step, began_at, confirmed_at)
VALUES (:account, :sealed, :step, :at, NULL)
ON CONFLICT (account) DO UPDATE
   SET sealed = excluded.sealed, step = excluded.step, began_at = excluded.began_at
 WHERE account_factor.confirmed_at IS NULL

-- factor_use(account int, step int) -> exec
-- Uses the code of a step: only a later step than the last one counts.
UPDATE account_factor SET step = :step WHERE account = :account AND step < :step

-- factor_set_confirmed(account int, at text) -> exec
UPDATE account_factor SET confirmed_at = :at WHERE account = :account AND confirmed_at IS NULL

-- factor_delete(account int) -> exec
DELETE FROM account_factor WHERE account = :account

-- recovery_add(account int, code_hash text) -> exec
INSERT INTO account_recovery (account, code_hash) VALUES (:account, :code_hash)

-- recovery_use(account int, code_hash text, at text) -> exec
UPDATE account_recovery SET used_at = :at
 WHERE account = :account AND code_hash = :code_hash AND used_at IS NULL

-- recovery_left(account int) -> value
-- column n int
SELECT count(*) AS n FROM account_recovery r WHERE r.account = :account AND r.used_at IS NULL

-- recovery_delete(account int) -> exec
DELETE FROM account_recovery WHERE account = :account

-- factor_holders() -> many
-- column accounts int
-- column with_factor int
-- Of each capability, how many active accounts have it and how many of them a second factor.
SELECT g.capability, count(DISTINCT g.account) AS accounts, count(DISTINCT f.account) AS with_factor
  FROM role_grant g
  JOIN account a ON a.id = g.account AND a.state = 'active'
  LEFT JOIN account_factor f ON f.account = g.account AND f.confirmed_at IS NOT NULL
 GROUP BY g.capability
 ORDER BY g.capability
