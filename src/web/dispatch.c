#include "web/dispatch.h"

#include <string.h>

#include "base/crypto.h"
#include "base/log.h"
#include "base/text.h"
#include "core/identity.h"
#include "web/csrf.h"
#include "web/form_parse.h"
#include "web/kept.h"
#include "web/layout.h"
#include "web/peer.h"
#include "web/turn.h"

enum { OTHER_BYTES = 64 * 1024 };

/* The path decoded, or NULL: bad UTF-8, NUL, control characters, an encoded slash, no slash first.
 */
static const char *path_of(struct arena *a, const char *target)
{
	const char *path;

	for (const char *s = target; *s; s++)
		if (s[0] == '%' && s[1] == '2' && (s[2] == 'f' || s[2] == 'F'))
			return NULL;
	path = form_decode(a, target, strlen(target), false);
	if (!path || path[0] != '/')
		return NULL;
	for (const char *s = path; *s; s++)
		if ((unsigned char)*s < ' ' || *s == 0x7f)
			return NULL;
	return path;
}

static bool is_post(const char *method)
{
	return strcmp(method, "POST") == 0;
}

static bool is_get(const char *method)
{
	return strcmp(method, "GET") == 0 || strcmp(method, "HEAD") == 0;
}

int64_t dispatch_head(const struct site *site, struct incoming *in, struct arena *a, bool *upload)
{
	struct turn t = { .site = site, .in = in, .arena = a, .reply = NULL };
	const char *path = path_of(a, in->target);
	bool other;

	*upload = false;
	if (path && is_post(in->method))
		t.route = route_find(&site->routes, ROUTE_POST, path, &other);
	if (!t.route)
		return OTHER_BYTES;
	if (!t.route->files)
		return t.route->large ? site->config->form_bytes * 8 : site->config->form_bytes;
	*upload = true;
	t.visit.secure = site->config->secure;
	visit_read(&t.visit, a, in->cookies);
	if (!turn_open(&t))
		in->end = BODY_CLOSED;
	return site->config->form_bytes + site->config->file_bytes;
}

bool dispatch_begun(const struct incoming *in, bool secure, struct arena *a, struct bytes begun)
{
	struct visit v = { .secure = secure };
	struct pair first;
	const char *pad;

	if (form_parse_first(a, in->content_type, begun, &first) != OK ||
		strcmp(first.name, "csrf") != 0)
		return false;
	visit_read(&v, a, in->cookies);
	visit_secret(&v, a, false);
	return csrf_check(&v, a, first.value, &pad);
}

/* The language: once by ?lang=, else this browser's cookie, else (when signed in) the account's,
 * else what the browser accepts. */
static enum lang language(struct turn *t)
{
	enum lang found = identity_lang(t->site->config);
	const char *chosen = t->visit.lang;

	for (size_t i = 0; i < t->rq.n_params; i++)
		if (strcmp(t->rq.params[i].name, "lang") == 0)
			chosen = t->rq.params[i].value;
	t->lang_chosen = chosen && lang_of(chosen, LANG_COUNT) != LANG_COUNT;
	if (t->lang_chosen)
		return lang_of(chosen, found);
	return *t->in->languages ? lang_accept(t->in->languages, found) : found;
}

/* Whether the browser says that this request comes from a page of ours. */
static bool same_origin(const struct incoming *in)
{
	const char *host;

	if (*in->fetch_site)
		return strcmp(in->fetch_site, "same-origin") == 0;
	host = strstr(in->origin, "://");
	return host && *in->host && strcmp(host + 3, in->host) == 0;
}

/* The CSRF field; behind a file it does not count. */
static const char *token_posted(const struct turn *t)
{
	size_t n = t->parts.files.n ? t->parts.files.at[0].after : t->rq.n_form;

	for (size_t i = 0; i < n; i++)
		if (strcmp(t->rq.form[i].name, "csrf") == 0)
			return t->rq.form[i].value;
	return NULL;
}

static void hash_part(struct sha256_state *h, const void *data, size_t n)
{
	uint64_t len = n;

	sha256_more(h, &len, sizeof(len));
	sha256_more(h, data, n);
}

/* The same rendering of a form, sent with the same content to the same place, by the same browser.
 */
static const char *once_token(struct turn *t)
{
	struct sha256_state h;
	unsigned char sum[32];

	sha256_begin(&h);
	hash_part(&h, t->visit.nonce, strlen(t->visit.nonce));
	hash_part(&h, t->visit.secret, sizeof(t->visit.secret));
	hash_part(&h, t->rq.path, strlen(t->rq.path));
	for (size_t i = 0; i < t->rq.n_form; i++) {
		hash_part(&h, t->rq.form[i].name, strlen(t->rq.form[i].name));
		hash_part(&h, t->rq.form[i].value, strlen(t->rq.form[i].value));
	}
	hash_part(&h, t->files_hash, sizeof(t->files_hash));
	sha256_end(&h, sum);
	return text_hex(t->arena, (struct bytes){ sum, sizeof(sum) });
}

