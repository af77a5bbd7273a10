#include "core/job.h"

#include <string.h>
#include <time.h>

#include "base/crypto.h"
#include "base/id.h"
#include "base/log.h"
#include "base/time.h"
#include "core/audit.h"
#include "core/identity.h"
#include "core/job_sql.h"
#include "core/job_work.h"

#define LEASE_MS 60000
#define TRIES 5
#define BUSY_TRIES 20

/* Seconds to wait after the first, second … failure. */
static const int64_t back_off[TRIES] = { 10, 60, 300, 1800, 0 };

enum err job_add(struct ctx *cx, const char *kind, const char *key, const char *args,
	const char *at, int64_t *id)
{
	int64_t there;

	TRY(job_insert_query(cx->db, id_new(), kind, key, args ? args : "{}", cx->who.account,
		at ? at : cx->now, cx->now, NULL));
	return job_by_key_query(cx->db, cx->arena, kind, key, id ? id : &there);
}

enum err job_again(struct ctx *cx, int64_t id)
{
	int64_t changed;

	TRY(job_wait_again_query(cx->db, id, cx->now, &changed));
	return changed ? OK : ERR_MISSING;
}

enum err job_mine(struct ctx *cx, int64_t id, struct job_row *job)
{
	TRY(job_by_id_query(cx->db, cx->arena, id, job));
	return cx->who.account && job->owner == cx->who.account ? OK : ERR_MISSING;
}

enum err job_again_mine(struct ctx *cx, int64_t id)
{
	struct job_row job;
	enum err e;

	TRY(job_mine(cx, id, &job));
	e = job_again(cx, id);
	if (e == ERR_MISSING)
		return problem(cx, ERR_CONFLICT, NULL,
			MSG(_("This work has not failed. See below how far it is.")));
	TRY(e);
	return audit(cx, "job.again", "job", id, DB_NULL);
}

/* ---- one job in the hands of this thread ---- */

struct work {
	struct pool *pool;
	const struct config *config;
	const struct job_kind *kinds;
	size_t n_kinds;
	const char *clock; /* NULL: the machine's */
	const _Atomic(bool) *stop;
	struct arena *arena;
	/* the job, once taken */
	const struct job_kind *kind;
	struct job_claim job;
	const char *lease;
};

/* The machine's clock, some milliseconds on. */
static const char *clock_text(struct work *w, int64_t more)
{
	int64_t ms;

	if (!w->clock || !time_parse(w->clock, &ms))
		ms = time_now_ms();
	return time_text(w->arena, ms + more);
}

/* The instance's moment. */
static const char *now_text(struct work *w)
{
	return w->config->now ? w->config->now : clock_text(w, 0);
}

static void nap(int64_t ms)
{
	struct timespec t = { ms / 1000, ms % 1000 * 1000000 };

	nanosleep(&t, NULL);
}

/* The job that should run first among the kinds this worker knows; 0: none. */
static enum err find(struct work *w, int64_t *id)
{
	const char *now = now_text(w), *clock = clock_text(w, 0), *first = NULL;
	struct job_next row;
	struct db *db;
	bool found;
	enum err e = OK;

	*id = 0;
	TRY(db_begin(w->pool, DB_READ, &db));
	for (size_t i = 0; i < w->n_kinds && e == OK; i++) {
		e = job_next_query(db, w->arena, w->kinds[i].name, now, clock, &row, &found);
		if (e == OK && found && (!first || strcmp(row.run_at, first) < 0)) {
			first = row.run_at;
			*id = row.id;
			w->kind = &w->kinds[i];
		}
	}
	db_rollback(db);
	return e;
}

/* Takes it, by compare and set: *mine is false when another worker was faster. */
static enum err claim(struct work *w, int64_t id, bool *mine)
{
	struct db *db;
	enum err e;

	w->lease = random_token(w->arena, 15);
	TRY(db_begin(w->pool, DB_WRITE, &db));
	e = job_claim_query(db, w->arena, id, w->lease, clock_text(w, 0), clock_text(w, LEASE_MS),
		&w->job, mine);
	if (e != OK || !*mine) {
		db_rollback(db);
		return e;
	}
	return db_commit(db);
}

/* Writes what a step that went well leaves; *held is false when the lease was lost. */
static enum err record(struct work *w, struct db *db, struct job_run *run, bool *held)
{
	int64_t changed;

	if (run->more || run->again_in)
		TRY(job_progress_query(db, run->id, w->lease, run->done, run->total, run->result,
			clock_text(w, LEASE_MS), &changed));
	else
		TRY(job_end_query(db, run->id, w->lease, "done", run->done, run->total, run->result,
			now_text(w), &changed));
	*held = changed == 1;
	if (*held && run->again_in && !run->more)
		TRY(job_release_query(
			db, run->id, w->lease, clock_text(w, run->again_in * 1000), 0, NULL));
	return OK;
}

/* A step in a running transaction. */
static enum err step_in(struct work *w, struct db *db, struct job_run *run, bool *held)
{
	int64_t changed;

