/* The set-up of a fresh instance: its states, its acts, who may, and that twice is once. */
#include "app/setup.h"

#include <string.h>

#include "app/reference.h"
#include "app/setup_sql.h"
#include "assess/form.h"
#include "core/identity.h"
#include "core/may.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/body_sql.h"
#include "people/post.h"
#include "people/post_sql.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

/* A store with one body of the reference list and its first administrator, who acts. */
static struct ctx *fresh(struct t *t)
{
	struct ctx *cx = t_ctx(t);
	const char *code = "MOFA";
	struct body_by_code b = { 0 };
	int64_t added;
	bool found;

	CHECK_ERR(OK, reference_add(cx, &code, 1, &added));
	CHECK_INT(1, added);
	CHECK_ERR(OK, body_by_code_query(cx->db, cx->arena, code, &b, &found));
	t_signed_in(cx, t_account(cx, "first", b.id, "administrator"));
	return cx;
}

static struct setup now(struct t *t, struct ctx *cx)
{
	struct setup s = { 0 };

	CHECK_ERR(OK, setup_get(cx, &s));
	return s;
}

static int64_t body_of(struct t *t, struct ctx *cx, const char *code)
{
	struct body_by_code b = { 0 };
	bool found;

	CHECK_ERR(OK, body_by_code_query(cx->db, cx->arena, code, &b, &found));
	return found ? b.id : 0;
}

DBTEST(the_set_up_of_a_fresh_instance_goes_from_its_name_to_its_first_form)
{
	static const char *const codes[] = { "MOI", "NDIW" };
	struct ctx *cx = fresh(t);
	const struct identity in = { .lang = LANG_AR };
	struct post_of_kind *posts;
	int64_t bodies[2], added = 0, form, again;
	size_t n;

	CHECK_INT(0, now(t, cx).done);
	CHECK_INT(SETUP_INSTANCE, now(t, cx).next);
	CHECK_ERR(OK, identity_set(cx, &in));
	CHECK_INT(SETUP_BODIES, now(t, cx).next);

	/* What is above a chosen body comes with it. */
	CHECK_ERR(OK, reference_add(cx, codes, 2, &added));
	CHECK_INT(3, added);
	CHECK(body_of(t, cx, "COMSEC") != 0);
	CHECK_ERR(OK, reference_add(cx, codes, 2, &added));
	CHECK_INT(0, added);
	CHECK_INT(SETUP_POSTS, now(t, cx).next);

	bodies[0] = body_of(t, cx, "MOFA");
	bodies[1] = body_of(t, cx, "MOI");
	CHECK_ERR(OK, setup_posts(cx, "focal", bodies, 2, &added));
	CHECK_ERR(OK, setup_posts(cx, "head", bodies, 1, &added));
	CHECK_INT(3, added);
	CHECK_ERR(OK, setup_posts(cx, "focal", bodies, 2, &added));
	CHECK_INT(SETUP_PEOPLE, now(t, cx).next);

	for (size_t i = 0; i < 2; i++) {
		struct account_by_email a;
		struct code_new code;
		bool found;
		const char *email = arena_printf(t->arena, "focal%zu@ministry.example", i);

		CHECK_ERR(OK, post_of_kind_query(cx->db, cx->arena, bodies[i], "focal", cx->today,
				      &posts, &n));
		CHECK_ERR(OK, setup_person(cx, &(struct setup_person){ .post = posts[0].id,
						       .name = { .ar = "هبة" },
						       .email = email }));
		CHECK_INT(SETUP_PEOPLE, now(t, cx).next);
		CHECK_ERR(OK, account_by_email_query(cx->db, cx->arena, email, &a, &found));
		CHECK_ERR(OK, code_work(t->arena, &code));
		CHECK_ERR(OK, account_code_make(cx, a.id, &code));
	}
	CHECK_INT(3, added);
	CHECK_INT(2, now(t, cx).invited);
	CHECK_INT(SETUP_MAIL, now(t, cx).next);
	CHECK_ERR(OK, setup_skip(cx, SETUP_MAIL, true));
	CHECK_INT(SETUP_FORM, now(t, cx).next);
	CHECK_ERR(ERR_DENIED, setup_form(cx, &form));
	CHECK_ERR(OK, setup_coordinate(cx));
	t_signed_in(cx, cx->who.account);
	CHECK_ERR(OK, setup_coordinate(cx));
	t_clear(cx);
	CHECK_ERR(OK, setup_form(cx, &form));
	CHECK_ERR(OK, setup_form(cx, &again));
	CHECK_INT(form, again);
	CHECK_INT(1, now(t, cx).forms);
	CHECK_INT(SETUP_END, now(t, cx).next);
	CHECK_INT(5, now(t, cx).done);
}