static void post(struct turn *t)
{
	enum err e = turn_form(t);

	if (e != OK) {
		turn_error(t, e == ERR_FAULT ? 500 : 400);
		return;
	}
	visit_secret(&t->visit, t->arena, false);
	if (!csrf_check(&t->visit, t->arena, token_posted(t), &t->visit.nonce)) {
		kept_refused(t);
		return;
	}
	/* A page of ours made this token: what was typed came from its reader. */
	t->visit.same_origin = true;
	if (turn_files(t) != OK) {
		turn_error(t, 500);
		return;
	}
	if (!t->route->again)
		t->once = once_token(t);
	turn_run(t);
}

/* A POST whose body was dropped while it came. */
static void post_dropped(struct turn *t)
{
	if (t->in->end == BODY_CLOSED) {
		turn_closed(t);
		return;
	}
	visit_secret(&t->visit, t->arena, false);
	t->visit.same_origin = false;
	kept_refused(t);
}

static bool read_query(struct turn *t)
{
	struct form_parts parts = { 0 };
	const char *q = t->in->query;

	t->rq.query = q;
	if (form_parse_urlencoded(
		    t->arena, (struct bytes){ (const unsigned char *)q, strlen(q) }, &parts) != OK)
		return false;
	t->rq.params = parts.pairs.at;
	t->rq.n_params = parts.pairs.n;
	return true;
}

/* Fills in what the request says. Returns the status of a refusal, or 0. */
static int read_request(struct turn *t)
{
	const struct incoming *in = t->in;
	const char *path;

	t->rq = (struct request){ .method = in->method,
		.path = "/",
		.query = "",
		.lang_header = in->languages,
		.peer = in->peer,
		.proxied = in->proxied,
		.htmx = in->htmx,
		.unread = peer_unread(in->method, in->agent, in->purpose) };
	t->visit.routes = &t->site->routes;
	t->visit.secure = t->site->config->secure;
	t->visit.same_origin = same_origin(in);
	t->visit.agent = arena_strn(t->arena, in->agent, strnlen(in->agent, 200));
	t->lang = identity_lang(t->site->config);
	if (in->refuse)
		return in->refuse;
	visit_read(&t->visit, t->arena, in->cookies);
	path = path_of(t->arena, in->target);
	if (path)
		t->rq.path = path;
	if (!path || !read_query(t))
		return 400;
	t->lang = language(t);
	return 0;
}

/* GET /language?lang=ckb&next=/x keeps the language in this browser and goes back. */
static void choose_language(struct turn *t)
{
	const char *next = "/", *code = NULL;

	for (size_t i = 0; i < t->rq.n_params; i++) {
		if (strcmp(t->rq.params[i].name, "next") == 0)
			next = t->rq.params[i].value;
		else if (strcmp(t->rq.params[i].name, "lang") == 0)
			code = t->rq.params[i].value;
	}
	if (code && lang_of(code, LANG_COUNT) != LANG_COUNT)
		visit_cookie(&t->visit, t->arena, "lang", langs[lang_of(code, LANG_EN)].code,
			365 * 24 * 3600);
	reply_redirect(t, page_local(next) ? next : "/", NULL);
}

static void route_turn(struct turn *t)
{
	bool other = false, get = is_get(t->in->method);
	enum route_method method = get ? ROUTE_GET : ROUTE_POST;

	if (get && turn_static(t, t->rq.path))
		return;
	if (get && strcmp(t->rq.path, "/language") == 0) {
		t->reply->route = "/language";
		choose_language(t);
		return;
	}
	if (get || is_post(t->in->method))
		t->route = route_find(&t->site->routes, method, t->rq.path, &other);
	else
		other = route_find(&t->site->routes, ROUTE_GET, t->rq.path, &other) || other;
	if (!t->route) {
		if (other)
			reply_header(t, "Allow", method == ROUTE_GET && get ? "POST" : "GET, HEAD");
		turn_error(t, other ? 405 : 404);
		return;
	}
	t->reply->route = t->route->path;
	if (get)
		turn_run(t);
	else if (t->in->end != BODY_TAKEN)
		post_dropped(t);
	else
		post(t);
}

void site_begin(struct site *site, struct arena *keep, const struct config *config,
	struct pool *pool, const struct web_hooks *hooks, struct route_table table)
{
	*site = (struct site){ .config = config,
		.pool = pool,
		.hooks = hooks,
		.routes = table,
		.links = layout_links(&table),
		.day = hooks->new_day ? ARENA_NEW(keep, _Atomic int64_t) : NULL,
		.tmp = arena_printf(keep, "%s/tmp", config->data) };
}

void dispatch(const struct site *site, const struct incoming *in, struct arena *a, struct reply *r)
{
	struct turn t = { .site = site, .in = in, .arena = a, .reply = r };
	int refused;

	r->route = "-";
	r->id = t.id = random_token(a, 9);
	log_set_request(t.id);
	refused = read_request(&t);
	if (refused)
		reply_error(&t, NULL, refused);
	else
		route_turn(&t);
	turn_form_drop(&t);
	reply_header(&t, "X-Request-Id", t.id);
}
