#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/file.h"
#include "core/job.h"
#include "core/job_sql.h"
#include "db/engine.h"
#include "people/body.h"
#include "people/body_import.h"
#include "people/body_import_sql.h"
#include "people/body_sql.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

#define HEADS "code,kind,name_en,parent_code,ends,successor_code\n"
#define ROWS 450

/* Rows whose parents are further down, so that the order of the file is not the order of the tree:
 * three layers, a successor at the end. */
static struct bytes file_of(struct ctx *cx)
{
	struct buf b;

	buf_init(&b, cx->arena, 65536);
	buf_str(&b, HEADS);
	for (int i = 2; i < ROWS; i++)
		buf_printf(&b, "N%03d,ngo,Number %d,%s,,\n", i, i, i % 2 ? "N001" : "N000");
	buf_str(&b, "N001,ngo,Number 1,N000,2026-01-31,N449\nN000,ngo,Number 0,,,\n");
	return (struct bytes){ (const unsigned char *)b.data, b.len };
}

static enum err begin(struct ctx *cx, struct bytes file, int64_t *job)
{
	const char *sha;

	TRY(file_save(cx, file, "text/csv", &sha));
	return bodies_import_begin(cx, sha, job);
}

/* Runs what is due with these steps, and shows the job. */
static struct job_row drained(
	struct t *t, struct ctx **cx, const struct job_kind *kind, int64_t job)
{
	struct job_row row = { 0 };

	t_commit(*cx);
	t_end();
	CHECK_ERR(OK, job_drain(t->pool, t_config(t), kind, 1));
	*cx = t_ctx(t);
	CHECK_ERR(OK, job_by_id_query((*cx)->db, (*cx)->arena, job, &row));
	return row;
}

static int64_t rows_of(struct ctx *cx, int64_t job, const char *verdict, const char *outcome)
{
	int64_t n = -1;

	return import_row_count_query(cx->db, cx->arena, job, "%", verdict, outcome, &n) == OK ? n
											       : -1;
}

static struct body_by_id body_of(struct t *t, struct ctx *cx, const char *code)
{
	struct body_by_code b = { 0 };
	struct body_by_id row = { 0 };
	bool found = false;

	CHECK_ERR(OK, body_by_code_query(cx->db, cx->arena, code, &b, &found));
	if (CHECK(found))
		CHECK_ERR(OK, body_by_id_query(cx->db, cx->arena, b.id, 0, 0, &row));
	return row;
}

/* What the file says of three of its rows. */
static void check_applied(struct t *t, struct ctx *cx)
{
	struct body_path *path;
	size_t n;

	CHECK_ERR(OK, body_path_query(cx->db, cx->arena, body_of(t, cx, "N003").id, &path, &n));
	if (CHECK_INT(3, (int64_t)n)) {
		CHECK_STR("N000", path[0].code);
		CHECK_STR("N001", path[1].code);
	}
	CHECK_STR("N449", body_of(t, cx, "N001").successor_code);
	CHECK_STR("2026-01-31", body_of(t, cx, "N001").ends);
	CHECK_INT(body_of(t, cx, "N000").id, body_of(t, cx, "N448").parent);
}

DBTEST(a_large_import_is_applied_by_a_job_and_keeps_what_became_of_each_row)
{
	struct ctx *cx = t_ctx(t);
	struct bytes file = file_of(cx);
	int64_t job = 0, other = 0, again = 0;
	struct job_row row;

	CHECK(!bodies_import_small(file));
	cx->who.account = 55;
	CHECK_ERR(OK, begin(cx, file, &job));
	/* Sent twice is one act; somebody else's is another. */
	CHECK_ERR(OK, begin(cx, file, &again));
	CHECK_INT(job, again);
	cx->who.account = 56;
	CHECK_ERR(OK, begin(cx, file, &other));
	CHECK(other != job);
	row = drained(t, &cx, &body_import_job, job);
	CHECK_STR("done", row.state);
	CHECK_INT(ROWS, row.done);
	CHECK_INT(ROWS, row.total);
	CHECK_INT(55, row.owner);
	CHECK_STR(arena_printf(cx->arena, "/bodies/imports/%lld/rows", (long long)job), row.result);
	check_applied(t, cx);
	CHECK_INT(ROWS, rows_of(cx, job, "new", "done"));
	/* The later one found everything as the file says. */
	CHECK_INT(ROWS, rows_of(cx, other, "same", "none"));
	CHECK_ERR(OK, job_by_id_query(cx->db, cx->arena, other, &row));
	CHECK_STR("done", row.state);
}

/* The third step does its work and takes its process down before the commit. */
static enum err dying_step(struct job_run *run)
{
	enum err e = body_import_job.step(run);

	if (run->done > IMPORT_STEP)
		_exit(9);
	return e;
}

