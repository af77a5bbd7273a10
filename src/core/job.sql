-- fragment job_due
(job.state = 'waiting' OR job.state = 'running') AND (job.leased_until IS NULL OR job.leased_until <= :clock)

-- job_insert(id int, kind text, key text, args text, owner int, run_at text, now text) -> exec
INSERT INTO job (id, kind, key, args, state, owner, run_at, tries, done, total, created_at)
VALUES (:id, :kind, :key, :args, 'waiting', :owner, :run_at, 0, 0, 0, :now)
ON CONFLICT (kind, key) DO NOTHING

-- job_by_key(kind text, key text) -> value
SELECT id FROM job WHERE kind = :kind AND key = :key

-- job_next(kind text, now text, clock text) -> maybe
-- The job of a kind that should run first. `now` is the instance's moment, `clock` the machine's.
SELECT id, run_at FROM job
 WHERE kind = :kind AND run_at <= :now AND @job_due
 ORDER BY run_at, id LIMIT 1

-- job_claim(id int, lease text, clock text, until text) -> maybe
-- Takes a job if nobody else has.
UPDATE job SET state = 'running', lease = :lease, leased_until = :until, tries = tries + 1
 WHERE id = :id AND @job_due
RETURNING id, kind, args, owner, tries, done, total

-- job_hold(id int, lease text, until text) -> exec
-- First in a step's transaction: changes nothing if the lease was lost, else keeps the row locked.
UPDATE job SET leased_until = :until WHERE id = :id AND lease = :lease AND state = 'running'

-- job_progress(id int, lease text, done int, total int, result text, until text) -> exec
UPDATE job SET done = :done, total = :total, result = :result, leased_until = :until, tries = 0
 WHERE id = :id AND lease = :lease AND state = 'running'

-- job_end(id int, lease text, state text, done int, total int, result text, now text) -> exec
UPDATE job SET state = :state, done = :done, total = :total, result = :result, lease = NULL,
       leased_until = NULL, ended_at = :now
 WHERE id = :id AND lease = :lease AND state = 'running'

-- job_release(id int, lease text, again text, tries int) -> exec
-- Gives a job back, to be taken again after a moment.
UPDATE job SET state = 'waiting', lease = NULL, leased_until = :again, tries = :tries
 WHERE id = :id AND lease = :lease AND state = 'running'

-- job_fail(id int, lease text, result text, now text) -> exec
UPDATE job SET state = 'failed', result = :result, lease = NULL, leased_until = NULL, ended_at = :now
 WHERE id = :id AND lease = :lease AND state = 'running'

-- job_wait_again(id int, now text) -> exec
UPDATE job SET state = 'waiting', tries = 0, run_at = :now, ended_at = NULL, result = NULL
 WHERE id = :id AND state = 'failed'

-- job_by_id(id int) -> one
-- row job_row
SELECT id, kind, args, state, owner, run_at, tries, done, total, result, created_at, ended_at
  FROM job WHERE id = :id

-- job_list_owner(owner int, limit int) -> many
-- The newest jobs of an account.
-- row job_row
SELECT id, kind, args, state, owner, run_at, tries, done, total, result, created_at, ended_at
  FROM job WHERE owner = :owner ORDER BY id DESC LIMIT :limit

-- job_count(state text) -> value
-- column n int
SELECT count(*) AS n FROM job WHERE state = :state

-- job_list_mine(owner int, state text, limit int, offset int) -> many
-- The jobs of an account, newest first.
-- row job_row
SELECT id, kind, args, state, owner, run_at, tries, done, total, result, created_at, ended_at
  FROM job
 WHERE owner = :owner AND (CAST(:state AS TEXT) IS NULL OR state = :state)
 ORDER BY id DESC LIMIT :limit OFFSET :offset

-- job_count_mine(owner int, state text) -> value
-- column n int
SELECT count(*) AS n FROM job
 WHERE owner = :owner AND (CAST(:state AS TEXT) IS NULL OR state = :state)
