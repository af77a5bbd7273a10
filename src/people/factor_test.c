#include "people/factor.h"

#include "base/text.h"
#include "base/time.h"
#include "base/totp.h"
#include "core/may.h"
#include "core/seal.h"
#include "people/account.h"
#include "people/account_sql.h"
#include "people/factor_sql.h"
#include "people/notice_sql.h"
#include "people/signin.h"
#include "people/tries.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

#define PEER "192.0.2.7"

static void later(struct ctx *cx, int64_t seconds)
{
	int64_t ms;

	if (time_parse(cx->now, &ms))
		cx->now = time_text(cx->arena, ms + seconds * 1000);
}

/* The code an application would show `steps` steps from now. */
static const char *code_of(struct ctx *cx, int64_t account, int64_t steps)
{
	struct factor_by_account f;
	struct bytes secret;
	char code[9] = "";
	int64_t now;
	bool found;

	if (factor_by_account_query(cx->db, cx->arena, account, &f, &found) != OK || !found ||
		unseal(cx, account, f.sealed, &secret) != OK || !time_parse(cx->now, &now) ||
		!totp_code(secret, totp_step(now) + steps, TOTP_DIGITS, code))
		return "none";
	return arena_printf(cx->arena, "%s", code);
}

static const char *codes[RECOVERY_CODES];

/* An account that signs in by two factors, and acts; the next code counts. */
static int64_t enrolled(struct t *t, struct ctx *cx)
{
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");

	t_signed_in(cx, a);
	CHECK_ERR(OK, factor_begin(cx));
	CHECK_ERR(OK, factor_confirm(cx, code_of(cx, a, 0), codes));
	later(cx, TOTP_SECONDS);
	return a;
}

static enum factor_kind take(struct ctx *cx, int64_t account, const char *typed)
{
	enum factor_kind kind;

	return factor_take(cx, account, typed, &kind) == OK ? kind : (enum factor_kind) - 1;
}

DBTEST(a_second_factor_is_used_from_its_first_right_code)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	struct factor_state s;
	bool has;

	t_signed_in(cx, a);
	CHECK_ERR(ERR_CONFLICT, factor_confirm(cx, "123456", codes));
	CHECK_ERR(OK, factor_begin(cx));
	CHECK_ERR(OK, factor_state(cx, &s));
	CHECK_INT(32, (int64_t)strlen(s.secret));
	CHECK_HAS(s.address, arena_printf(cx->arena, "secret=%s&", s.secret));
	CHECK(!s.confirmed_at);
	t_clear(cx);
	CHECK_ERR(ERR_INPUT, factor_confirm(cx, "12345", codes));
	CHECK_ERR(ERR_INPUT, factor_confirm(cx, NULL, codes));
	CHECK_ERR(ERR_INPUT, factor_confirm(cx, code_of(cx, a, 2), codes));
	CHECK_ERR(OK, factor_has(cx, a, &has));
	CHECK(!has);
	CHECK_ERR(OK, factor_confirm(cx, code_of(cx, a, 0), codes));
	CHECK_ERR(OK, factor_has(cx, a, &has));
	CHECK(has);
	CHECK_ERR(OK, factor_state(cx, &s));
	CHECK(!s.secret && s.confirmed_at);
	CHECK_INT(RECOVERY_CODES, s.recovery_left);
	/* What is in use is not replaced, and its codes are not shown again. */
	CHECK_ERR(ERR_CONFLICT, factor_begin(cx));
	CHECK_ERR(ERR_CONFLICT, factor_confirm(cx, code_of(cx, a, 1), codes));
}

DBTEST(a_code_counts_once_and_a_step_early_or_late)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = enrolled(t, cx);
	const char *used = code_of(cx, a, 0);

	CHECK_INT(FACTOR_WRONG, take(cx, a, code_of(cx, a, 2)));
	CHECK_INT(FACTOR_WRONG, take(cx, a, code_of(cx, a, -2)));
	CHECK_INT(FACTOR_WRONG, take(cx, a, code_of(cx, a, -1))); /* used when it was confirmed */
	CHECK_INT(FACTOR_CODE, take(cx, a, used));
	CHECK_INT(FACTOR_WRONG, take(cx, a, used));
	CHECK_INT(FACTOR_CODE, take(cx, a, code_of(cx, a, 1)));
	CHECK_INT(FACTOR_WRONG, take(cx, a, code_of(cx, a, 1)));
	later(cx, 3L * TOTP_SECONDS);
	CHECK_INT(FACTOR_CODE, take(cx, a, code_of(cx, a, -1)));
	CHECK_INT(FACTOR_CODE, take(cx, a,
				       arena_printf(cx->arena, " %.3s %.3s", code_of(cx, a, 0),
					       code_of(cx, a, 0) + 3)));
	CHECK_INT(FACTOR_WRONG, take(cx, a, ""));
	CHECK_INT(FACTOR_WRONG, take(cx, a, NULL));
	CHECK_INT(FACTOR_WRONG, take(cx, a + 1, code_of(cx, a, 1)));
}

