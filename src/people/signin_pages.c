#include "people/signin.h"

#include <string.h>

#include "people/account_pages.h"
#include "people/account_views.h"
#include "people/signin_html.h"
#include "people/factor.h"
#include "web/half.h"
#include "web/kept.h"
#include "web/session.h"

/* One posted value as it was typed: passwords are not trimmed. */
static const char *raw(const struct page *pg, const char *name)
{
	const char **values;

	return form_all(pg, name, &values) ? values[0] : "";
}

static bool loopback(const char *peer)
{
	return strncmp(peer, "127.", 4) == 0 || strcmp(peer, "::1") == 0;
}

bool signin_offers_demo(const struct page *pg)
{
	return pg->cx->config->demo && loopback(pg->rq->peer) && !pg->rq->proxied;
}

const char *role_task(const char *kind)
{
	static const struct {
		const char *kind, *task;
	} tasks[] = {
		{ "administrator", _("Adds bodies, people, posts and accounts.") },
		{ "coordinator",
			_("Opens rounds, sees who is late, accepts responses, publishes.") },
		{ "focal", _("Fills in what is asked of the ministry and sends it to the head.") },
		{ "head", _("Approves what the ministry answered, or returns it.") },
		{ "officer", _("Reads releases and coordinates with the ministries.") },
		{ "trainer", _("Reads what concerns the own ministry.") },
		{ "assessor", _("Reads what concerns the own ministry.") },
		{ "donor", _("Reads and downloads releases.") },
	};

	for (size_t i = 0; kind && i < COUNT_OF(tasks); i++)
		if (strcmp(tasks[i].kind, kind) == 0)
			return tasks[i].task;
	return _("Reads what concerns the own ministry.");
}

/* Where to go after signing in: only within this site, and not round in a circle. */
static const char *next_of(const char *next)
{
	return next && page_local(next) && strncmp(next, "/login", 6) != 0 &&
			       strncmp(next, "/logout", 7) != 0
		       ? next
		       : "/";
}

static const char *kind_of(const struct account_demo_list *a)
{
	return a->post_kind ? a->post_kind : "";
}

static bool kind_before(const struct account_demo_list *rows, size_t i)
{
	for (size_t j = 0; j < i; j++)
		if (strcmp(kind_of(&rows[j]), kind_of(&rows[i])) == 0)
			return true;
	return false;
}

/* The first account of each kind of post comes first; the others follow, behind a fold. */
static enum err demo_accounts(struct page *pg, struct signin_view *v)
{
	struct account_demo_list *rows;
	size_t n;

	TRY(account_demo_list_query(pg->cx->db, pg->cx->arena, &rows, &n));
	v->demo = ARENA_ARRAY(pg->cx->arena, n, struct account_demo_list);
	for (size_t i = 0; i < n; i++)
		if (!kind_before(rows, i))
			v->demo[v->n_demo++] = rows[i];
	v->n_kinds = v->n_demo;
	for (size_t i = 0; i < n; i++)
		if (kind_before(rows, i))
			v->demo[v->n_demo++] = rows[i];
	return OK;
}

enum err login_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct signin_view v = { .pg = pg };

	v.next = next_of(pg->posted ? raw(pg, "next") : page_param(pg, "next"));
	if (signin_offers_demo(pg))
		TRY(demo_accounts(pg, &v));
	pg->title = tr(cx->lang, _("Sign in"));
	signin_html(pg->o, &v);
	return OK;
}

/* A refused sign-in is a page, not an error: the transaction commits, and with it the count. */
static enum err again(struct page *pg, page_handler *page)
{
	pg->posted = true;
	pg->status = 422;
	return page(pg);
}

/* Asks for the second factor: at once where text was kept, which the page carries along. */
static enum err ask_second(struct page *pg, int64_t account, const char *address)
{
	struct out url = *pg->o;
	struct buf b;

	TRY(half_begin(pg, account));
	if (kept_any(pg))
		return login_second_page(pg);
	buf_init(&b, pg->cx->arena, 64);
	url.b = &b;
	buf_str(&b, "/login/second?next=");
	out_url(&url, address);
	return page_go(pg, b.data, NULL);
}

/* Signs in and goes on; where text was kept, its page names the reader. */
static enum err signed_in(struct page *pg, int64_t account, const char *address)
{
	TRY(session_begin(pg, account));
	if (kept_any(pg))
		TRY(people_who(pg->cx, account));
	return kept_go(pg, address);
}

/* After the right password or code. */
static enum err enter(struct page *pg, int64_t account, const char *address)
{
	bool half;

	TRY(factor_has(pg->cx, account, &half));
	return half ? ask_second(pg, account, address) : signed_in(pg, account, address);
}

