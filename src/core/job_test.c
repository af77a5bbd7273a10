#include "base/text.h"
#include "base/time.h"
#include "core/job.h"
#include "core/job_sql.h"
#include "core/setting.h"
#include "db/engine.h"
#include "db/setting_sql.h"
#include "test/fixtures.h"

#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* The machine's clock in these tests begins here, seconds after. */
static const char *later(struct t *t, int64_t seconds)
{
	int64_t ms = 0;

	CHECK(time_parse("2026-11-24T10:00:00.000Z", &ms));
	return time_text(t->arena, ms + seconds * 1000);
}

static int64_t number(const char *text)
{
	int64_t n = 0;

	return text_to_int(text, &n) ? n : -1;
}

/* Adds one to a number kept in the store. */
static enum err count(struct ctx *cx, const char *key)
{
	const char *value;

	TRY(setting_get(cx, key, "0", &value));
	return setting_put_query(
		cx->db, key, arena_printf(cx->arena, "%lld", (long long)number(value) + 1), NULL);
}

static enum err count_step(struct job_run *run)
{
	run->result = "/done";
	return count(run->cx, "count");
}

/* As many steps as the arguments say. */
static enum err many_step(struct job_run *run)
{
	run->total = number(run->args);
	run->done++;
	run->more = run->done < run->total;
	return count(run->cx, "count");
}

static enum err fail_step(struct job_run *run)
{
	(void)count(run->cx, "count");
	return problem(run->cx, ERR_CONFLICT, NULL, MSG("The sheet is locked."));
}

static enum err refuse_step(struct job_run *run)
{
	return problem(run->cx, ERR_INPUT, NULL, MSG("The sheet has no heads."));
}

/* Writes something, then takes its process down. */
static enum err die_step(struct job_run *run)
{
	(void)count(run->cx, "count");
	_exit(9);
}

/* Recurs every 30 seconds. */
static enum err clock_step(struct job_run *run)
{
	run->again_in = 30;
	run->done++;
	return count(run->cx, "count");
}

static const struct job_kind kinds[] = {
	{ "count", "Count", count_step, false },
	{ "many", "Count much", many_step, false },
	{ "fail", "Fail", fail_step, false },
	{ "refuse", "Refuse", refuse_step, false },
	{ "clock", "Recur", clock_step, true },
	{ "stuck", "Recur and fail", fail_step, true },
};

static void add(struct t *t, struct ctx *cx, const char *kind, const char *key, const char *args,
	int64_t *id)
{
	CHECK_ERR(OK, job_add(cx, kind, key, args, NULL, id));
}

static bool run_at(struct t *t, const char *clock)
{
	bool ran = false;

	CHECK_ERR(OK, job_run_one(t->pool, t_config(t), kinds, COUNT_OF(kinds), clock, &ran));
	return ran;
}

static struct job_row look(struct t *t, struct ctx *cx, int64_t id)
{
	struct job_row row = { 0 };

	t_commit(cx);
	CHECK_ERR(OK, job_by_id_query(cx->db, cx->arena, id, &row));
	t_commit(cx);
	return row;
}

static int64_t counted(struct t *t, struct ctx *cx)
{
	const char *value = "";

	t_commit(cx);
	CHECK_ERR(OK, setting_get(cx, "count", "0", &value));
	t_commit(cx);
	return number(value);
}

/* The tests' own transaction holds SQLite's one lock: it is given away while jobs run. */
static void away(struct t *t, struct ctx *cx)
{
	t_commit(cx);
	t_end();
	(void)t;
}

DBTEST(a_job_runs_once_and_tells_its_owner)
{
	struct ctx *cx = t_ctx(t);
	struct job_row row;
	int64_t id, n;

	cx->who.account = 55;
	add(t, cx, "count", "a", NULL, &id);
	away(t, cx);
	CHECK(run_at(t, NULL));
	CHECK(!run_at(t, NULL));
	cx = t_ctx(t);
	row = look(t, cx, id);
	CHECK_STR("done", row.state);
	CHECK_STR("/done", row.result);
	CHECK_STR(T_NOW, row.ended_at);
	CHECK_INT(55, row.owner);
	CHECK_INT(1, counted(t, cx));
	CHECK_ERR(OK, job_count_query(cx->db, cx->arena, "done", &n));
	CHECK_INT(1, n);
}

