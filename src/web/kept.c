#include "web/kept.h"

#include <string.h>

#include "web/csrf.h"
#include "web/kept_page_html.h"
#include "web/kept_view.h"
#include "web/match.h"
#include "web/turn.h"

static const char mark[] = "kept.";

/* The posted pairs but the CSRF field. */
static void add_typed(const struct page *pg, struct kept_view *k)
{
	struct pair *pairs = ARENA_ARRAY(pg->cx->arena, pg->rq->n_form + 1, struct pair);

	for (size_t i = 0; i < pg->rq->n_form; i++) {
		const struct pair *p = &pg->rq->form[i];

		/* A password is never shown nor sent back. */
		if (strstr(p->name, "password"))
			k->secret = true;
		else if (strcmp(p->name, "csrf") != 0)
			pairs[k->n++] = *p;
	}
	k->pairs = pairs;
}

/* The pairs that a sign-in form carried along. */
static void add_carried(const struct page *pg, struct kept_view *k)
{
	struct pair *pairs = ARENA_ARRAY(pg->cx->arena, pg->rq->n_form + 1, struct pair);

	for (size_t i = 0; i < pg->rq->n_form; i++) {
		const struct pair *p = &pg->rq->form[i];

		if (strcmp(p->name, "kept_to") == 0)
			k->to = p->value;
		else if (strncmp(p->name, mark, sizeof(mark) - 1) == 0)
			pairs[k->n++] = (struct pair){ p->name + sizeof(mark) - 1, p->value };
	}
	k->pairs = pairs;
}

static struct kept_view view(const struct page *pg)
{
	struct kept_view k = { 0 };

	if (pg->visit->kept_to) {
		k.to = pg->visit->kept_to;
		add_typed(pg, &k);
	} else {
		add_carried(pg, &k);
	}
	if (!page_local(k.to) || k.secret)
		k = (struct kept_view){ 0 };
	return k;
}

/* The questions and answers in words, as far as the reader may see them and the form tells. */
static enum err tell(const struct page *pg, struct kept_view *k)
{
	struct request rq = *pg->rq;
	struct told_list told = { 0 };
	struct page target = { .cx = pg->cx, .rq = &rq, .o = pg->o, .visit = pg->visit };
	size_t problems = pg->cx->problems.n;
	bool other;
	enum err e;

	if (!k->to)
		return OK;
	rq.path = arena_strn(pg->cx->arena, k->to, strcspn(k->to, "?"));
	rq.form = k->pairs;
	rq.n_form = k->n;
	target.route = route_find(pg->visit->routes, ROUTE_POST, rq.path, &other);
	target.posted = true;
	if (!target.route || !target.route->told)
		return OK;
	e = target.route->told(&target, &told);
	pg->cx->problems.n = problems;
	if (e == OK) {
		k->told = told.list.at;
		k->n_told = told.list.n;
	}
	return e == ERR_BUSY || e == ERR_FAULT ? e : OK;
}

void kept_html(struct out *o, const struct page *pg)
{
	struct kept_view k = view(pg);

	if (k.to)
		kept_fields_html(o, &k);
}

bool kept_any(const struct page *pg)
{
	return view(pg).to != NULL;
}

enum err kept_go(struct page *pg, const char *address)
{
	struct kept_view k = view(pg);

	if (!k.to)
		return page_go(pg, address, NULL);
	k.title = _("Your text is still here");
	k.text = _("You had been signed out while you were typing. Nothing has been sent yet.");
	k.send = true;
	TRY(tell(pg, &k));
	pg->o->csrf = csrf_token(pg->visit, pg->cx->arena);
	pg->title = tr(pg->cx->lang, k.title);
	kept_page_html(pg->o, &k);
	return OK;
}

/* The same in a read transaction of its own; without the store only the values are shown. */
static void tell_apart(struct turn *t, struct page *pg, struct kept_view *k)
{
	struct db *db;

	if (!pg->cx->who.account || db_begin(t->site->pool, DB_READ, &db) != OK)
		return;
	pg->cx->db = db;
	if (tell(pg, k) != OK)
		k->n_told = 0;
	pg->cx->db = NULL;
	db_rollback(db);
}

void kept_failed(struct turn *t, struct page *pg, bool words)
{
	struct kept_view k = { .to = t->in->target, .files = t->parts.files.n > 0 };
	const char **token;

	if (!t->visit.same_origin || !page_local(k.to) || form_all(pg, "csrf", &token) != 1)
		return;
	add_typed(pg, &k);
	if (!k.n || k.secret)
		return;
	if (words)
		tell_apart(t, pg, &k);
	pg->o->csrf = token[0];
	kept_again_html(pg->o, &k);
}

void kept_refused(struct turn *t)
{
	struct ctx *cx = turn_reader(t);
	struct page *pg = turn_page(t, cx);
	struct kept_view k = { .to = t->in->target, .files = t->parts.files.n > 0 };

	k.title = _("This page was open too long");
	/* From elsewhere nothing is repeated: it may be what somebody else wants sent. */
	if (t->visit.same_origin && page_local(k.to)) {
		add_typed(pg, &k);
		k.send = !k.secret;
		tell_apart(t, pg, &k);
	}
	if (k.send) {
		k.text = _("It was opened before your last sign-in. Your text is kept below. "
			   "Nothing has been sent yet.");
	} else {
		k.n = 0;
		k.text = _("Nothing was changed. Go back: what you typed stands in the page still. "
			   "Copy "
			   "what you want to keep, then load the page anew and paste it there.");
	}
	pg->title = tr(cx->lang, k.title);
	kept_page_html(pg->o, &k);
	pg->status = 403;
	reply_page(t, pg, OK);
}
