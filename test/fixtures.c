#include "test/fixtures.h"

#include <stdio.h>
#include <stdlib.h>

#include "app/data_sets.h"
#include "app/notices.h"
#include "app/retention.h"
#include "app/open_work.h"
#include "core/may.h"
#include "core/may_probe_sql.h"

/* The one context that is open. */
static struct ctx *present;

static void begin(struct ctx *cx)
{
	if (db_begin(cx->pool, DB_WRITE, &cx->db) != OK) {
		puts("the test's store gives no transaction");
		exit(2);
	}
}

void t_end(void)
{
	if (present)
		db_rollback(present->db);
	present = NULL;
}

const struct config *t_config(struct t *t)
{
	struct config *c = ARENA_NEW(t->arena, struct config);

	*c = (struct config){ .notices = notice_kinds,
		.data_sets = data_sets,
		.retention = &retention_all,
		.open_work = open_work,
		.data = t->dir,
		.db = "sqlite:",
		.host = "127.0.0.1",
		.base_url = "https://tansiq.example",
		.now = T_NOW,
		.zone_minutes = 180,
		.lang = LANG_EN,
		.threads = 2,
		.form_bytes = 1 << 20,
		.file_bytes = 16 << 20,
		.session_idle = 60,
		.session_hours = 12 };
	return c;
}

struct ctx *t_ctx(struct t *t)
{
	struct ctx *cx;

	t_end();
	cx = ctx_new(t->arena, t->pool, NULL, t_config(t), NULL);
	ctx_system(cx);
	begin(cx);
	present = cx;
	return cx;
}

void t_commit(struct ctx *cx)
{
	enum err e = db_commit(cx->db);

	if (e != OK) {
		printf("the test's transaction was not committed: error %d\n", (int)e);
		exit(2);
	}
	begin(cx);
}

void t_rollback(struct ctx *cx)
{
	db_rollback(cx->db);
	begin(cx);
}

void t_as(struct ctx *cx, int64_t account, int64_t body, enum share reach)
{
	ctx_nobody(cx);
	if (may_load(cx, account, body, reach) != OK) {
		puts("the test's account cannot be loaded");
		exit(2);
	}
}

static void made(enum err e)
{
	if (e == OK)
		return;
	printf("a bare record was not made: error %d\n", (int)e);
	exit(2);
}

void t_bare_body(struct ctx *cx, int64_t id)
{
	made(probe_body_query(cx->db, id, NULL));
}

void t_bare_account(struct ctx *cx, int64_t id, int64_t body)
{
	made(probe_person_query(cx->db, id, body, NULL));
	made(probe_account_query(cx->db, id, NULL));
}

void t_bare_post(struct ctx *cx, int64_t id, int64_t body)
{
	made(probe_post_query(cx->db, id, body, NULL));
}

void t_system(struct ctx *cx)
{
	ctx_system(cx);
}

void t_clear(struct ctx *cx)
{
	cx->problems.n = 0;
}

const char *t_field(const struct ctx *cx)
{
	return cx->problems.n && cx->problems.at[0].field ? cx->problems.at[0].field : "";
}

const char *t_problem(const struct ctx *cx)
{
	return cx->problems.n ? cx->problems.at[0].text : "";
}