DBTEST(the_same_key_twice_is_one_job)
{
	struct ctx *cx = t_ctx(t);
	int64_t first, second, third;

	add(t, cx, "count", "a", NULL, &first);
	add(t, cx, "count", "a", "{\"other\":1}", &second);
	add(t, cx, "many", "a", "1", &third);
	CHECK_INT(first, second);
	CHECK(third != first);
	away(t, cx);
	CHECK_ERR(OK, job_drain(t->pool, t_config(t), kinds, COUNT_OF(kinds)));
	cx = t_ctx(t);
	add(t, cx, "count", "a", NULL, &second);
	CHECK_INT(first, second);
	away(t, cx);
	CHECK(!run_at(t, NULL));
	CHECK_INT(2, counted(t, t_ctx(t)));
}

DBTEST(a_job_waits_for_its_moment_and_a_kind_for_who_knows_it)
{
	struct ctx *cx = t_ctx(t);
	int64_t id;

	CHECK_ERR(OK, job_add(cx, "count", "soon", NULL, "2026-11-24T06:10:00.001Z", &id));
	add(t, cx, "unheard of", "x", NULL, &id);
	away(t, cx);
	CHECK(!run_at(t, NULL));
	CHECK_STR("waiting", look(t, t_ctx(t), id).state);
}

DBTEST(steps_are_counted_and_committed_one_by_one)
{
	struct ctx *cx = t_ctx(t);
	struct job_row row;
	int64_t id;

	add(t, cx, "many", "a", "7", &id);
	away(t, cx);
	CHECK(run_at(t, NULL));
	cx = t_ctx(t);
	row = look(t, cx, id);
	CHECK_STR("done", row.state);
	CHECK_INT(7, row.done);
	CHECK_INT(7, row.total);
	CHECK_INT(7, counted(t, cx));
}

/* Runs a job that fails, again after each of the waits, and not before; when that was. */
static int64_t run_again(struct t *t, int64_t id, const int64_t *waits, size_t n)
{
	int64_t now = 0;

	CHECK(run_at(t, later(t, 0)));
	for (size_t i = 0; i < n; i++) {
		CHECK(!run_at(t, later(t, now + waits[i] - 1)));
		now += waits[i];
		CHECK_STR("waiting", look(t, t_ctx(t), id).state);
		t_end();
		CHECK(run_at(t, later(t, now)));
	}
	return now;
}

DBTEST(a_failing_job_is_tried_five_times_with_back_off_and_keeps_nothing)
{
	static const int64_t waits[] = { 10, 60, 300, 1800 };
	struct ctx *cx = t_ctx(t);
	struct job_row row;
	int64_t id, now;

	add(t, cx, "fail", "a", NULL, &id);
	away(t, cx);
	now = run_again(t, id, waits, COUNT_OF(waits));
	cx = t_ctx(t);
	row = look(t, cx, id);
	CHECK_STR("failed", row.state);
	CHECK_INT(5, row.tries);
	CHECK_STR("The sheet is locked.", row.result);
	CHECK_INT(0, counted(t, cx));
	CHECK_ERR(OK, job_again(cx, id));
	CHECK_ERR(ERR_MISSING, job_again(cx, id));
	away(t, cx);
	CHECK(run_at(t, later(t, now)));
}

DBTEST(a_refused_input_is_not_tried_again)
{
	struct ctx *cx = t_ctx(t);
	struct job_row row;
	int64_t id;

	add(t, cx, "refuse", "a", NULL, &id);
	away(t, cx);
	CHECK(run_at(t, NULL));
	row = look(t, t_ctx(t), id);
	CHECK_STR("failed", row.state);
	CHECK_STR("The sheet has no heads.", row.result);
}

DBTEST(a_job_that_recurs_waits_in_between)
{
	struct ctx *cx = t_ctx(t);
	int64_t id;

	add(t, cx, "clock", "a", NULL, &id);
	away(t, cx);
	for (int64_t i = 0; i < 8; i++) {
		CHECK(run_at(t, later(t, 30 * i)));
		CHECK(!run_at(t, later(t, 30 * i + 29)));
	}
	CHECK_INT(8, look(t, t_ctx(t), id).done);
	CHECK_INT(8, counted(t, t_ctx(t)));
}

