#include "people/account.h"

#include <string.h>

#include "base/crypto.h"
#include "base/time.h"
#include "core/may.h"
#include "core/setting.h"
#include "people/account_sql.h"
#include "people/body.h"
#include "people/browser_words.h"
#include "people/signin.h"
#include "people/tries.h"
#include "test/harness.h"
#include "test/people_fixtures.h"

#define EMAIL "focal.moi@demo.example"

/* The same context some minutes later. */
static void later(struct ctx *cx, int64_t minutes)
{
	int64_t ms;

	if (time_parse(cx->now, &ms))
		cx->now = time_text(cx->arena, ms + minutes * 60000);
}

#define PEER "192.0.2.7"

static int64_t try_now(struct ctx *cx, struct signin s)
{
	int64_t account = -1;

	t_clear(cx);
	if (signin_look(cx, &s) != OK)
		return 0;
	if (signin_work(cx->arena, &s) != OK || signin_end(cx, &s, &account) != OK)
		return -1;
	return account;
}

static int64_t try_from(struct ctx *cx, const char *email, const char *password, const char *peer,
	const char *device)
{
	return try_now(cx, (struct signin){ email, password, .peer = peer, .device = device });
}

static int64_t try_password(struct ctx *cx, const char *email, const char *password)
{
	return try_from(cx, email, password, PEER, NULL);
}

static int64_t try_code(struct ctx *cx, const char *code, const char *password)
{
	return try_now(cx, (struct signin){ EMAIL, code, password, .peer = PEER });
}

static enum err make_code(struct ctx *cx, int64_t account, const char **code)
{
	struct code_new c;
	enum err e = code_work(cx->arena, &c);

	*code = c.shown;
	return e == OK ? account_code_make(cx, account, &c) : e;
}

DBTEST(the_right_password_signs_in)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");

	CHECK_INT(a, try_password(cx, EMAIL, T_PASSWORD));
	CHECK_INT(a, try_password(cx, "  Focal.MOI@demo.example ", T_PASSWORD));
	CHECK_INT(0, try_password(cx, EMAIL, "wrong"));
	CHECK_INT(0, try_password(cx, EMAIL, NULL));
}

DBTEST(an_unknown_address_gets_the_same_answers)
{
	struct ctx *cx = t_ctx(t);
	const char *known[8], *unknown[8];

	t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	for (int i = 0; i < 8; i++) {
		CHECK_INT(0, try_password(cx, EMAIL, "wrong"));
		known[i] = t_problem(cx);
	}
	for (int i = 0; i < 8; i++) {
		CHECK_INT(0, try_password(cx, "nobody@demo.example", "wrong"));
		unknown[i] = t_problem(cx);
	}
	for (int i = 0; i < 8; i++)
		CHECK_STR(known[i], unknown[i]);
	CHECK_HAS(known[4], "do not belong together");
	CHECK_HAS(known[5], "Too many wrong tries");
}

DBTEST(wrong_passwords_stop_an_address_for_longer_and_longer)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	static const int64_t minutes[] = { 1, 2, 4, 8, 16, 32, 60, 60 };

	for (int i = 0; i < TRIES_PLACE - 1; i++)
		CHECK_INT(0, try_password(cx, EMAIL, "wrong"));
	for (size_t i = 0; i < COUNT_OF(minutes); i++) {
		CHECK_INT(0, try_password(cx, EMAIL, "wrong"));
		CHECK_HAS(t_problem(cx), "do not belong together");
		/* Even the right one is not looked at while it lasts. */
		later(cx, minutes[i] - 1);
		CHECK_INT(0, try_password(cx, EMAIL, T_PASSWORD));
		CHECK_STR("Too many wrong tries. Try again in 1 minute.", t_problem(cx));
		later(cx, 1);
	}
	CHECK_INT(a, try_password(cx, EMAIL, T_PASSWORD));
	/* Forgotten: four more are free. */
	for (int i = 0; i < TRIES_PLACE - 1; i++)
		CHECK_INT(0, try_password(cx, EMAIL, "wrong"));
	CHECK_INT(a, try_password(cx, EMAIL, T_PASSWORD));
}

