#include "web/web_fixture.h"

#include <arpa/inet.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "core/setting.h"
#include "web/kept.h"
#include "web/parts.h"
#include "web/session.h"

/* ---- the site ---- */

static enum err home_page(struct page *pg)
{
	pg->title = "Home <&>";
	pg->subject = SUBJECT_HOME;
	page_crumb(pg, "Start", "/");
	page_crumb(pg, pg->title, NULL);
	out_trusted(pg->o, "<h1>Home</h1>");
	return OK;
}

static void form(struct page *pg, const char *address)
{
	out_trusted(pg->o, "<form method=\"post\" action=\"");
	out_href(pg->o, address);
	out_trusted(pg->o, "\">");
	out_csrf(pg->o);
	field_text_html(pg->o, pg, "title", "Title of it", "", (struct field_look){ 0 });
	out_trusted(pg->o, "<button>Go</button></form>");
}

static enum err count_page(struct page *pg)
{
	const char *n;

	TRY(setting_get(pg->cx, "n", "0", &n));
	pg->title = "Count";
	out_trusted(pg->o, "<p>count ");
	out_text(pg->o, n);
	out_trusted(pg->o, "</p>");
	if (pg->stale)
		out_trusted(pg->o, "<p>stale</p>");
	form(pg, "/count");
	return OK;
}

static enum err count_up(struct page *pg)
{
	const char *n;
	int64_t number;

	TRY(setting_get(pg->cx, "n", "0", &n));
	number = strtoll(n, NULL, 10);
	return setting_put(pg->cx, "n", arena_printf(pg->cx->arena, "%lld", (long long)number + 1));
}

static enum err count_post(struct page *pg)
{
	static const struct field fields[] = { TEXT("title", 1, 20) };
	struct values *v;

	TRY(count_up(pg));
	TRY(FORM_READ(pg, fields, &v));
	return page_go(pg, "/count", _("Sign in first"));
}

static enum err draft_post(struct page *pg)
{
	TRY(count_up(pg));
	return page_go(pg, "/count", NULL);
}

/* Busy twice, then done. */
static enum err busy_post(struct page *pg)
{
	static atomic_int left = 2;

	TRY(count_up(pg));
	if (atomic_fetch_sub(&left, 1) > 0)
		return ERR_BUSY;
	atomic_store(&left, 2);
	return page_go(pg, "/count", NULL);
}

/* Fails twice, then does it. */
static enum err fault_post(struct page *pg)
{
	static atomic_int left = 2;

	TRY(count_up(pg));
	if (atomic_fetch_sub(&left, 1) > 0)
		return ERR_FAULT;
	atomic_store(&left, 2);
	return page_go(pg, "/count", NULL);
}

static enum err note_refusal(struct ctx *cx, void *arg)
{
	(void)arg;
	return setting_put(cx, "refused", "yes");
}

static enum err refuse_post(struct page *pg)
{
	TRY(count_up(pg));
	page_after(pg, note_refusal, NULL);
	pg->status = 429;
	return problem(pg->cx, ERR_INPUT, NULL, MSG("Wait a little."));
}

static enum err file_post(struct page *pg)
{
	static const struct field fields[] = { FILE_FIELD("file", 1) };
	struct values *v;

	TRY(FORM_READ(pg, fields, &v));
	out_trusted(pg->o, "<p>file ");
	out_text(pg->o, value_file(v, "file")->name);
	out_trusted(pg->o,
		arena_printf(pg->cx->arena, " %lld</p>", (long long)value_file(v, "file")->size));
	return OK;
}

static enum err peer_page(struct page *pg)
{
	out_trusted(pg->o, "<p>peer ");
	out_text(pg->o, pg->rq->peer);
	out_trusted(pg->o, pg->rq->proxied ? " proxied</p>" : " direct</p>");
	return OK;
}

/* Writes in a transaction of its own: that waits for one that is open, and gives up. */
static enum err slow_work(struct arena *a, void *site)
{
	const struct ctx *of = site;
	struct db *db;
	struct ctx *cx;
	enum err e;

	TRY(db_begin(of->pool, DB_WRITE, &db));
	cx = ctx_new(a, of->pool, db, of->config, NULL);
	e = setting_put(cx, "slow", "done");
	if (e == OK)
		return db_commit(db);
	db_rollback(db);
	return e;
}

static enum err full_work(struct arena *a, void *nothing)
{
	(void)a;
	(void)nothing;
	return ERR_BUSY;
}

static enum err slow_before(struct page *pg)
{
	const char **title;
	bool any = form_all(pg, "title", &title) > 0;

