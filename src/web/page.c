#include "web/page.h"

#include <string.h>

#include "base/log.h"
#include "base/text.h"
#include "web/form_parse.h"
#include "web/match.h"
#include "web/visit.h"

const char *page_segment(const struct page *pg, const char *name)
{
	return route_segment(pg->cx->arena, pg->route->path, pg->rq->path, name);
}

enum err page_id(const struct page *pg, const char *name, int64_t *id)
{
	const char *s = page_segment(pg, name);
	size_t n = strlen(s);

	/* Addresses carry ASCII digits only, so that each page has one address. */
	if (!n || n > 16 || strspn(s, "0123456789") != n || !text_to_int(s, id) || *id <= 0)
		return ERR_MISSING;
	return OK;
}

const char *page_param(const struct page *pg, const char *name)
{
	for (size_t i = 0; i < pg->rq->n_params; i++)
		if (strcmp(pg->rq->params[i].name, name) == 0)
			return pg->rq->params[i].value;
	return NULL;
}

const char *page_search(const struct page *pg, const char *name)
{
	const char *q = page_param(pg, name);

	return q ? text_fold_like(pg->cx->arena, q) : "%";
}

struct paging page_paging(const struct page *pg, int64_t rows)
{
	const char *asked = page_param(pg, "page");
	struct paging p = { .page = 1, .rows = rows };
	int64_t n;

	if (asked && text_to_int(asked, &n) && n > 0 && n < 1000000)
		p.page = n;
	if (pg->print) {
		p.page = 1;
		p.rows = 10000;
	}
	p.limit = p.rows;
	p.offset = (p.page - 1) * p.rows;
	return p;
}

void paging_total(struct paging *p, int64_t total)
{
	p->total = total;
	p->pages = total > 0 ? (total + p->rows - 1) / p->rows : 1;
}

static bool stays(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '/' && c <= '9') || (c >= 'A' && c <= 'Z') ||
	       c == '-' || c == '.' || c == '_' || c == '~';
}

/* Percent-encodes what is not unreserved (RFC 3986 §2.3), nor a slash. */
static void add_encoded(struct buf *b, const char *s)
{
	static const char hex[] = "0123456789ABCDEF";

	for (;; s++) {
		const char *run = s;

		while (stays((unsigned char)*s))
			s++;
		buf_add(b, run, (size_t)(s - run));
		if (!*s)
			return;
		buf_add(b,
			(char[]){ '%', hex[(unsigned char)*s >> 4], hex[(unsigned char)*s & 15] },
			3);
	}
}

static void add_param(struct buf *b, const char *name, const char *value)
{
	buf_char(b, memchr(b->data, '?', b->len) ? '&' : '?');
	add_encoded(b, name);
	buf_char(b, '=');
	add_encoded(b, value);
}

const char *page_with(const struct page *pg, const char *name, const char *value)
{
	struct buf b;
	bool paging = strcmp(name, "page") == 0;

	buf_init(&b, pg->cx->arena, 128);
	add_encoded(&b, pg->rq->path);
	for (size_t i = 0; i < pg->rq->n_params; i++) {
		const struct pair *p = &pg->rq->params[i];

		if (strcmp(p->name, name) != 0 && (paging || strcmp(p->name, "page") != 0) &&
			strcmp(p->name, "lang") != 0)
			add_param(&b, p->name, p->value);
	}
	if (value)
		add_param(&b, name, value);
	return b.data;
}

bool page_local(const char *address)
{
	if (!address || address[0] != '/' || address[1] == '/' || address[1] == '\\')
		return false;
	for (const char *s = address; *s; s++)
		if ((unsigned char)*s <= 0x20 || *s == 0x7f || *s == '\\')
			return false;
	return true;
}

enum err page_go(struct page *pg, const char *address, const char *notice)
{
	if (!page_local(address))
		return fault("not an address of this site");
	pg->location = arena_str(pg->cx->arena, address);
	pg->notice = notice;
	return OK;
}

void page_crumb(struct page *pg, const char *text, const char *href)
{
	*LIST_PUSH(pg->cx->arena, &pg->crumbs) = (struct crumb){ .text = text, .href = href };
}

void page_meanwhile(struct page *pg, enum err (*fn)(struct arena *a, void *work), void *work)
{
	pg->visit->meanwhile = fn;
	pg->visit->work = work;
}

void page_after(struct page *pg, enum err (*fn)(struct ctx *cx, void *arg), void *arg)
{
	*LIST_PUSH(pg->cx->arena, &pg->visit->after) = (struct after){ .fn = fn, .arg = arg };
}

void page_language(struct page *pg, enum lang lang)
{
	visit_cookie(pg->visit, pg->cx->arena, "lang", langs[lang].code, 365 * 24 * 3600);
}

const char *page_cookie(const struct page *pg, const char *name)
{
	return visit_cookie_sent(pg->visit, pg->cx->arena, name);
}

void page_cookie_put(struct page *pg, const char *name, const char *value, int days)
{
	visit_cookie(pg->visit, pg->cx->arena, name, value, days < 0 ? -1 : days * 24 * 3600);
}

size_t form_all(const struct page *pg, const char *name, const char ***values)
{
	size_t n = 0;

	*values = ARENA_ARRAY(pg->cx->arena, pg->rq->n_form + 1, const char *);
	for (size_t i = 0; i < pg->rq->n_form; i++)
		if (strcmp(pg->rq->form[i].name, name) == 0)
			(*values)[n++] = pg->rq->form[i].value;
	return n;
}

static const char *posted_value(const struct page *pg, const char *name)
{
	for (size_t i = 0; i < pg->rq->n_form; i++)
		if (strcmp(pg->rq->form[i].name, name) == 0)
			return pg->rq->form[i].value;
	return NULL;
}

const char *typed(const struct page *pg, const char *name, const char *stored)
{
	const char *sent = pg->posted ? posted_value(pg, name) : stored;

	return sent ? sent : "";
}

const char *typed_date(const struct page *pg, const char *name, const char *stored)
{
	if (pg->posted)
		return typed(pg, name, stored);
	return stored ? date_typed(pg->cx->arena, pg->cx->lang, stored) : "";
}

/* Whether `value` is all of a text, or one of its words. */
static bool has_word(const char *text, const char *value)
{
	size_t n = strlen(value);

	if (strcmp(text, value) == 0)
		return true;
	for (const char *at = text; n && (at = strstr(at, value)); at++)
		if ((at == text || at[-1] == ' ') && (at[n] == ' ' || !at[n]))
			return true;
	return false;
}

bool typed_is(const struct page *pg, const char *name, const char *value, const char *stored)
{
	if (!pg->posted)
		return stored && has_word(stored, value);
	for (size_t i = 0; i < pg->rq->n_form; i++)
		if (strcmp(pg->rq->form[i].name, name) == 0 &&
			strcmp(pg->rq->form[i].value, value) == 0)
			return true;
	return false;
}

const char *problem_of(const struct page *pg, const char *field)
{
	for (size_t i = 0; i < pg->cx->problems.n; i++) {
		const struct problem *p = &pg->cx->problems.at[i];

		if (p->field && strcmp(p->field, field) == 0)
			return p->text;
	}
	return NULL;
}

bool page_secret(const struct page *pg)
{
	for (size_t i = 0; i < pg->rq->n_form; i++)
		if (strstr(pg->rq->form[i].name, "password"))
			return true;
	return false;
}
