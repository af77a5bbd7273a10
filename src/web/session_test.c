/* Sessions, CSRF, double sends, kept text and refusals, over the socket. */
#include <pthread.h>
#include <unistd.h>

#include "base/crypto.h"
#include "base/time.h"
#include "core/setting.h"
#include "db/engine.h"
#include "test/harness.h"
#include "web/session_sql.h"
#include "web/web_fixture.h"

/* ---- sessions ---- */

DBTEST(a_session_begins_and_ends)
{
	struct web_site *s = web_start(t);
	const char *a, *first;

	a = web_get(s, "/count?x=1&y=2", "");
	CHECK_INT(303, web_status(a));
	CHECK_STR("/login?next=%2Fcount%3Fx%3D1%26y%3D2", web_header(s, a, "Location"));
	web_sign_in(s);
	first = s->cookies;
	CHECK_HAS(first, "session=");
	a = web_get(s, "/count", "");
	CHECK_INT(200, web_status(a));
	CHECK_STR("no-store", web_header(s, a, "Cache-Control"));
	CHECK_HAS(a, "Hiba &lt;script&gt;");
	CHECK_INT(403, web_status(web_get(s, "/coordinate", "")));
	web_sign_in(s);
	CHECK(strcmp(first, s->cookies) != 0);
	CHECK_INT(200, web_status(web_get(s, "/count", "")));
	a = web_post(s, "/logout",
		arena_printf(t->arena, "csrf=%s", web_csrf(s, web_get(s, "/count", ""))), "");
	CHECK_INT(303, web_status(a));
	CHECK_INT(303, web_status(web_get(s, "/count", "")));
	/* The old session does not live on. */
	s->cookies = first;
	CHECK_INT(303, web_status(web_get(s, "/count", "")));
	web_stop(s);
}

/* The day the site's hook has run for, as the store says. */
static const char *day_met(struct t *t)
{
	const char *day = "";
	struct ctx *cx = t_ctx(t);

	CHECK_ERR(OK, setting_get(cx, "test.day", "none", &day));
	t_end();
	return day;
}

DBTEST(a_new_day_is_met_before_its_first_request)
{
	struct web_site *s = web_start(t);

	CHECK_STR("none", day_met(t));
	web_get(s, "/count", "");
	CHECK_STR("2026-11-24", day_met(t));
	s->config.now = "2026-11-24T20:59:59.999Z";
	web_sign_in(s);
	CHECK_STR("2026-11-24", day_met(t));
	s->config.now = "2026-11-24T21:00:00.000Z"; /* midnight in Baghdad */
	web_get(s, "/no-such-page", "");
	CHECK_STR("2026-11-25", day_met(t));
	web_stop(s);
}

/* Makes the present session one that began and was last seen at these times. */
static void age_session(struct web_site *s, const char *created, const char *seen)
{
	struct t *t = s->t;
	const char *token = web_between(s, s->cookies, "session=", ";");
	const char *hash = sha256_hex(t->arena, token, strlen(token));
	struct db *db;

	if (!CHECK_ERR(OK, db_begin(t->pool, DB_WRITE, &db)))
		return;
	CHECK_ERR(OK, session_delete_query(db, hash, NULL));
	CHECK_ERR(OK, session_add_query(db, hash, 7, created, "", NULL));
	CHECK_ERR(OK, session_touch_query(db, hash, seen, "9999", NULL));
	CHECK_ERR(OK, db_commit(db));
}

DBTEST(a_session_ends_when_idle_and_when_old)
{
	struct web_site *s = web_start(t);

	web_sign_in(s);
	age_session(s, "2026-11-23T18:10:01.000Z", "2026-11-24T05:10:01.000Z");
	CHECK_INT(200, web_status(web_get(s, "/count", "")));
	/* That use was noted, so that the session goes on. */
	age_session(s, "2026-11-23T18:10:01.000Z", "2026-11-24T05:09:59.000Z");
	CHECK_INT(303, web_status(web_get(s, "/count", "")));
	age_session(s, "2026-11-23T18:09:59.000Z", "2026-11-24T06:09:59.000Z");
	CHECK_INT(303, web_status(web_get(s, "/count", "")));
	web_stop(s);
}

DBTEST(the_use_of_a_session_is_noted_once_a_minute)
{
	struct web_site *s = web_start(t);
	const char *token, *hash;
	struct session_find row;
	struct db *db;
	bool found;

	web_sign_in(s);
	age_session(s, "2026-11-24T06:00:00.000Z", "2026-11-24T06:08:00.000Z");
	web_get(s, "/count", "");
	token = web_between(s, s->cookies, "session=", ";");
	hash = sha256_hex(t->arena, token, strlen(token));
	if (CHECK_ERR(OK, db_begin(t->pool, DB_READ, &db))) {
		CHECK_ERR(OK, session_find_query(db, t->arena, hash, &row, &found));
		CHECK_STR(T_NOW, row.seen_at);
		db_rollback(db);
	}
	web_stop(s);
}