DBTEST(one_network_address_cannot_try_many_accounts)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");

	for (int i = 0; i < TRIES_ADDRESS; i++)
		CHECK_INT(
			0, try_password(cx, arena_printf(cx->arena, "n%d@x.example", i), "wrong"));
	CHECK_INT(0, try_password(cx, EMAIL, T_PASSWORD));
	CHECK_HAS(t_problem(cx), "Too many wrong tries");
	CHECK_INT(a, try_from(cx, EMAIL, T_PASSWORD, "198.51.100.1", NULL));
	/* Each minute forgets one, so that a ministry behind one address is not shut out for a day.
	 */
	later(cx, TRIES_ADDRESS);
	CHECK_INT(0, try_password(cx, EMAIL, "wrong"));
	CHECK_INT(a, try_password(cx, EMAIL, T_PASSWORD));
}

DBTEST(a_disabled_account_does_not_sign_in)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");

	CHECK_ERR(OK, account_disable(cx, a));
	CHECK_INT(0, try_password(cx, EMAIL, T_PASSWORD));
	CHECK_HAS(t_problem(cx), "do not belong together");
	CHECK_ERR(ERR_MISSING, people_who(cx, a));
	CHECK_ERR(ERR_CONFLICT, account_disable(cx, a));
	CHECK_ERR(OK, account_enable(cx, a));
	CHECK_INT(a, try_password(cx, EMAIL, T_PASSWORD));
}

DBTEST(a_code_sets_a_password_once)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	const char *code;

	CHECK_ERR(OK, make_code(cx, a, &code));
	CHECK_INT(11, (int64_t)strlen(code));
	CHECK_INT(0, try_code(cx, code, "short"));
	CHECK_STR("new_password", cx->problems.at[0].field);
	const char *typed = arena_printf(cx->arena, " %.5s %s ", code, code + 6);
	CHECK_INT(a, try_code(cx, typed, "four quiet river stones"));
	CHECK_INT(0, try_code(cx, code, "five quiet river stones"));
	CHECK_INT(0, try_password(cx, EMAIL, T_PASSWORD));
	CHECK_INT(a, try_password(cx, EMAIL, "four quiet river stones"));
}

DBTEST(a_code_runs_out_and_is_replaced)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	const char *code, *newer, *password = "four quiet river stones";

	CHECK_ERR(OK, make_code(cx, a, &code));
	CHECK_ERR(OK, make_code(cx, a, &newer));
	CHECK_INT(0, try_code(cx, code, password));
	CHECK_HAS(t_problem(cx), "the code has run out");
	later(cx, CODE_HOURS * 60);
	CHECK_INT(0, try_code(cx, newer, password));
	CHECK_ERR(OK, make_code(cx, a, &code));
	later(cx, CODE_HOURS * 60 - 1);
	CHECK_INT(a, try_code(cx, code, password));
}

/* Wrong tries from places of their own, as somebody with many machines makes them. */
static void tries_from_afar(struct ctx *cx, const char *code, int n)
{
	for (int i = 0; i < n; i++) {
		const char *peer = arena_printf(cx->arena, "198.51.%d.%d", i / 250, i % 250 + 1);
		struct signin s = { EMAIL, "wrong", code, .peer = peer };

		(void)try_now(cx, s);
	}
}

DBTEST(nobody_shuts_an_owner_out_from_elsewhere)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	const char *device = random_token(cx->arena, 32), *other = random_token(cx->arena, 32);

	/* One place uses its tries up: only that place waits. */
	for (int i = 0; i < TRIES_PLACE; i++)
		CHECK_INT(0, try_from(cx, EMAIL, "wrong", "203.0.113.5", NULL));
	CHECK_INT(0, try_from(cx, EMAIL, T_PASSWORD, "203.0.113.5", NULL));
	CHECK_HAS(t_problem(cx), "Too many wrong tries");
	CHECK_INT(a, try_from(cx, EMAIL, T_PASSWORD, PEER, device));
	/* Many places together stop whoever comes from a new one, not the owner. */
	tries_from_afar(cx, NULL, TRIES_ACCOUNT + 9);
	CHECK_INT(0, try_from(cx, EMAIL, T_PASSWORD, "203.0.113.77", NULL));
	CHECK_HAS(t_problem(cx), "Too many wrong tries");
	CHECK_INT(0, try_from(cx, EMAIL, T_PASSWORD, "203.0.113.77", other));
	CHECK_INT(a, try_from(cx, EMAIL, T_PASSWORD, PEER, NULL));
	CHECK_INT(a, try_from(cx, EMAIL, T_PASSWORD, "203.0.113.77", device));
	/* The address the owner has just come from is known now; a browser that is, is no licence.
	 */
	CHECK_INT(a, try_from(cx, EMAIL, T_PASSWORD, "203.0.113.77", NULL));
	for (int i = 0; i < TRIES_PLACE; i++)
		CHECK_INT(0, try_from(cx, EMAIL, "wrong", "203.0.113.88", device));
	CHECK_INT(0, try_from(cx, EMAIL, T_PASSWORD, "203.0.113.88", device));
	CHECK_INT(a, try_from(cx, EMAIL, T_PASSWORD, PEER, NULL));
}