/* A process of its own takes the job and dies in the middle of its step. */
static void die(struct t *t, const char *url, const char *clock)
{
	static const struct job_kind deadly[] = { { "count", "Count", die_step, false } };
	int status = 0;
	pid_t child = fork();

	if (child == 0) {
		struct pool *own;
		bool ran;

		if (pool_open(url, 2, &own) == OK)
			(void)!job_run_one(own, t_config(t), deadly, 1, clock, &ran);
		_exit(1);
	}
	CHECK(child > 0 && waitpid(child, &status, 0) == child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 9);
}

static const char *url_of(struct t *t)
{
	if (strcmp(t->engine, "sqlite") == 0)
		return arena_printf(t->arena, "sqlite:%s/store.db", t->dir);
	return pool_url(t->pool);
}

DBTEST(a_worker_that_dies_leaves_its_job_to_another_when_the_lease_has_run_out)
{
	struct ctx *cx = t_ctx(t);
	int64_t id;

	add(t, cx, "count", "a", NULL, &id);
	away(t, cx);
	die(t, url_of(t), later(t, 0));
	CHECK_STR("running", look(t, t_ctx(t), id).state);
	CHECK_INT(0, counted(t, t_ctx(t)));
	t_end();
	CHECK(!run_at(t, later(t, 59)));
	CHECK(run_at(t, later(t, 61)));
	cx = t_ctx(t);
	CHECK_STR("done", look(t, cx, id).state);
	CHECK_INT(1, counted(t, cx));
}

/* Five workers took the job, and none of them came back. */
static void taken_down(struct t *t, struct ctx *cx, int64_t id)
{
	struct job_claim row;
	bool mine;

	for (int64_t i = 0; i < 5; i++) {
		CHECK_ERR(OK, job_claim_query(cx->db, cx->arena, id, "dead", later(t, 61 * i),
				      later(t, 61 * i + 60), &row, &mine));
		CHECK(mine);
	}
}

DBTEST(a_job_that_kills_its_workers_is_given_up)
{
	struct ctx *cx = t_ctx(t);
	struct job_row end;
	int64_t id;

	add(t, cx, "count", "a", NULL, &id);
	taken_down(t, cx, id);
	away(t, cx);
	CHECK(run_at(t, later(t, 600)));
	end = look(t, cx = t_ctx(t), id);
	CHECK_STR("failed", end.state);
	CHECK(*end.result);
	CHECK_INT(0, counted(t, cx));
}

DBTEST(a_job_that_recurs_is_never_given_up)
{
	static const int64_t waits[] = { 10, 60, 300, 1800, 1800, 1800 };
	struct ctx *cx = t_ctx(t);
	int64_t stuck, clock;

	add(t, cx, "stuck", "a", NULL, &stuck);
	away(t, cx);
	run_again(t, stuck, waits, COUNT_OF(waits));
	cx = t_ctx(t);
	add(t, cx, "clock", "a", NULL, &clock);
	taken_down(t, cx, clock);
	away(t, cx);
	CHECK(run_at(t, later(t, 600)));
	CHECK(!run_at(t, later(t, 600 + 1799)));
	CHECK(run_at(t, later(t, 600 + 1801)));
	CHECK_INT(1, counted(t, t_ctx(t)));
}

/* The lease passes to somebody else while the step is under way. */
static enum err robbed_step(struct job_run *run)
{
	TRY(count(run->cx, "count"));
	return db_exec(run->cx->db, "UPDATE job SET lease = 'somebody else'");
}

