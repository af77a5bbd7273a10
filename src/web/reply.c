/* What goes out: status, headers, frame, compression. */
#include <string.h>
#include <unistd.h>
#include <sys/stat.h>

#include "base/crypto.h"
#include "base/text.h"
#include "web/csrf.h"
#include "web/gzip.h"
#include "web/kept.h"
#include "web/layout.h"
#include "web/turn.h"

enum { NOTE_SECONDS = 60, NOTE_BYTES = 300 };

#define CONTENT_POLICY                                                                             \
	"default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; "          \
	"font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; "           \
	"connect-src 'self'"

int status_of(enum err e)
{
	switch (e) {
	case OK:
		return 200;
	case ERR_INPUT:
		return 422;
	case ERR_DENIED:
		return 403;
	case ERR_MISSING:
		return 404;
	case ERR_CONFLICT:
		return 409;
	case ERR_BUSY:
		return 503;
	case ERR_FAULT:
		return 500;
	}
	return 500;
}

void reply_header(struct turn *t, const char *name, const char *value)
{
	*LIST_PUSH(t->arena, &t->reply->headers) = (struct pair){ .name = name, .value = value };
}

/* The headers of everything that is made for one reader. */
static void common_headers(struct turn *t)
{
	const struct visit *v = &t->visit;

	reply_header(t, "X-Content-Type-Options", "nosniff");
	reply_header(t, "Content-Security-Policy", CONTENT_POLICY);
	reply_header(t, "Referrer-Policy", "same-origin");
	reply_header(t, "Cross-Origin-Opener-Policy", "same-origin");
	reply_header(t, "Cross-Origin-Resource-Policy", "same-origin");
	reply_header(t, "Permissions-Policy", "camera=(), geolocation=(), microphone=()");
	if (v->secure)
		reply_header(t, "Strict-Transport-Security", "max-age=31536000");
	reply_header(t, "Cache-Control", v->account || v->session ? "no-store" : "no-cache");
	for (size_t i = 0; i < v->cookies.n; i++)
		reply_header(t, "Set-Cookie", v->cookies.at[i]);
}

void reply_text(struct turn *t, int status, const char *type, const char *text)
{
	t->reply->status = status;
	t->reply->body = (struct bytes){ (const unsigned char *)text, strlen(text) };
	reply_header(t, "Content-Type", type);
	common_headers(t);
}

/* ---- the notice after an act: its msgid, signed with the browser's secret ---- */

static const char *note_mark(struct turn *t, const char *id)
{
	unsigned char key[32], mark[32];

	keyed_hash(t->visit.secret, "note", 4, key);
	keyed_hash(key, id, strlen(id), mark);
	return text_base64url(t->arena, (struct bytes){ mark, 16 });
}

static void note_set(struct turn *t, const char *id)
{
	size_t n = strlen(id);

	if (n > NOTE_BYTES || !t->visit.has_secret)
		return;
	visit_cookie(&t->visit, t->arena, "note",
		arena_printf(t->arena, "%s.%s",
			text_base64url(t->arena, (struct bytes){ (const unsigned char *)id, n }),
			note_mark(t, id)),
		NOTE_SECONDS);
}

/* The sentence of the notice cookie, which is then removed; NULL if there is none of ours. */
static const char *note_take(struct turn *t, enum lang lang)
{
	const char *cookie = t->visit.note, *dot = cookie ? strchr(cookie, '.') : NULL;
	struct bytes id;
	const char *text, *mark;

	if (!cookie)
		return NULL;
	visit_cookie(&t->visit, t->arena, "note", "", -1);
	if (!dot || !t->visit.has_secret ||
		!text_unbase64url(t->arena, cookie, (size_t)(dot - cookie), &id) ||
		id.len > NOTE_BYTES)
		return NULL;
	text = arena_strn(t->arena, (const char *)id.data, id.len);
	mark = note_mark(t, text);
	if (strlen(dot + 1) != strlen(mark) || !same_secret(dot + 1, mark, strlen(mark)))
		return NULL;
	return tr(lang, text);
}