/* ---- CSRF, once, kept text ---- */

DBTEST(a_post_needs_this_browsers_token)
{
	struct web_site *s = web_start(t);
	const char *a, *token;

	web_sign_in(s);
	token = web_csrf(s, web_get(s, "/count", ""));
	CHECK_INT(403, web_status(web_post(s, "/count", "title=x", "")));
	CHECK_INT(403, web_status(web_post(s, "/count", "title=x&csrf=abc", "")));
	a = web_post(s, "/count", "title=stolen%20%3Cb%3E", "Sec-Fetch-Site: cross-site\r\n");
	CHECK_INT(403, web_status(a));
	CHECK(!strstr(a, "stolen"));
	CHECK_INT(0, web_count(s));
	/* From a page of ours what was typed is kept, with a button that sends it. */
	a = web_post(s, "/count", "title=typed%20%3Cb%3E", "Sec-Fetch-Site: same-origin\r\n");
	CHECK_INT(403, web_status(a));
	CHECK_HAS(a, "name=\"title\" value=\"typed &lt;b&gt;\"");
	/* What only serves the form goes along unseen. */
	a = web_post(s, "/count", "title=typed&version=77&count:n=66",
		"Sec-Fetch-Site: same-origin\r\n");
	CHECK_HAS(a, "name=\"version\" value=\"77\"");
	CHECK_HAS(a, ">typed</p>");
	CHECK(!strstr(a, ">77<") && !strstr(a, ">66<"));
	a = web_post(
		s, "/count", arena_printf(t->arena, "title=typed&csrf=%s", web_csrf(s, a)), "");
	CHECK_INT(303, web_status(a));
	CHECK_INT(1, web_count(s));
	(void)token;
	web_stop(s);
}

DBTEST(the_same_form_sent_twice_is_one_act)
{
	struct web_site *s = web_start(t);
	const char *form, *a;

	web_sign_in(s);
	form = arena_printf(t->arena, "title=x&csrf=%s", web_csrf(s, web_get(s, "/count", "")));
	CHECK_INT(303, web_status(web_post(s, "/count", form, "")));
	a = web_post(s, "/count", form, "");
	CHECK_INT(303, web_status(a));
	CHECK_STR("/count", web_header(s, a, "Location"));
	CHECK_INT(1, web_count(s));
	/* Other content, or the form loaded anew, is another act. */
	form = arena_printf(t->arena, "title=y&%s", strstr(form, "csrf"));
	web_post(s, "/count", form, "");
	CHECK_INT(2, web_count(s));
	form = arena_printf(t->arena, "title=x&csrf=%s", web_csrf(s, web_get(s, "/count", "")));
	web_post(s, "/count", form, "");
	CHECK_INT(3, web_count(s));
	/* A route that says so may repeat. */
	web_post(s, "/draft", form, "");
	web_post(s, "/draft", form, "");
	CHECK_INT(5, web_count(s));
	web_stop(s);
}

struct sender {
	pthread_t thread;
	struct web_site site;
	const char *form, *answer;
};

static void *send_form(void *arg)
{
	struct sender *one = arg;

	one->site.t = &(struct t){ .arena = arena_new(0) };
	one->answer =
		web_status(web_post(&one->site, "/count", one->form, "")) == 303 ? "ok" : "no";
	arena_free(one->site.t->arena);
	return NULL;
}

DBTEST(the_same_form_sent_at_once_is_one_act)
{
	struct web_site *s = web_start(t);
	struct sender senders[6];

	web_sign_in(s);
	const char *form =
		arena_printf(t->arena, "title=x&csrf=%s", web_csrf(s, web_get(s, "/count", "")));
	for (size_t i = 0; i < COUNT_OF(senders); i++) {
		senders[i] = (struct sender){ .site = *s, .form = form };
		pthread_create(&senders[i].thread, NULL, send_form, &senders[i]);
	}
	for (size_t i = 0; i < COUNT_OF(senders); i++) {
		pthread_join(senders[i].thread, NULL);
		CHECK_STR("ok", senders[i].answer);
	}
	CHECK_INT(1, web_count(s));
	web_stop(s);
}

