#include "base/time.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/signin.h"
#include "people/tries.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

#define EMAIL "focal.moi@demo.example"
#define PEER "192.0.2.7"

static int64_t try_password(struct t *t, struct ctx *cx, const char *peer, const char *password)
{
	struct signin s = { EMAIL, password, .peer = peer };
	int64_t account = -1;

	t_clear(cx);
	CHECK_ERR(OK, signin_look(cx, &s));
	CHECK_ERR(OK, signin_work(cx->arena, &s));
	CHECK_ERR(OK, signin_end(cx, &s, &account));
	return account;
}

static enum err change(struct ctx *cx, const char *old, const char *fresh)
{
	struct password_new p = { .old = old, .fresh = fresh, .peer = PEER };
	bool changed;

	TRY(password_look(cx, &p));
	TRY(password_work(cx->arena, &p));
	TRY(password_change(cx, &p, &changed));
	return changed ? OK : ERR_INPUT;
}

DBTEST(ones_own_password_is_changed_with_the_old_one)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");

	t_signed_in(cx, a);
	CHECK_ERR(ERR_INPUT, change(cx, "wrong", "four quiet river stones"));
	CHECK_STR("old_password", cx->problems.at[0].field);
	CHECK_ERR(ERR_INPUT, change(cx, T_PASSWORD, T_PASSWORD));
	CHECK_ERR(OK, change(cx, T_PASSWORD, "four quiet river stones"));
	CHECK_INT(a, try_password(t, cx, PEER, "four quiet river stones"));
}

DBTEST(wrong_present_passwords_are_counted_like_wrong_tries_at_signing_in)
{
	static const char fresh[] = "four quiet river stones";
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal"), ms;

	t_signed_in(cx, a);
	for (int i = 0; i < TRIES_PLACE; i++) {
		t_clear(cx);
		CHECK_ERR(ERR_INPUT, change(cx, "a wrong old password", fresh));
		CHECK_HAS(t_problem(cx), "not your present password");
	}
	/* The right one is not looked at any more, here or at signing in; elsewhere it is. */
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, change(cx, T_PASSWORD, fresh));
	CHECK_HAS(t_problem(cx), "Too many wrong tries");
	CHECK_STR("old_password", cx->problems.at[0].field);
	CHECK_INT(0, try_password(t, cx, PEER, T_PASSWORD));
	CHECK_INT(a, try_password(t, cx, "2001:db8:0:2::1", T_PASSWORD));
	t_signed_in(cx, a);
	CHECK(time_parse(cx->now, &ms));
	cx->now = time_text(cx->arena, ms + 60000);
	CHECK_ERR(OK, change(cx, T_PASSWORD, fresh));
}