	if (any && strcmp(title[0], "wrong") == 0)
		return problem(pg->cx, ERR_INPUT, "title", MSG("Wait a little."));
	page_meanwhile(pg, any && strcmp(title[0], "full") == 0 ? full_work : slow_work, pg->cx);
	return OK;
}

static enum err slow_post(struct page *pg)
{
	const char *slow;

	TRY(setting_get(pg->cx, "slow", "no", &slow));
	TRY(count_up(pg));
	return strcmp(slow, "done") == 0 && pg->work ? page_go(pg, "/count", NULL) : ERR_FAULT;
}

static enum err wrong_page(struct page *pg)
{
	const char *how = page_segment(pg, "how");

	if (strcmp(how, "missing") == 0)
		return ERR_MISSING;
	if (strcmp(how, "fault") == 0)
		return ERR_FAULT;
	return problem(pg->cx, ERR_DENIED, NULL, MSG("Only its own staff see this."));
}

static enum err list_csv(struct page *pg)
{
	pg->type = "text/csv; charset=utf-8";
	pg->file_name = "قائمة \"1\".csv";
	out_trusted(pg->o, "a,b\r\n");
	return OK;
}

static enum err login_page(struct page *pg)
{
	pg->title = "Sign in";
	out_trusted(pg->o, "<h1>Sign in</h1><form method=\"post\" action=\"/login\">");
	out_csrf(pg->o);
	kept_html(pg->o, pg);
	out_trusted(pg->o, "<button>Sign in</button></form>");
	return OK;
}

static enum err login_post(struct page *pg)
{
	TRY(session_begin(pg, 7));
	return kept_go(pg, "/");
}

static enum err logout_post(struct page *pg)
{
	TRY(session_end(pg));
	return page_go(pg, "/login", NULL);
}

static const struct route site_routes[] = {
	GET("/", home_page, ANYBODY),
	GET("/login", login_page, ANYBODY),
	POST("/login", login_post, ANYBODY, .on_problem = login_page, .large = true),
	POST("/logout", logout_post, ANYBODY),
	GET("/count", count_page, SIGNED_IN),
	POST("/count", count_post, SIGNED_IN, .on_problem = count_page),
	POST("/draft", draft_post, SIGNED_IN, .again = true),
	POST("/busy", busy_post, SIGNED_IN),
	POST("/fault", fault_post, SIGNED_IN),
	POST("/refuse", refuse_post, SIGNED_IN, .on_problem = count_page),
	POST("/file", file_post, SIGNED_IN, .files = true, .on_problem = count_page),
	POST("/file/coordinate", file_post, NEEDS(MAY_COORDINATE), .files = true),
	POST("/slow", slow_post, SIGNED_IN, .before = slow_before, .on_problem = count_page),
	GET("/peer", peer_page, ANYBODY),
	GET("/coordinate", home_page, NEEDS(MAY_COORDINATE)),
	GET("/wrong/:how", wrong_page, ANYBODY),
	GET("/list.csv", list_csv, ANYBODY),
};

static enum err site_who(struct ctx *cx, int64_t account)
{
	if (account != 7)
		return ERR_MISSING;
	cx->who.account = 7;
	cx->who.name = "Hiba <script>";
	return OK;
}

static const char *site_ribbon(struct ctx *cx)
{
	return cx->config->demo ? "Invented" : NULL;
}

/* Writes down the day it was run for. */
static enum err site_new_day(struct ctx *cx)
{
	return setting_put(cx, "test.day", cx->today);
}

static const struct web_hooks site_hooks = {
	.who = site_who, .ribbon = site_ribbon, .new_day = site_new_day
};

struct web_site *web_start_with(struct t *t, void (*change)(struct config *config))
{
	struct web_site *s = ARENA_NEW(t->arena, struct web_site);
	struct route_table table = { site_routes, COUNT_OF(site_routes) };

	s->t = t;
	s->config = *t_config(t);
	s->cookies = "";
	if (change)
		change(&s->config);
	if (server_start_with(&s->config, t->pool, &site_hooks, table, &s->server, &s->port) !=
		OK) {
		puts("the test's site does not start");
		exit(2);
	}
	return s;
}

struct web_site *web_start(struct t *t)
{
	return web_start_with(t, NULL);
}

void web_stop(struct web_site *s)
{
	server_stop(s->server);
}

/* ---- the client ---- */