DBTEST(text_outlives_a_session)
{
	struct web_site *s = web_start(t);
	const char *form, *a;

	web_sign_in(s);
	form = arena_printf(
		t->arena, "title=typed%%20long&csrf=%s", web_csrf(s, web_get(s, "/count", "")));
	age_session(s, "2026-11-24T06:00:00.000Z", "2026-11-24T04:00:00.000Z");
	a = web_post(s, "/count", form, "");
	CHECK_INT(401, web_status(a));
	CHECK_HAS(a, "name=\"kept_to\" value=\"/count\"");
	CHECK_HAS(a, "name=\"kept.title\" value=\"typed long\"");
	a = web_post(s, "/login",
		arena_printf(t->arena, "csrf=%s&kept_to=%%2Fcount&kept.title=typed+long",
			web_csrf(s, a)),
		"");
	CHECK_INT(200, web_status(a));
	CHECK_HAS(a, "Your text is still here");
	CHECK_HAS(a, "action=\"/count\"");
	CHECK_INT(0, web_count(s));
	a = web_post(s, "/count",
		arena_printf(t->arena, "csrf=%s&title=typed+long", web_csrf(s, a)), "");
	CHECK_INT(303, web_status(a));
	CHECK_INT(1, web_count(s));
	web_stop(s);
}

/* ---- refusals ---- */

DBTEST(a_refused_form_comes_back_as_it_was_typed)
{
	struct web_site *s = web_start(t);
	const char *a, *token;

	web_sign_in(s);
	token = web_csrf(s, web_get(s, "/count", ""));
	a = web_post(s, "/count",
		arena_printf(t->arena, "title=%%22long+long+long+long+long&csrf=%s", token), "");
	CHECK_INT(422, web_status(a));
	CHECK_HAS(a, "<title>Error: Count");
	CHECK_HAS(a, "href=\"#f-title\"");
	CHECK_HAS(a, "aria-describedby=\"f-title-error\"");
	CHECK_HAS(a, "value=\"&#34;long long long long long\"");
	/* The act was rolled back, and the same form corrected is done. */
	CHECK_INT(0, web_count(s));
	CHECK_INT(303, web_status(web_post(s, "/count",
			       arena_printf(t->arena, "title=short&csrf=%s", token), "")));
	CHECK_INT(1, web_count(s));
	web_stop(s);
}

DBTEST(a_notice_is_shown_once_and_not_from_elsewhere)
{
	struct web_site *s = web_start(t);
	const char *a;

	web_sign_in(s);
	web_post(s, "/count",
		arena_printf(t->arena, "title=x&csrf=%s", web_csrf(s, web_get(s, "/count", ""))),
		"");
	a = web_get(s, "/count", "");
	CHECK_HAS(a, "role=\"status\"");
	CHECK_HAS(a, "Sign in first");
	CHECK(!strstr(web_get(s, "/count", ""), "role=\"status\""));
	s->cookies = arena_printf(t->arena, "%snote=RXZpbA.AAAAAAAAAAAAAAAAAAAAAA;", s->cookies);
	CHECK(!strstr(web_get(s, "/count", ""), "role=\"status\""));
	web_stop(s);
}

DBTEST(a_refusal_keeps_what_it_notes_afterwards)
{
	struct web_site *s = web_start(t);
	const char *a, *value = NULL;
	struct db *db;

	web_sign_in(s);
	a = web_post(s, "/refuse",
		arena_printf(t->arena, "csrf=%s", web_csrf(s, web_get(s, "/count", ""))), "");
	CHECK_INT(429, web_status(a));
	CHECK_HAS(a, "Wait a little.");
	CHECK_INT(0, web_count(s));
	if (CHECK_ERR(OK, db_begin(t->pool, DB_READ, &db))) {
		struct ctx *cx = ctx_new(t->arena, t->pool, db, &s->config, NULL);

		CHECK_ERR(OK, setting_get(cx, "refused", "no", &value));
		CHECK_STR("yes", value);
		db_rollback(db);
	}
	web_stop(s);
}

DBTEST(a_busy_store_is_tried_again_from_the_start)
{
	struct web_site *s = web_start(t);

	web_sign_in(s);
	CHECK_INT(303,
		web_status(web_post(s, "/busy",
			arena_printf(t->arena, "csrf=%s", web_csrf(s, web_get(s, "/count", ""))),
			"")));
	CHECK_INT(1, web_count(s));
	web_stop(s);
}

