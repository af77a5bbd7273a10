#include "test/people_fixtures.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/crypto.h"
#include "people/account.h"
#include "people/body.h"
#include "people/body_sql.h"
#include "people/person.h"
#include "people/post.h"
#include "people/signin.h"

static const struct config test_config = {
	.data = "/tmp",
	.db = "",
	.host = "127.0.0.1",
	.base_url = "http://127.0.0.1",
	.zone_minutes = 180,
	.lang = LANG_EN,
	.threads = 1,
	.form_bytes = 1024 * 1024,
	.file_bytes = 1024 * 1024,
	.session_idle = 60,
	.session_hours = 12,
};

const struct config *t_config(void)
{
	return &test_config;
}

/* A fixture that fails is a mistake in the test. */
static void must(enum err e, const struct ctx *cx, const char *what)
{
	if (e == OK)
		return;
	fprintf(stderr, "fixture %s: error %d: %s\n", what, (int)e, t_problem(cx));
	abort();
}

static struct ctx *begin(struct arena *a, struct pool *pool)
{
	struct db *db;

	if (db_begin(pool, DB_WRITE, &db) != OK) {
		fprintf(stderr, "fixture: no transaction\n");
		abort();
	}
	struct ctx *cx = ctx_new(a, pool, db, &test_config, T_NOW);
	ctx_system(cx);
	return cx;
}

struct ctx *t_people(struct t *t)
{
	password_cheap(true);
	return begin(t->arena, t->pool);
}

struct ctx *t_commit(struct ctx *cx)
{
	must(db_commit(cx->db), cx, "commit");
	struct ctx *next = begin(cx->arena, cx->pool);
	next->who = cx->who;
	return next;
}

void t_end(struct ctx *cx)
{
	db_rollback(cx->db);
}

int64_t t_body_under(struct ctx *cx, const char *code, const char *kind, int64_t parent)
{
	struct body_by_code b;
	const struct who who = cx->who;
	bool found;
	int64_t id;

	must(body_by_code_query(cx->db, cx->arena, code, &b, &found), cx, "t_body");
	if (found)
		return b.id;
	const struct body_input in = {
		.code = code,
		.kind = kind,
		.parent = parent,
		.name = { .ar = arena_printf(cx->arena, "جهة %s", code),
			.en = arena_printf(cx->arena, "Body %s", code) },
		.share = SHARE_PARTNERS,
	};
	ctx_system(cx);
	must(body_add(cx, &in, &id), cx, "t_body");
	cx->who = who;
	return id;
}

int64_t t_body(struct ctx *cx, const char *code)
{
	return t_body_under(cx, code, "ministry", DB_NULL);
}

int64_t t_person(struct ctx *cx, const char *name, int64_t body)
{
	const struct person_input in = {
		.body = body,
		.name = { .en = name },
		.phone = "+964 770 000 0000",
	};
	const struct who who = cx->who;
	int64_t id;

	ctx_system(cx);
	must(person_add(cx, &in, &id), cx, "t_person");
	cx->who = who;
	return id;
}

int64_t t_account(struct ctx *cx, const char *name, int64_t body, const char *post_kind)
{
	const char *email = arena_printf(cx->arena, "%s@demo.example", name);
	int64_t person = t_person(cx, name, body), account, post;
	const struct who who = cx->who;
	const struct names none = { 0 };

	ctx_system(cx);
	must(account_add(cx, email, person, &account), cx, "t_account");
	must(account_password_put(cx, account, T_PASSWORD), cx, "t_account");
	if (post_kind) {
		must(post_add(cx, body, post_kind, &none, NULL, &post), cx, "t_account");
		must(post_take(cx, post, person, cx->today), cx, "t_account");
	}
	cx->who = who;
	return account;
}

void t_as(struct ctx *cx, int64_t account)
{
	if (account)
		must(people_who(cx, account), cx, "t_as");
	else
		ctx_system(cx);
}

void t_calm(struct ctx *cx)
{
	cx->problems.n = 0;
}

const char *t_problem(const struct ctx *cx)
{
	return cx->problems.n ? cx->problems.at[0].text : "";
}