DBTEST(a_code_is_not_tried_out_from_elsewhere)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	const char *code;

	CHECK_ERR(OK, make_code(cx, a, &code));
	tries_from_afar(cx, "four quiet river stones", TRIES_ACCOUNT + 9);
	CHECK_INT(a, try_code(cx, code, "four quiet river stones"));
}

DBTEST(what_is_known_of_a_place_ends)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	const char *device = random_token(cx->arena, 32);

	CHECK_INT(a, try_from(cx, EMAIL, T_PASSWORD, PEER, device));
	later(cx, 31 * 24 * 60);
	CHECK_ERR(OK, tries_sweep(cx));
	tries_from_afar(cx, NULL, TRIES_ACCOUNT + 1);
	CHECK_INT(0, try_from(cx, EMAIL, T_PASSWORD, PEER, NULL));
	CHECK_INT(a, try_from(cx, EMAIL, T_PASSWORD, PEER, device));
	later(cx, 181 * 24 * 60);
	tries_from_afar(cx, NULL, TRIES_ACCOUNT + 1);
	CHECK_INT(0, try_from(cx, EMAIL, T_PASSWORD, PEER, device));
	/* A slow stop: ten minutes forget one of the tries of all places. */
	later(cx, TRIES_ACCOUNT * 10);
	CHECK_INT(a, try_from(cx, EMAIL, T_PASSWORD, PEER, device));
}

DBTEST(a_network_of_ipv6_is_one_place)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");

	for (int i = 0; i < TRIES_PLACE; i++)
		CHECK_INT(0, try_from(cx, EMAIL, "wrong",
				     arena_printf(cx->arena, "2001:db8:0:1::%x", i + 1), NULL));
	CHECK_INT(0, try_from(cx, EMAIL, T_PASSWORD, "2001:db8:0:1:ffff::1", NULL));
	CHECK_INT(a, try_from(cx, EMAIL, T_PASSWORD, "2001:db8:0:2::1", NULL));
}

DBTEST(nothing_is_judged_that_was_not_hashed_before)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal"), account;
	struct signin s = { EMAIL, T_PASSWORD, .peer = PEER };
	struct password_new p = { .old = T_PASSWORD, .fresh = "four quiet river stones" };
	struct code_new c = { 0 };
	bool changed;

	CHECK_ERR(OK, signin_look(cx, &s));
	CHECK_ERR(ERR_FAULT, signin_end(cx, &s, &account));
	CHECK_ERR(ERR_FAULT, account_code_make(cx, a, &c));
	CHECK_ERR(OK, signin_work(cx->arena, &s));
	/* The password is another one by now: what matched does not count. */
	t_signed_in(cx, a);
	CHECK_ERR(OK, password_look(cx, &p));
	CHECK_ERR(ERR_FAULT, password_change(cx, &p, &changed));
	CHECK_ERR(OK, password_work(cx->arena, &p));
	CHECK_ERR(OK, password_change(cx, &p, &changed));
	CHECK(changed);
	CHECK_ERR(OK, signin_end(cx, &s, &account));
	CHECK_INT(0, account);
	CHECK_ERR(OK, password_change(cx, &p, &changed));
	CHECK(!changed);
}