DBTEST(a_worker_that_lost_its_lease_keeps_nothing)
{
	static const struct job_kind robbed[] = { { "robbed", "Robbed", robbed_step, false } };
	struct ctx *cx = t_ctx(t);
	struct job_claim row;
	int64_t id, changed;
	bool mine, ran;

	/* Taken by A; the lease runs out; taken by B. Nothing that A writes about it counts. */
	add(t, cx, "count", "a", NULL, &id);
	CHECK_ERR(OK, job_claim_query(
			      cx->db, cx->arena, id, "A", later(t, 0), later(t, 60), &row, &mine));
	CHECK(mine);
	CHECK_ERR(OK, job_claim_query(cx->db, cx->arena, id, "B", later(t, 59), later(t, 119), &row,
			      &mine));
	CHECK(!mine);
	CHECK_ERR(OK, job_claim_query(cx->db, cx->arena, id, "B", later(t, 60), later(t, 120), &row,
			      &mine));
	CHECK(mine);
	CHECK_ERR(OK, job_hold_query(cx->db, id, "A", later(t, 130), &changed));
	CHECK_INT(0, changed);
	CHECK_ERR(OK, job_end_query(cx->db, id, "A", "done", 0, 0, NULL, T_NOW, &changed));
	CHECK_INT(0, changed);
	CHECK_ERR(OK, job_hold_query(cx->db, id, "B", later(t, 130), &changed));
	CHECK_INT(1, changed);

	/* And a step that finds at its end that the lease is gone is rolled back. */
	CHECK_ERR(OK, job_end_query(cx->db, id, "B", "done", 0, 0, NULL, T_NOW, &changed));
	add(t, cx, "robbed", "a", NULL, &id);
	away(t, cx);
	CHECK_ERR(OK, job_run_one(t->pool, t_config(t), robbed, 1, NULL, &ran));
	CHECK(ran);
	cx = t_ctx(t);
	CHECK_STR("running", look(t, cx, id).state);
	CHECK_INT(0, counted(t, cx));
}

/* ---- threads ---- */

static _Atomic(int) inside[8], met, taken;

/* Several jobs of many steps; a worker that enters one where another is, is counted. */
static enum err guarded_step(struct job_run *run)
{
	int64_t job = number(run->args);
	const struct timespec moment = { 0, 300000 };
	enum err e;

	if (atomic_fetch_add(&inside[job], 1))
		atomic_fetch_add(&met, 1);
	atomic_fetch_add(&taken, 1);
	run->total = 10;
	run->done++;
	run->more = run->done < run->total;
	nanosleep(&moment, NULL);
	e = count(run->cx, arena_printf(run->cx->arena, "count%lld", (long long)job));
	atomic_fetch_sub(&inside[job], 1);
	return e;
}

static int64_t done_jobs(struct t *t)
{
	struct arena *a = arena_new(0);
	struct db *db;
	int64_t n = -1;

	if (CHECK_ERR(OK, db_begin(t->pool, DB_READ, &db))) {
		CHECK_ERR(OK, job_count_query(db, a, "done", &n));
		db_rollback(db);
	}
	arena_free(a);
	return n;
}

DBTEST(two_workers_never_run_one_step_at_once)
{
	static const struct job_kind guarded[] = { { "guarded", "Guarded", guarded_step, false } };
	struct ctx *cx = t_ctx(t);
	struct job_workers *w, *v;
	const struct timespec moment = { 0, 20000000 };
	const char *value;
	char key[2] = "0";

	met = 0;
	for (int i = 0; i < 8; i++) {
		key[0] = (char)('0' + i);
		add(t, cx, "guarded", key, key, NULL);
	}
	away(t, cx);
	CHECK_ERR(OK, job_start(t->pool, t_config(t), guarded, 1, 2, &w));
	CHECK_ERR(OK, job_start(t->pool, t_config(t), guarded, 1, 2, &v));
	for (int i = 0; i < 500 && done_jobs(t) < 8; i++)
		nanosleep(&moment, NULL);
	job_stop(w);
	job_stop(v);
	CHECK_INT(8, done_jobs(t));
	CHECK_INT(0, met);
	cx = t_ctx(t);
	for (int i = 0; i < 8; i++) {
		CHECK_ERR(OK, setting_get(cx, arena_printf(cx->arena, "count%d", i), "0", &value));
		CHECK_STR("10", value);
	}
}

static enum err endless_step(struct job_run *run)
{
	run->done++;
	run->more = true;
	return OK;
}

DBTEST(stopping_ends_after_a_step_and_gives_the_job_back)
{
	static const struct job_kind endless[] = { { "endless", "Endless", endless_step, false } };
	const struct timespec moment = { 0, 100000000 };
	struct ctx *cx = t_ctx(t);
	struct job_workers *w;
	struct job_row row;
	int64_t id;

	add(t, cx, "endless", "a", NULL, &id);
	away(t, cx);
	CHECK_ERR(OK, job_start(t->pool, t_config(t), endless, 1, 1, &w));
	nanosleep(&moment, NULL);
	job_stop(w);
	row = look(t, t_ctx(t), id);
	CHECK_STR("waiting", row.state);
	CHECK(row.done > 0 && row.tries == 0);
}