void reply_redirect(struct turn *t, const char *location, const char *notice)
{
	if (notice)
		note_set(t, notice);
	reply_header(t, "Location", location);
	reply_text(t, 303, "text/plain; charset=utf-8", "");
}

/* ---- downloads ---- */

/* RFC 6266: an ASCII name, and the real one in UTF-8 (RFC 8187). */
static const char *disposition(struct turn *t, const char *name)
{
	struct buf b;
	struct out o = { .b = &b, .arena = t->arena };

	buf_init(&b, t->arena, 128);
	buf_str(&b, "attachment; filename=\"");
	for (const char *s = name; *s; s++) {
		unsigned char c = (unsigned char)*s;

		if (c >= 0x80 && (c & 0xc0) == 0x80)
			continue;
		bool odd = c < ' ' || c >= 0x7f || strchr("\"\\/%", c);

		buf_char(&b, (char)(odd ? '_' : *s));
	}
	buf_str(&b, "\"; filename*=UTF-8''");
	out_url(&o, name);
	return b.data;
}

static void reply_download(struct turn *t, struct page *pg)
{
	t->reply->status = pg->status ? pg->status : 200;
	reply_header(t, "Content-Type", pg->type);
	if (pg->file_name)
		reply_header(t, "Content-Disposition", disposition(t, pg->file_name));
	if (pg->sensitivity)
		reply_header(t, "Tansiq-Sensitivity", pg->sensitivity);
	common_headers(t);
	if (pg->spool)
		t->reply->spool = pg->spool;
	else
		t->reply->body =
			(struct bytes){ (const unsigned char *)pg->o->b->data, pg->o->b->len };
}

/* ---- pages ---- */

static void send_html(struct turn *t, struct buf *html)
{
	struct bytes body = { (const unsigned char *)html->data, html->len };

	/* A visitor gets a cookie only with a form that needs it. */
	if (t->visit.visitor_new && memmem(html->data, html->len, "name=\"csrf\"", 11))
		visit_cookie(&t->visit, t->arena, visit_cookie_name(&t->visit, t->arena, "visitor"),
			t->visit.visitor, 0);
	if (gzip_accepted(t->in->encodings) && gzip_bytes(t->arena, body, &body))
		reply_header(t, "Content-Encoding", "gzip");
	reply_header(t, "Content-Type", "text/html; charset=utf-8");
	reply_header(t, "Vary", "Accept-Encoding, Accept-Language, Cookie");
	common_headers(t);
	t->reply->body = body;
}

static void send_page(struct turn *t, struct page *pg, int status)
{
	struct buf *html = pg->o->b;

	t->reply->status = status;
	if (!t->rq.htmx) {
		if (!pg->notice && status == 200)
			pg->notice = note_take(t, pg->cx->lang);
		html = layout(t, pg);
	}
	if (pg->refresh && status == 200)
		reply_header(t, "Refresh", arena_printf(t->arena, "%d", pg->refresh));
	send_html(t, html);
}

void reply_page(struct turn *t, struct page *pg, enum err e)
{
	if (pg->location)
		reply_redirect(t, pg->location, pg->notice);
	else if (pg->type)
		reply_download(t, pg);
	else
		send_page(t, pg, pg->status ? pg->status : status_of(e));
}

void reply_error(struct turn *t, struct ctx *cx, int status)
{
	struct page *pg;

	if (!cx) {
		cx = ctx_new(t->arena, t->site->pool, NULL, t->site->config, NULL);
		cx->lang = t->lang;
	}
	cx->db = NULL;
	pg = turn_page(t, cx);
	if (status == 500 && strcmp(t->rq.method, "POST") == 0 && pool_full(t->site->pool))
		status = 507;
	error_page(t, pg, status);
	if (status >= 500)
		kept_failed(t, pg, status != 503);
	if (status == 503)
		reply_header(t, "Retry-After", "5");
	send_page(t, pg, status);
}