DBTEST(tries_at_once_are_not_more_tries)
{
	struct ctx *cx = t_ctx(t);
	struct signin s[TRIES_PLACE + 1];
	int64_t account;

	t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	/* All are looked at before the first is counted; the last has the right password. */
	for (int i = 0; i <= TRIES_PLACE; i++) {
		s[i] = (struct signin){ EMAIL, i < TRIES_PLACE ? "wrong" : T_PASSWORD,
			.peer = PEER };
		CHECK_ERR(OK, signin_look(cx, &s[i]));
		CHECK_ERR(OK, signin_work(cx->arena, &s[i]));
	}
	for (int i = 0; i <= TRIES_PLACE; i++) {
		CHECK_ERR(OK, signin_end(cx, &s[i], &account));
		CHECK_INT(0, account);
	}
}

DBTEST(what_is_counted_names_nobody)
{
	struct ctx *cx = t_ctx(t);
	struct tries one, two;

	t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	CHECK_INT(0, try_password(cx, EMAIL, "wrong"));
	CHECK_ERR(OK, tries_of(cx, EMAIL, PEER, NULL, false, true, &one));
	CHECK_INT(3, one.n);
	const char *plain = "at network 22 " EMAIL " " PEER;
	CHECK(strcmp(one.keys[0].key, sha256_hex(cx->arena, plain, strlen(plain))) != 0);
	/* Another instance has another secret. */
	CHECK_ERR(OK, setting_put(cx, "signin.secret", "another"));
	CHECK_ERR(OK, tries_of(cx, EMAIL, PEER, NULL, false, true, &two));
	for (int i = 0; i < one.n; i++)
		CHECK(strcmp(one.keys[i].key, two.keys[i].key) != 0);
}

TEST(a_code_is_read_as_it_is_heard)
{
	CHECK_STR("0111ABCDE5", code_normal(t->arena, "oiL1-a bcde٥"));
}

DBTEST(passwords_are_long_and_not_common)
{
	struct ctx *cx = t_ctx(t);
	static const char *const bad[] = { "elevenchars", "focal.moi@demo.example",
		"FOCAL.moi@demo.example", "password1234", "123456789012", "aaaaaaaaaaaaaa",
		"Qwertyuiop123", "iloveyou2026!", "١٢٣٤٥٦٧٨٩٠١٢", "baghdad-iraq-2026" };

	for (size_t i = 0; i < COUNT_OF(bad); i++)
		CHECK_ERR(ERR_INPUT, password_rules(cx, "p", EMAIL, bad[i]));
	CHECK_ERR(ERR_INPUT, password_rules(cx, "p", EMAIL, NULL));
	CHECK_ERR(OK, password_rules(cx, "p", EMAIL, "four quiet river stones"));
	CHECK_ERR(OK, password_rules(cx, "p", EMAIL, "نهر هادئ وأربع حجارة"));
}

DBTEST(the_last_administrator_stays)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), one = t_account(cx, "one", moi, "administrator");
	int64_t two = t_account(cx, "two", moi, NULL);

	t_signed_in(cx, one);
	CHECK_ERR(OK, db_savepoint(cx->db));
	CHECK_ERR(ERR_CONFLICT, account_disable(cx, one));
	CHECK_HAS(t_problem(cx), "last administrator");
	db_undo(cx->db);
	CHECK_ERR(OK, account_grant(cx, two, "administer", DB_NULL));
	CHECK_ERR(OK, account_disable(cx, one));
	t_signed_in(cx, two);
	CHECK_ERR(ERR_CONFLICT, account_ungrant(cx, two, "administer", DB_NULL));
}