const char *web_raw(struct web_site *s, const char *bytes, size_t n)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)s->port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	struct timeval limit = { .tv_sec = 3 };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	struct buf b;
	ssize_t got;

	buf_init(&b, s->t->arena, 16384);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
	if (connect(fd, (struct sockaddr *)&at, sizeof(at)))
		return close(fd), "no connection";
	for (size_t sent = 0; sent < n;) {
		ssize_t one = send(fd, bytes + sent, n - sent, MSG_NOSIGNAL);

		if (one <= 0)
			break;
		sent += (size_t)one;
	}
	while ((got = recv(fd, buf_reserve(&b, 8192), 8192, 0)) > 0)
		buf_took(&b, (size_t)got);
	close(fd);
	return arena_strn(s->t->arena, b.data, b.len);
}

int web_status(const char *answer)
{
	return strncmp(answer, "HTTP/1.1 ", 9) == 0 ? (int)strtol(answer + 9, NULL, 10) : 0;
}

const char *web_between(
	struct web_site *s, const char *answer, const char *before, const char *after)
{
	const char *from = strstr(answer, before), *to;

	if (!from)
		return "";
	from += strlen(before);
	to = strstr(from, after);
	return to ? arena_strn(s->t->arena, from, (size_t)(to - from)) : "";
}

const char *web_header(struct web_site *s, const char *answer, const char *name)
{
	const char *head = web_between(s, answer, "", "\r\n\r\n");
	const char *line = arena_printf(s->t->arena, "\r\n%s: ", name);

	return web_between(s, arena_printf(s->t->arena, "%s\r\n", head), line, "\r\n");
}

/* Cookies that an answer sets or removes. */
static void keep_cookies(struct web_site *s, const char *answer)
{
	static const char line[] = "\r\nSet-Cookie: ";
	const char *end = strstr(answer, "\r\n\r\n");

	for (const char *at = answer; (at = strstr(at, line)) && at < end;) {
		at += sizeof(line) - 1;
		size_t name = strcspn(at, "=") + 1, all = strcspn(at, ";");
		const char *key = arena_strn(s->t->arena, at, name);
		struct buf b;

		buf_init(&b, s->t->arena, 0);
		for (const char *c = s->cookies; *c;) {
			size_t n = strcspn(c, ";");

			if (strncmp(c, key, name) != 0)
				buf_printf(&b, "%.*s;", (int)n, c);
			c += n + (c[n] == ';');
		}
		if (all > name)
			buf_printf(&b, "%.*s;", (int)all, at);
		s->cookies = b.data;
	}
}

static const char *ask(struct web_site *s, const char *method, const char *address,
	const char *form_text, const char *extra)
{
	struct buf b;
	const char *answer;

	buf_init(&b, s->t->arena, 0);
	buf_printf(&b, "%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n", method,
		address, s->port);
	if (*s->cookies)
		buf_printf(&b, "Cookie: %.*s\r\n", (int)strlen(s->cookies) - 1, s->cookies);
	if (form_text && !strstr(extra, "Content-Type"))
		buf_str(&b, "Content-Type: application/x-www-form-urlencoded\r\n");
	if (form_text)
		buf_printf(&b, "Content-Length: %zu\r\n", strlen(form_text));
	buf_str(&b, extra);
	buf_str(&b, "\r\n");
	buf_str(&b, form_text ? form_text : "");
	answer = web_raw(s, b.data, b.len);
	keep_cookies(s, answer);
	return answer;
}

const char *web_get(struct web_site *s, const char *address, const char *extra)
{
	return ask(s, "GET", address, NULL, extra);
}

const char *web_post(
	struct web_site *s, const char *address, const char *form_text, const char *extra)
{
	return ask(s, "POST", address, form_text, extra);
}

const char *web_csrf(struct web_site *s, const char *answer)
{
	const char *form_start = strstr(answer, "<main");

	return web_between(s, form_start ? form_start : answer, "name=\"csrf\" value=\"", "\"");
}

void web_sign_in(struct web_site *s)
{
	const char *token = web_csrf(s, web_get(s, "/login", ""));

	web_post(s, "/login", arena_printf(s->t->arena, "csrf=%s", token), "");
}

int64_t web_count(struct web_site *s)
{
	struct arena *a = s->t->arena;
	struct db *db;
	const char *n = "-1";

	if (db_begin(s->t->pool, DB_READ, &db) != OK)
		return -1;
	if (setting_get(ctx_new(a, s->t->pool, db, &s->config, NULL), "n", "0", &n) != OK)
		n = "-1";
	db_rollback(db);
	return strtoll(n, NULL, 10);
}
