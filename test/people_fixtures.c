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

/* A fixture that fails is a mistake in the test. */
static void must(enum err e, const struct ctx *cx, const char *what)
{
	if (e == OK)
		return;
	fprintf(stderr, "fixture %s: error %d: %s\n", what, (int)e, t_problem(cx));
	abort();
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

	password_cheap(true);
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

void t_signed_in(struct ctx *cx, int64_t account)
{
	must(people_who(cx, account), cx, "t_signed_in");
}