DBTEST(rights_are_given_and_taken_by_those_who_administer_them)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), moj = t_body(cx, "MOJ");
	int64_t admin = t_account(cx, "admin", moi, "administrator");
	int64_t local = t_account(cx, "local", moi, NULL);
	int64_t clerk = t_account(cx, "clerk", moi, NULL);
	int64_t other = t_account(cx, "other", moj, NULL);
	const char *code;

	t_signed_in(cx, admin);
	CHECK_ERR(OK, account_grant(cx, local, "administer", moi));
	CHECK_ERR(ERR_INPUT, account_grant(cx, local, "fly", moi));
	t_signed_in(cx, local);
	CHECK_ERR(OK, account_grant(cx, clerk, "enter", moi));
	CHECK_ERR(ERR_DENIED, account_grant(cx, clerk, "enter", moj));
	CHECK_ERR(ERR_DENIED, account_grant(cx, clerk, "administer", DB_NULL));
	CHECK_ERR(ERR_MISSING, account_grant(cx, other, "enter", moi));
	/* No body, no right: 0 would be "some body" to the gate of a page. */
	CHECK_ERR(ERR_INPUT, account_grant(cx, clerk, "coordinate", 0));
	CHECK_ERR(ERR_INPUT, account_grant(cx, clerk, "coordinate", -5));
	/* An administrator of everything belongs to MOI, and is still out of reach. */
	CHECK_ERR(ERR_DENIED, make_code(cx, admin, &code));
	CHECK_ERR(ERR_DENIED, account_disable(cx, admin));
	CHECK_ERR(OK, make_code(cx, clerk, &code));
	CHECK_ERR(OK, account_ungrant(cx, clerk, "enter", moi));
	CHECK_ERR(ERR_MISSING, account_ungrant(cx, clerk, "enter", moi));
	t_signed_in(cx, clerk);
	CHECK_ERR(ERR_MISSING, make_code(cx, local, &code));
}

DBTEST(an_address_and_a_person_have_one_account)
{
	struct ctx *cx = t_ctx(t);
	int64_t moi = t_body(cx, "MOI"), id, person = t_person(cx, "Hiba", moi);

	t_account(cx, "focal.moi", moi, "focal");
	CHECK_ERR(ERR_INPUT, account_add(cx, "no address", person, &id));
	t_clear(cx);
	CHECK_ERR(OK, account_add(cx, "hiba@demo.example", person, &id));
	CHECK_ERR(OK, db_savepoint(cx->db));
	CHECK_ERR(ERR_CONFLICT, account_add(cx, "hiba2@demo.example", person, &id));
	CHECK_STR("This person has an account already.", t_problem(cx));
	db_undo(cx->db);
	t_clear(cx);
	person = t_person(cx, "Sara", moi);
	CHECK_ERR(ERR_CONFLICT, account_add(cx, "FOCAL.MOI@demo.example", person, &id));
	CHECK_STR("Another account has this e-mail address.", t_problem(cx));
}

DBTEST(one_click_signs_in_only_in_a_demonstration)
{
	struct ctx *cx = t_ctx(t);
	int64_t a = t_account(cx, "focal.moi", t_body(cx, "MOI"), "focal");
	struct config demo = *cx->config;

	CHECK_ERR(ERR_MISSING, signin_demo(cx, a));
	demo.demo = true;
	cx->config = &demo;
	CHECK_ERR(OK, signin_demo(cx, a));
	t_system(cx);
	CHECK_ERR(OK, account_disable(cx, a));
	CHECK_ERR(ERR_MISSING, signin_demo(cx, a));
}

/* ---- the words of one's own sessions ---- */

/* Names are isolated in a sentence. */
#define NAMED(browser, system) "\u2068" browser "\u2069 on \u2068" system "\u2069"

TEST(a_browser_is_named_as_people_know_it)
{
	static const struct {
		const char *agent, *words;
	} cases[] = {
		{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like "
		  "Gecko) "
		  "Chrome/131.0.0.0 Safari/537.36",
			NAMED("Chrome", "Windows") },
		{ "Mozilla/5.0 (Windows NT 10.0) Chrome/131.0 Safari/537.36 Edg/131.0",
			NAMED("Edge", "Windows") },
		{ "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0",
			NAMED("Firefox", "Linux") },
		{ "Mozilla/5.0 (Linux; Android 14; SM-A155F) SamsungBrowser/27.0 Chrome/125.0 "
		  "Mobile Safari/537.36",
			NAMED("Samsung Internet", "Android") },
		{ "Mozilla/5.0 (iPhone; CPU iPhone OS 17_6 like Mac OS X) Version/17.6 Mobile "
		  "Safari/604.1",
			NAMED("Safari", "iPhone") },
		{ "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/17.6 Safari/605.1",
			NAMED("Safari", "macOS") },
		{ "curl/8.5", "Unknown browser" },
		{ "", "Unknown browser" },
		{ NULL, "Unknown browser" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		CHECK_STR(cases[i].words, browser_words(t->arena, LANG_EN, cases[i].agent));
}