DBTEST(a_recovery_code_counts_once)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = enrolled(t, cx);
	struct factor_state s;

	for (int i = 0; i < RECOVERY_CODES; i++) {
		CHECK_INT(FACTOR_RECOVERY, take(cx, a, text_lower(cx->arena, codes[i])));
		CHECK_INT(FACTOR_WRONG, take(cx, a, codes[i]));
	}
	CHECK_ERR(OK, factor_state(cx, &s));
	CHECK_INT(0, s.recovery_left);
	CHECK_INT(FACTOR_WRONG, take(cx, a, "0000-0000-0000-0000"));
}

static int64_t first_step(struct ctx *cx, const char *device)
{
	struct signin s = { .email = "focal.moi@demo.example",
		.secret = T_PASSWORD,
		.peer = PEER,
		.device = device };
	int64_t account = -1;

	t_clear(cx);
	ctx_nobody(cx);
	if (signin_look(cx, &s) != OK || signin_work(cx->arena, &s) != OK ||
		signin_end(cx, &s, &account) != OK)
		return -1;
	return account;
}

static bool second_step(struct ctx *cx, int64_t account, const char *typed)
{
	const struct second s = { account, typed, PEER, "a browser" };
	bool passed = false;

	t_clear(cx);
	return signin_second(cx, &s, &passed) == OK && passed;
}

DBTEST(the_password_alone_signs_nobody_in)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = enrolled(t, cx), unseen;

	CHECK_INT(a, first_step(cx, "a browser"));
	CHECK_INT(0, cx->who.account);
	CHECK(!second_step(cx, a, "000000"));
	CHECK_INT(0, cx->who.account);
	CHECK(second_step(cx, a, code_of(cx, a, 0)));
	CHECK_INT(a, cx->who.account);
	CHECK_ERR(OK, notice_unseen_query(cx->db, cx->arena, a, 0, &unseen));
	CHECK_INT(0, unseen); /* the first sign-in is none from a new browser */
	later(cx, 60);
	CHECK_INT(a, first_step(cx, "a browser"));
	CHECK(second_step(cx, a, codes[0]));
	CHECK_ERR(OK, notice_unseen_query(cx->db, cx->arena, a, 0, &unseen));
	CHECK_INT(0, unseen);
	ctx_system(cx);
	CHECK_ERR(OK, account_disable(cx, a));
	CHECK(!second_step(cx, a, codes[1]));
}

DBTEST(wrong_codes_count_with_wrong_passwords_and_a_right_password_forgets_none)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = enrolled(t, cx);

	for (int i = 0; i < TRIES_PLACE; i++) {
		CHECK_INT(a, first_step(cx, "a browser"));
		CHECK(!second_step(cx, a, "000000"));
	}
	CHECK_INT(0, first_step(cx, "a browser"));
	CHECK(!second_step(cx, a, code_of(cx, a, 0)));
	CHECK_STR("Too many wrong tries. Try again in 1 minute.", t_problem(cx));
	later(cx, 61);
	CHECK_INT(a, first_step(cx, "a browser"));
	CHECK(second_step(cx, a, code_of(cx, a, 0)));
}

DBTEST(a_sign_in_from_a_new_browser_is_told)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal"), unseen;

	CHECK_INT(a, first_step(cx, "one"));
	later(cx, 5);
	CHECK_INT(a, first_step(cx, "one"));
	CHECK_ERR(OK, notice_unseen_query(cx->db, cx->arena, a, 0, &unseen));
	CHECK_INT(0, unseen);
	CHECK_INT(a, first_step(cx, "two"));
	CHECK_ERR(OK, notice_unseen_query(cx->db, cx->arena, a, 0, &unseen));
	CHECK_INT(1, unseen);
}