DBTEST(what_was_typed_outlives_a_fault_and_is_the_same_send)
{
	struct web_site *s = web_start(t);
	const char *token, *a;

	web_sign_in(s);
	token = web_csrf(s, web_get(s, "/count", ""));
	a = web_post(
		s, "/fault", arena_printf(t->arena, "csrf=%s&title=long+%%3Cwords", token), "");
	CHECK_INT(500, web_status(a));
	CHECK_HAS(a, "Something failed on our side");
	CHECK_HAS(a, "<p dir=\"auto\" class=\"kept\">long &lt;words</p>");
	CHECK_HAS(a, "action=\"/fault\"");
	CHECK_STR(token, web_csrf(s, a));
	CHECK_INT(0, web_count(s));
	a = web_post(s, "/fault", arena_printf(t->arena, "csrf=%s&password=secret", token), "");
	CHECK_INT(500, web_status(a));
	CHECK(!strstr(a, "secret"));
	CHECK_INT(303, web_status(web_post(s, "/fault",
			       arena_printf(t->arena, "csrf=%s&title=long+%%3Cwords", token), "")));
	CHECK_INT(1, web_count(s));
	web_stop(s);
}

/* Whether the store may grow: what a full disk forbids. */
static void let_grow(struct t *t, bool grow)
{
	struct db *db;

	if (!CHECK_ERR(OK, db_begin(t->pool, DB_WRITE, &db)))
		return;
	CHECK_ERR(OK, db_exec(db, grow ? "PRAGMA max_page_count = 1073741823"
				       : "PRAGMA max_page_count = 1"));
	CHECK_ERR(OK, db_commit(db));
}

DBTEST(a_full_disk_is_told_and_what_was_typed_stays)
{
	struct web_site *s = web_start(t);
	const char *token, *a = "";

	if (pool_engine(t->pool) != DB_SQLITE) {
		web_stop(s);
		t_skip(t, "the size of PostgreSQL's disk cannot be set here");
		return;
	}
	web_sign_in(s);
	let_grow(t, false);
	for (int i = 0; i < 500 && !strstr(a, "507 "); i++) {
		token = web_csrf(s, web_get(s, "/count", ""));
		a = web_post(
			s, "/count", arena_printf(t->arena, "csrf=%s&title=kept+%d", token, i), "");
	}
	CHECK_INT(507, web_status(a));
	CHECK_HAS(a, "The disk of the server is full");
	CHECK_HAS(a, "class=\"kept\">kept ");
	CHECK(pool_full(t->pool));
	let_grow(t, true);
	CHECK(!pool_full(t->pool));
	web_stop(s);
}

DBTEST(a_large_file_is_received_whole)
{
	struct web_site *s = web_start(t);
	const char *token;
	struct buf b;

	web_sign_in(s);
	token = web_csrf(s, web_get(s, "/count", ""));
	buf_init(&b, t->arena, 300000);
	buf_printf(&b,
		"--XX\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\n%s\r\n"
		"--XX\r\nContent-Disposition: form-data; name=\"file\"; "
		"filename=\"a.xlsx\"\r\n\r\n",
		token);
	for (int i = 0; i < 200000; i++)
		buf_char(&b, (char)('a' + i % 26));
	buf_str(&b, "\r\n--XX--\r\n");
	CHECK_HAS(
		web_post(s, "/file", b.data, "Content-Type: multipart/form-data; boundary=XX\r\n"),
		"<p>file a.xlsx 200000</p>");
	/* A route that takes no files refuses one. */
	CHECK_INT(400, web_status(web_post(s, "/count", b.data,
			       "Content-Type: multipart/form-data; boundary=XX\r\n")));
	web_stop(s);
}

static void secure(struct config *config)
{
	config->secure = true;
}

DBTEST(a_secure_site_has_secure_cookies)
{
	struct web_site *s = web_start_with(t, secure);
	const char *a;

	web_sign_in(s);
	CHECK_HAS(s->cookies, "__Host-session=");
	a = web_get(s, "/count", "");
	CHECK_INT(200, web_status(a));
	CHECK_STR("max-age=31536000", web_header(s, a, "Strict-Transport-Security"));
	web_stop(s);
}

static const char *slow_answer(struct web_site *s, const char *title)
{
	const char *token = web_csrf(s, web_get(s, "/count", ""));

	return web_post(
		s, "/slow", arena_printf(s->t->arena, "csrf=%s&title=%s", token, title), "");
}

static int slow(struct web_site *s, const char *title)
{
	return web_status(slow_answer(s, title));
}

DBTEST(what_is_slow_is_done_before_the_transaction)
{
	struct web_site *s = web_start(t);
	const char *full;

	CHECK_INT(403, web_status(web_post(s, "/slow", "title=x", "")));
	web_sign_in(s);
	CHECK_INT(303, slow(s, "x"));
	CHECK_INT(1, web_count(s));
	full = slow_answer(s, "full");
	CHECK_INT(503, web_status(full));
	CHECK_STR("5", web_header(s, full, "Retry-After"));
	CHECK_HAS(full, "Many people do this at the moment");
	CHECK_HAS(full, "value=\"full\"");
	CHECK_INT(422, slow(s, "wrong"));
	CHECK_INT(1, web_count(s));
	web_stop(s);
}