DBTEST(an_import_that_was_killed_goes_on_where_it_was)
{
	static const struct job_kind dying = { "bodies", "Dies", dying_step, false };
	struct ctx *cx = t_ctx(t);
	struct job_row row;
	bool ran = false;
	int64_t job = 0;
	pid_t child;
	int status = 0;
	const char *url = strcmp(t->engine, "sqlite") == 0
				  ? arena_printf(t->arena, "sqlite:%s/store.db", t->dir)
				  : pool_url(t->pool);

	CHECK_ERR(OK, begin(cx, file_of(cx), &job));
	t_commit(cx);
	t_end();
	child = fork();
	if (child == 0) {
		struct pool *own;

		if (pool_open(url, 2, &own) == OK)
			(void)!job_drain(own, t_config(t), &dying, 1);
		_exit(0);
	}
	CHECK(child > 0 && waitpid(child, &status, 0) == child);
	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 9);
	cx = t_ctx(t);
	CHECK_ERR(OK, job_by_id_query(cx->db, cx->arena, job, &row));
	CHECK_STR("running", row.state);
	CHECK_INT(IMPORT_STEP, rows_of(cx, job, "new", "done"));
	t_commit(cx);
	t_end();
	CHECK_ERR(OK, job_run_one(t->pool, t_config(t), &body_import_job, 1,
			      "2099-01-01T00:00:00.000Z", &ran));
	CHECK(ran);
	cx = t_ctx(t);
	CHECK_ERR(OK, job_by_id_query(cx->db, cx->arena, job, &row));
	CHECK_STR("done", row.state);
	CHECK_INT(ROWS, row.done);
	CHECK_INT(ROWS, rows_of(cx, job, "new", "done"));
	check_applied(t, cx);
}

/* After the judgement somebody changes one body and adds another. */
static enum err disturbed_step(struct job_run *run)
{
	struct ctx *cx = run->cx;
	bool first = !run->total, found;
	struct body_by_code b;
	struct body_input in = { .code = "N005",
		.kind = "ministry",
		.parent = DB_NULL,
		.name = { .en = "Changed" },
		.share = SHARE_PARTNERS };

	TRY(body_import_job.step(run));
	if (!first)
		return OK;
	TRY(body_by_code_query(cx->db, cx->arena, "N005", &b, &found));
	TRY(body_edit(cx, b.id, b.version, &in));
	in.code = "N001";
	return body_add(cx, &in, &b.id);
}

DBTEST(a_row_whose_body_was_changed_meanwhile_is_left_alone)
{
	static const struct job_kind disturbed = { "bodies", "Disturbed", disturbed_step, false };
	struct ctx *cx = t_ctx(t);
	struct import_row_list *rows;
	struct job_row row;
	int64_t job = 0;
	size_t n;

	t_body(cx, "N005");
	CHECK_ERR(OK, begin(cx, file_of(cx), &job));
	row = drained(t, &cx, &disturbed, job);
	CHECK_STR("done", row.state);
	CHECK_INT(ROWS, row.done);
	CHECK_ERR(OK, import_row_list_query(cx->db, cx->arena, IMPORT_ROW_LIST_SORT_CODE, job, "%",
			      NULL, "left", 10, 0, &rows, &n));
	if (CHECK_INT(2, (int64_t)n)) {
		CHECK_STR("N001", rows[0].code);
		CHECK_STR("taken", rows[0].obstacle);
		CHECK_STR("N005", rows[1].code);
		CHECK_STR("changed", rows[1].obstacle);
	}
	CHECK_STR("Changed", body_of(t, cx, "N005").name_en);
	CHECK_INT(ROWS - 2, rows_of(cx, job, "new", "done"));
}

DBTEST(a_file_with_a_refused_row_changes_nothing_and_says_so_to_its_owner)
{
	struct ctx *cx = t_ctx(t);
	struct job_row row;
	int64_t job = 0, n;

	cx->who.account = 55;
	CHECK_ERR(OK, begin(cx,
			      (struct bytes){ (const unsigned char *)HEADS "x,ngo,X,,,\n",
				      sizeof(HEADS) + 10 },
			      &job));
	row = drained(t, &cx, &body_import_job, job);
	CHECK_STR("failed", row.state);
	CHECK_HAS(row.result, "1 row is refused");
	CHECK_ERR(OK,
		body_count_query(cx->db, cx->arena, "%", NULL, DB_NULL, NULL, cx->today, 0, 0, &n));
	CHECK_INT(0, n);
	/* Its owner may try again, nobody else knows of it. */
	t_as(cx, 56, 0, SHARE_BODY);
	CHECK_ERR(ERR_MISSING, job_mine(cx, job, &row));
	CHECK_ERR(ERR_MISSING, job_again_mine(cx, job));
	t_as(cx, 55, 0, SHARE_BODY);
	CHECK_ERR(OK, job_again_mine(cx, job));
	CHECK_ERR(ERR_CONFLICT, job_again_mine(cx, job));
	CHECK_HAS(t_problem(cx), "has not failed");
}

DBTEST(only_those_who_administer_everything_begin_an_import)
{
	struct ctx *cx = t_ctx(t);
	int64_t job = 0;

	t_signed_in(cx, t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal"));
	CHECK_ERR(ERR_DENIED, bodies_import_begin(cx, "x", &job));
}