	TRY(job_hold_query(db, run->id, w->lease, clock_text(w, LEASE_MS), &changed));
	*held = changed == 1;
	if (!*held)
		return OK;
	run->cx = ctx_new(w->arena, w->pool, db, w->config, w->config->now ? NULL : w->clock);
	ctx_system(run->cx);
	run->cx->who.account = w->job.owner;
	run->cx->request_id = "job";
	TRY(w->kind->step(run));
	return record(w, db, run, held);
}

/* One step, tried again while the store is busy. What the failed tries left in `run` is forgotten.
 */
static enum err step(struct work *w, struct job_run *run, bool *held)
{
	const struct job_run before = *run;
	enum err e = ERR_BUSY;
	struct db *db;

	for (int i = 0; i < BUSY_TRIES && e == ERR_BUSY; i++) {
		if (i)
			nap(INT64_C(5) * i);
		*run = before;
		e = db_begin(w->pool, DB_WRITE, &db);
		if (e != OK)
			continue;
		e = step_in(w, db, run, held);
		if (e == OK && *held)
			e = db_commit(db);
		else
			db_rollback(db);
	}
	return e;
}

/* ---- how it ended ---- */

static const char *why(struct work *w, const struct job_run *run)
{
	if (run->cx && run->cx->problems.n)
		return run->cx->problems.at[0].text;
	return tr(identity_lang(w->config),
		_("This could not be done. The operator finds the reason in the log."));
}

/* After an error: wait and try again, or give up. A busy store is no failure of the job. */
static enum err failed(struct work *w, enum err e, const struct job_run *run)
{
	int64_t tries = w->job.tries, id = w->job.id;
	bool last = e == ERR_INPUT || (e != ERR_BUSY && tries >= TRIES);
	bool over = last && !w->kind->recurs;
	struct db *db;

	log_warn("job %lld of kind %s: error %d in try %lld%s", (long long)id, w->kind->name,
		(int)e, (long long)tries, over ? ", given up" : "");
	TRY(db_begin(w->pool, DB_WRITE, &db));
	if (over)
		e = job_fail_query(db, id, w->lease, why(w, run), now_text(w), NULL);
	else if (e == ERR_BUSY)
		e = job_release_query(db, id, w->lease, clock_text(w, 2000), tries - 1, NULL);
	else if (last)
		e = job_release_query(db, id, w->lease, clock_text(w, back_off[TRIES - 2] * 1000),
			TRIES - 1, NULL);
	else
		e = job_release_query(
			db, id, w->lease, clock_text(w, back_off[tries - 1] * 1000), tries, NULL);
	if (e != OK) {
		db_rollback(db);
		return e;
	}
	return db_commit(db);
}

/* Between two steps, when the workers stop: another one may go on at once. */
static enum err let_go(struct work *w)
{
	struct db *db;
	enum err e;

	TRY(db_begin(w->pool, DB_WRITE, &db));
	e = job_release_query(db, w->job.id, w->lease, NULL, 0, NULL);
	if (e != OK) {
		db_rollback(db);
		return e;
	}
	return db_commit(db);
}

static enum err run_steps(struct work *w)
{
	struct job_run run = {
		.id = w->job.id, .args = w->job.args, .done = w->job.done, .total = w->job.total
	};
	bool held = true;

	if (w->job.tries > TRIES) /* it took its workers down with it */
		return failed(w, ERR_FAULT, &run);
	do {
		struct arena_mark mark = arena_mark(w->arena);
		enum err e;

		run.more = false;
		run.cx = NULL;
		e = step(w, &run, &held);
		if (e != OK)
			return failed(w, e, &run);
		w->job.tries = 1;
		run.result = NULL;
		run.cx = NULL;
		arena_rewind(w->arena, mark);
		if (run.more && held && w->stop && *w->stop)
			return let_go(w);
	} while (run.more && held);
	if (!held)
		log_warn("job %lld of kind %s: the lease was lost", (long long)w->job.id,
			w->kind->name);
	return OK;
}

static enum err run_one(struct work *w, bool *ran)
{
	int64_t id;
	bool mine = false;

	*ran = false;
	TRY(find(w, &id));
	if (!id)
		return OK;
	TRY(claim(w, id, &mine));
	*ran = true;
	return mine ? run_steps(w) : OK;
}

enum err job_work_one(struct pool *pool, const struct config *config, const struct job_kind *kinds,
	size_t n_kinds, const char *clock, const _Atomic(bool) *stop, bool *ran)
{
	struct work w = { .pool = pool,
		.config = config,
		.kinds = kinds,
		.n_kinds = n_kinds,
		.clock = clock,
		.stop = stop,
		.arena = arena_new(0) };
	enum err e = run_one(&w, ran);

	arena_free(w.arena);
	return e;
}

enum err job_run_one(struct pool *pool, const struct config *config, const struct job_kind *kinds,
	size_t n_kinds, const char *clock, bool *ran)
{
	return job_work_one(pool, config, kinds, n_kinds, clock, NULL, ran);
}

enum err job_drain(struct pool *pool, const struct config *config, const struct job_kind *kinds,
	size_t n_kinds)
{
	bool ran = true;

	while (ran)
		TRY(job_run_one(pool, config, kinds, n_kinds, NULL, &ran));
	return OK;
}