DBTEST(a_step_is_left_for_later_and_taken_up_again)
{
	struct ctx *cx = fresh(t);

	CHECK_ERR(OK, setup_skip(cx, SETUP_INSTANCE, true));
	CHECK_ERR(OK, setup_skip(cx, SETUP_MAIL, true));
	CHECK_ERR(OK, setup_skip(cx, SETUP_MAIL, true));
	CHECK_INT(2, now(t, cx).skipped);
	CHECK_INT(SETUP_BODIES, now(t, cx).next);
	CHECK_ERR(OK, setup_skip(cx, SETUP_INSTANCE, false));
	CHECK_ERR(OK, setup_skip(cx, SETUP_INSTANCE, false));
	CHECK_INT(SETUP_INSTANCE, now(t, cx).next);
	CHECK_INT(SETUP_SKIPPED, now(t, cx).state[SETUP_MAIL]);
	CHECK_ERR(ERR_INPUT, setup_skip(cx, SETUP_END, true));

	/* What is done counts as done, skipped or not. */
	CHECK_ERR(OK, setup_skip(cx, SETUP_INSTANCE, true));
	CHECK_ERR(OK, identity_set(cx, &(struct identity){ .lang = LANG_AR }));
	CHECK_INT(SETUP_DONE, now(t, cx).state[SETUP_INSTANCE]);
}

DBTEST(the_set_up_is_open_until_its_end_or_the_first_round)
{
	struct ctx *cx = fresh(t);
	bool open;

	CHECK_ERR(OK, setup_is_open(cx, &open));
	CHECK(open);
	CHECK_ERR(OK, setup_end(cx, true));
	CHECK_ERR(OK, setup_end(cx, true));
	CHECK_STR(cx->today, now(t, cx).ended);
	CHECK_ERR(OK, setup_is_open(cx, &open));
	CHECK(!open);
	CHECK_ERR(OK, setup_end(cx, false));
	CHECK_STR(NULL, now(t, cx).ended);
	CHECK_ERR(OK, setup_is_open(cx, &open));
	CHECK(open);
}

DBTEST(only_administrators_of_everything_set_an_instance_up)
{
	struct ctx *cx = fresh(t);
	const char *code = "MOI";
	int64_t mofa = cx->who.body, added, other;
	struct setup s;
	bool open;

	other = t_account(cx, "other", mofa, "coordinator");
	t_system(cx);
	CHECK_ERR(OK, account_grant(cx, other, "administer", mofa));
	t_signed_in(cx, other);
	CHECK_ERR(ERR_DENIED, setup_get(cx, &s));
	CHECK_ERR(ERR_DENIED, setup_skip(cx, SETUP_MAIL, true));
	CHECK_ERR(ERR_DENIED, setup_end(cx, true));
	CHECK_ERR(ERR_DENIED, setup_coordinate(cx));
	CHECK_ERR(ERR_DENIED, reference_add(cx, &code, 1, &added));
	CHECK_ERR(OK, setup_is_open(cx, &open));
	CHECK(!open);
}

DBTEST(what_the_set_up_cannot_do_is_said_at_its_field)
{
	struct ctx *cx = fresh(t);
	const char *code = "NONE";
	struct post_of_kind *posts;
	struct setup_person in = { .name = { .ar = "هبة" }, .email = "hiba@moi.example" };
	int64_t added, mofa = cx->who.body;
	size_t n;

	CHECK_ERR(ERR_INPUT, reference_add(cx, &code, 1, &added));
	CHECK_STR("code", t_field(cx));
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, setup_person(cx, &in));
	CHECK_STR("post", t_field(cx));
	t_clear(cx);
	CHECK_ERR(OK, setup_posts(cx, "focal", &mofa, 1, &added));
	CHECK_ERR(OK, post_of_kind_query(cx->db, cx->arena, mofa, "focal", cx->today, &posts, &n));
	in.post = posts[0].id;
	in.email = NULL;
	CHECK_ERR(ERR_INPUT, setup_person(cx, &in));
	CHECK_STR("email", t_field(cx));
	t_clear(cx);
	in.email = "first@demo.example";
	CHECK_ERR(ERR_CONFLICT, setup_person(cx, &in));
	CHECK_STR("email", t_field(cx));
	t_rollback(cx);
}