/* One act with password and code; the codes are replaced where they are made anew. */
static bool act(struct ctx *cx, const char *password, const char *code, bool remove)
{
	struct factor_act f = { .password = password, .code = code, .peer = PEER };
	bool done = false;

	t_clear(cx);
	if (factor_look(cx, &f) != OK || factor_work(&f) != OK)
		return false;
	return (remove ? factor_remove(cx, &f, &done) : factor_remake(cx, &f, codes, &done)) ==
		       OK &&
	       done;
}

DBTEST(it_is_changed_with_password_and_code)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = enrolled(t, cx);
	const char *old = codes[0];
	bool has;

	CHECK(!act(cx, "wrong", code_of(cx, a, 0), false));
	CHECK_STR("This is not your present password. Type it again.", t_problem(cx));
	CHECK(!act(cx, T_PASSWORD, "000000", true));
	CHECK(act(cx, T_PASSWORD, code_of(cx, a, 0), false));
	CHECK_INT(FACTOR_WRONG, take(cx, a, old));
	CHECK_INT(FACTOR_RECOVERY, take(cx, a, codes[9]));
	CHECK(act(cx, T_PASSWORD, codes[8], true));
	CHECK_ERR(OK, factor_has(cx, a, &has));
	CHECK(!has);
	CHECK_INT(a, first_step(cx, NULL));
	CHECK_INT(a, cx->who.account);
	/* Set up again, a used code of the old secret is nothing. */
	CHECK_ERR(OK, factor_begin(cx));
	CHECK_ERR(OK, factor_confirm(cx, code_of(cx, a, 0), codes));
	for (int i = 0; i < TRIES_PLACE; i++)
		CHECK(!act(cx, "wrong", "000000", true));
	CHECK(!act(cx, T_PASSWORD, codes[0], true));
	CHECK_STR("Too many wrong tries. Try again in 1 minute.", t_problem(cx));
}

DBTEST(an_administrator_removes_it_with_a_reason)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = enrolled(t, cx), unseen;
	int64_t other = t_account(cx, "admin", t_body(cx, "MOP"), NULL);

	t_signed_in(cx, t_account(cx, "head.moi", t_body(cx, "MOI"), "head"));
	CHECK_ERR(ERR_MISSING, factor_remove_for(cx, a, "lost"));
	ctx_system(cx);
	CHECK_ERR(OK, grant_add(cx, other, MAY_ADMINISTER, t_body(cx, "MOI"), DB_NULL));
	t_signed_in(cx, other);
	CHECK_ERR(ERR_INPUT, factor_remove_for(cx, a, "  "));
	CHECK_ERR(OK, factor_remove_for(cx, a, "The telephone was lost"));
	CHECK_ERR(ERR_CONFLICT, factor_remove_for(cx, a, "again"));
	CHECK_ERR(OK, notice_unseen_query(cx->db, cx->arena, a, 0, &unseen));
	CHECK_INT(1, unseen);
	CHECK_INT(a, first_step(cx, NULL));
}

DBTEST(who_has_a_right_that_asks_for_it_may_nothing_without)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), a = t_account(cx, "focal.moi", moi, "focal");
	int64_t head = t_account(cx, "head.moi", moi, "head");

	CHECK_INT(0, factor_required_of(NULL));
	CHECK_INT(0, factor_required_of("administers enter2"));
	CHECK_INT(1 << MAY_ENTER | 1 << MAY_ADMINISTER, factor_required_of("enter administer"));
	t_signed_in(cx, a);
	CHECK_ERR(ERR_DENIED, factor_require(cx, 1U << MAY_READ));
	ctx_system(cx);
	CHECK_ERR(OK, factor_require(cx, 1U << MAY_ENTER | 1U << MAY_COORDINATE));
	t_signed_in(cx, head);
	CHECK(!cx->who.must_enrol);
	CHECK(may_at(cx, MAY_APPROVE, moi));
	t_signed_in(cx, a);
	CHECK(cx->who.must_enrol);
	CHECK(!may_at(cx, MAY_ENTER, moi) && !may_anywhere(cx, MAY_READ));
	CHECK_ERR(OK, factor_begin(cx));
	CHECK_ERR(OK, factor_confirm(cx, code_of(cx, a, 0), codes));
	CHECK(may_at(cx, MAY_ENTER, moi));
	t_signed_in(cx, a);
	CHECK(!cx->who.must_enrol);
}