enum err login_second_page(struct page *pg)
{
	struct signin_view v = { .pg = pg };
	int64_t account;

	TRY(half_find(pg, &account));
	if (!account)
		return page_go(pg, "/login", NULL);
	v.next = next_of(*raw(pg, "next") ? raw(pg, "next") : page_param(pg, "next"));
	pg->title = tr(pg->cx->lang, _("Second step of signing in"));
	page_crumb(pg, tr(pg->cx->lang, _("Sign in")), "/login");
	page_crumb(pg, pg->title, NULL);
	signin_second_html(pg->o, &v);
	return OK;
}

/* Too late, or too many wrong codes: from the password on, and nothing typed before is lost. */
static enum err from_the_password(struct page *pg)
{
	pg->cx->problems.n = 0;
	problem(pg->cx, ERR_INPUT, NULL,
		MSG("The time for the code has run out, or there were too many wrong ones. Sign "
		    "in "
		    "again."));
	return again(pg, login_page);
}

enum err login_second_post(struct page *pg)
{
	struct second s = {
		.typed = raw(pg, "code"), .peer = pg->rq->peer, .device = session_device(pg)
	};
	bool passed;

	TRY(half_find(pg, &s.account));
	if (!s.account)
		return from_the_password(pg);
	if (!*s.typed) {
		problem(pg->cx, ERR_INPUT, "code", MSG("Enter the code."));
		return again(pg, login_second_page);
	}
	TRY(signin_second(pg->cx, &s, &passed));
	if (!passed) {
		TRY(half_fail(pg));
		TRY(half_find(pg, &s.account));
		return s.account ? again(pg, login_second_page) : from_the_password(pg);
	}
	TRY(half_end(pg));
	session_device_keep(pg);
	return signed_in(pg, s.account, next_of(raw(pg, "next")));
}

static enum err work(struct arena *a, void *signin)
{
	return signin_work(a, signin);
}

/* Looks at a try, and has its hash worked out before the transaction that judges it. */
static enum err try_soon(struct page *pg, const char *secret, const char *new_password)
{
	struct signin *s = ARENA_NEW(pg->cx->arena, struct signin);

	*s = (struct signin){ .email = raw(pg, "email"),
		.secret = secret,
		.new_password = new_password,
		.peer = pg->rq->peer,
		.device = session_device(pg) };
	if (!*s->email || !*s->secret)
		return OK;
	TRY(signin_look(pg->cx, s));
	page_meanwhile(pg, work, s);
	return OK;
}

enum err login_before(struct page *pg)
{
	return try_soon(pg, raw(pg, "password"), NULL);
}

enum err login_post(struct page *pg)
{
	int64_t account = 0;

	if (!*raw(pg, "email"))
		problem(pg->cx, ERR_INPUT, "email", MSG("Enter your e-mail address."));
	if (!*raw(pg, "password"))
		problem(pg->cx, ERR_INPUT, "password", MSG("Enter your password."));
	if (pg->work)
		TRY(signin_end(pg->cx, pg->work, &account));
	if (!account)
		return again(pg, login_page);
	session_device_keep(pg);
	return enter(pg, account, next_of(raw(pg, "next")));
}

enum err login_code_page(struct page *pg)
{
	struct signin_view v = { .pg = pg };

	pg->title = tr(pg->cx->lang, _("Set a password with a one-time code"));
	page_crumb(pg, tr(pg->cx->lang, _("Sign in")), "/login");
	page_crumb(pg, pg->title, NULL);
	signin_code_html(pg->o, &v);
	return OK;
}

enum err login_code_before(struct page *pg)
{
	return try_soon(pg, raw(pg, "code"), raw(pg, "new_password"));
}

enum err login_code_post(struct page *pg)
{
	int64_t account = 0;

	if (!*raw(pg, "email"))
		problem(pg->cx, ERR_INPUT, "email", MSG("Enter your e-mail address."));
	if (!*raw(pg, "code"))
		problem(pg->cx, ERR_INPUT, "code", MSG("Enter the code you were given."));
	if (pg->work)
		TRY(signin_end(pg->cx, pg->work, &account));
	if (!account)
		return again(pg, login_code_page);
	session_device_keep(pg);
	TRY(session_end_all(pg->cx, account, NULL));
	return enter(pg, account, "/");
}

enum err login_demo_post(struct page *pg)
{
	static const struct field fields[] = { ID("account") };
	struct values *v;

	if (!signin_offers_demo(pg))
		return ERR_MISSING;
	TRY(FORM_READ(pg, fields, &v));
	TRY(signin_demo(pg->cx, value_int(v, "account")));
	return enter(pg, value_int(v, "account"), "/");
}

enum err logout_post(struct page *pg)
{
	TRY(session_end(pg));
	return page_go(pg, "/login", _("You have signed out."));
}
