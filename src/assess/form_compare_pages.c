/* Two versions of a form side by side, question by question. */
#include <assert.h>
#include <string.h>

#include "web/download.h"
#include "assess/form_compare_show_html.h"
#include "assess/form_compare_view.h"
#include "assess/form_draft_pages.h"
#include "assess/form_words.h"
#include "assess/model_cache.h"
#include "base/text.h"

#define ROWS 40

const struct choice compare_shows[] = {
	{ "", _("Only changes"), NULL },
	{ "all", _("All questions"), NULL },
	{ "added", _("Added"), NULL },
	{ "removed", _("Removed"), NULL },
	{ "moved", _("Moved"), NULL },
	{ "changed", _("Changed"), NULL },
};
const size_t compare_shows_n = COUNT_OF(compare_shows);

static const struct {
	const char *word;
	bool code;
} facets[FACET_KINDS] = {
	[FACET_LABEL] = { _("Label"), false },
	[FACET_HINT] = { _("Hint"), false },
	[FACET_GUIDANCE] = { _("Longer hint"), false },
	[FACET_TYPE] = { _("Type"), true },
	[FACET_RELEVANT] = { _("Shown when"), true },
	[FACET_CONSTRAINT] = { _("Condition for the answer"), true },
	[FACET_MESSAGE] = { _("Message when the condition fails"), false },
	[FACET_REQUIRED] = { _("Required"), true },
	[FACET_REQUIRED_MESSAGE] = { _("Message when it is left empty"), false },
	[FACET_READ_ONLY] = { _("Read only"), true },
	[FACET_CALCULATION] = { _("Calculation"), true },
	[FACET_DEFAULT] = { _("Default"), true },
	[FACET_APPEARANCE] = { _("Appearance"), true },
	[FACET_PARAMETERS] = { _("Parameters"), true },
	[FACET_COUNT_EXPR] = { _("How often it repeats"), true },
	[FACET_FILTER] = { _("Filter of the choices"), true },
	[FACET_CHOICE_ADDED] = { _("Choice added"), false },
	[FACET_CHOICE_REMOVED] = { _("Choice removed"), false },
	[FACET_CHOICE_RENAMED] = { _("Code of a choice"), true },
	[FACET_CHOICE_LABEL] = { _("Label of a choice"), false },
	[FACET_CHOICE_COLUMN] = { _("Column of a choice"), true },
};

/* ---- which versions ---- */

struct compared {
	struct form_by_id form;
	struct form_versions *versions; /* newest first */
	size_t n;
	const struct form *a, *b;
	struct form_comparison c;
};

/* The version of that number among those the reader sees; NULL: none. */
static const struct form_versions *version_of(const struct compared *x, const char *number)
{
	int64_t n;

	for (size_t i = 0; number && text_to_int(number, &n) && i < x->n; i++)
		if (x->versions[i].number == n)
			return &x->versions[i];
	return NULL;
}

/* The two versions of ?a= and ?b=; without them the newest and the one before it. */
static enum err load(struct page *pg, struct compared *x, struct compare_view *v)
{
	struct ctx *cx = pg->cx;
	const char *from = page_param(pg, "a"), *to = page_param(pg, "b");
	const struct form_versions *a, *b;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(form_get(cx, id, &x->form));
	TRY(form_versions_seen(cx, id, &x->versions, &x->n));
	v->f = &x->form;
	if (x->n < 2)
		return OK;
	a = from ? version_of(x, from) : &x->versions[1];
	b = to ? version_of(x, to) : &x->versions[0];
	if (!a || !b)
		return ERR_MISSING;
	TRY(model_get(cx, a->file, &x->a));
	TRY(model_get(cx, b->file, &x->b));
	form_compare(cx->arena, x->a, x->b, &x->c);
	v->c = &x->c;
	v->a = a->number;
	v->b = b->number;
	v->a_value = arena_printf(cx->arena, "%lld", (long long)v->a);
	v->b_value = arena_printf(cx->arena, "%lld", (long long)v->b);
	for (size_t i = 0; i < x->n; i++)
		*LIST_PUSH(cx->arena, &v->versions) = (struct choice){
			.value = arena_printf(cx->arena, "%lld", (long long)x->versions[i].number),
			.name = msg_text(
				cx->arena, cx->lang, MSG("Version {1}", N(x->versions[i].number))),
		};
	return OK;
}

/* ---- which questions ---- */

/* The words of a question or group in the reader's language; its name without any. */
static const char *label_of(struct ctx *cx, const struct form *f, const struct form_node *n)
{
	const struct form_text *t = &form_heading(n)->label.text;
	struct doc_words w = words_of_text(f, t);

	return form_text_any(f, t) ? doc_text(cx->lang, &w) : n->name;
}

/* A row is of one version at least. */
static const struct form_node *known(const struct compare_row *r)
{
	const struct form_node *n = r->b ? r->b : r->a;

	assert(n);
	return n;
}

static const char *row_label(struct ctx *cx, const struct compared *x, const struct compare_row *r)
{
	return label_of(cx, r->b ? x->b : x->a, known(r));
}

static bool wanted(struct page *pg, const struct compared *x, const struct compare_row *r)
{
	struct ctx *cx = pg->cx;
	const char *show = page_param(pg, "show"), *q = page_param(pg, "q");
	const char *name = known(r)->name;

	if (!show || !*show)
		show = "";
	if ((!*show && r->a && r->b && !r->moved && !r->n) ||
		(strcmp(show, "added") == 0 && r->a) || (strcmp(show, "removed") == 0 && r->b) ||
		(strcmp(show, "moved") == 0 && !r->moved) ||
		(strcmp(show, "changed") == 0 && !(r->a && r->b && r->n)))
		return false;
	if (!q || !*q)
		return true;
	q = text_fold(cx->arena, q);
	return strstr(text_fold(cx->arena, name), q) ||
	       strstr(text_fold(cx->arena, row_label(cx, x, r)), q);
}

/* ---- as a page shows them ---- */

/* The group a question stands in, and after which question of it. */
static const char *place_of(struct ctx *cx, const struct form *f, const struct form_node *n)
{
	const char *group =
		n->parent->parent ? label_of(cx, f, n->parent) : tr(cx->lang, _("Outside groups"));
	const struct form_node *before = NULL;

	for (const struct form_node *c = n->parent->first; c != n; c = c->next)
		if (!c->generated)
			before = c;
	return msg_text(cx->arena, cx->lang,
		before ? MSG("{1}: after {2}", S(group), S(label_of(cx, f, before)))
		       : MSG("{1}: first", S(group)));
}

static struct compare_line line_of(struct ctx *cx, const struct compare_change *c)
{
	struct compare_line l = { .what = tr(cx->lang, facets[c->facet].word),
		.code = facets[c->facet].code,
		.detail = c->lang };

	if (c->choice)
		l.detail = c->lang ? arena_printf(cx->arena, "%s · %s", c->choice, c->lang)
				   : c->choice;
	text_compare(cx->arena, c->was, c->now, &l.was, &l.now);
	return l;
}

static struct compare_item item_of(
	struct ctx *cx, const struct compared *x, const struct compare_row *r)
{
	struct compare_line *lines = ARENA_ARRAY(cx->arena, r->n + 1, struct compare_line);
	struct compare_item it = { .label = row_label(cx, x, r),
		.name = r->b ? r->b->name : r->a->name,
		.added = !r->a,
		.removed = !r->b,
		.moved = r->moved,
		.changed = r->a && r->b && r->n,
		.lines = lines,
		.n = r->n };

	for (size_t i = 0; i < r->n; i++)
		lines[i] = line_of(cx, &r->changes[i]);
	if (r->moved) {
		it.was_in = place_of(cx, x->a, r->a);
		it.now_in = place_of(cx, x->b, r->b);
	}
	return it;
}

/* ---- as a file ---- */

static const char *kind_word(const struct compare_row *r)
{
	if (!r->a || !r->b)
		return r->a ? _("Removed") : _("Added");
	if (r->moved)
		return r->n ? _("Moved and changed") : _("Moved");
	return r->n ? _("Changed") : _("The same");
}

static void file_row(struct ctx *cx, struct workbook *w, struct sheet *s, const struct compared *x,
	const struct compare_row *r, const struct compare_change *c)
{
	sheet_text(w, s, r->b ? r->b->name : r->a->name);
	sheet_text(w, s, row_label(cx, x, r));
	sheet_text(w, s, tr(cx->lang, kind_word(r)));
	sheet_text(w, s, c ? tr(cx->lang, facets[c->facet].word) : NULL);
	sheet_text(w, s, c ? c->lang : NULL);
	sheet_text(w, s, c ? c->choice : NULL);
	sheet_text(w, s, c ? c->was : NULL);
	sheet_text(w, s, c ? c->now : NULL);
}

static enum err file(struct page *pg, const struct compared *x, const struct compare_view *v)
{
	static const char *const heads[] = { _("Name"), _("Question"), _("State"), _("What"),
		_("Language"), _("Choice") };
	struct ctx *cx = pg->cx;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, cx->arena, cx->lang, tr(cx->lang, _("Versions compared")));
	s = workbook_sheet(&w, w.title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(cx->lang, heads[i]));
	sheet_head(&w, s, msg_text(cx->arena, cx->lang, MSG("Version {1}", N(v->a))));
	sheet_head(&w, s, msg_text(cx->arena, cx->lang, MSG("Version {1}", N(v->b))));
	for (size_t i = 0; i < x->c.n; i++) {
		const struct compare_row *r = &x->c.rows[i];

		if (!wanted(pg, x, r))
			continue;
		for (size_t k = 0; k < r->n || (k == 0 && r->n == 0); k++)
			file_row(cx, &w, s, x, r, r->n ? &r->changes[k] : NULL);
	}
	return download_workbook(pg, &w, "versions-compared");
}

enum err form_compare_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct compare_view v = { .paging = page_paging(pg, ROWS) };
	struct compare_item *items;
	struct compared x = { 0 };
	int64_t at = 0;

	TRY(load(pg, &x, &v));
	if (download_kind(pg))
		return v.a ? file(pg, &x, &v) : ERR_MISSING;
	items = ARENA_ARRAY(cx->arena, (size_t)v.paging.limit + 1, struct compare_item);
	for (size_t i = 0; i < x.c.n; i++) {
		if (!wanted(pg, &x, &x.c.rows[i]))
			continue;
		if (at >= v.paging.offset && at < v.paging.offset + v.paging.limit)
			items[v.n++] = item_of(cx, &x, &x.c.rows[i]);
		at++;
	}
	paging_total(&v.paging, at);
	v.items = items;
	pg->title = tr(cx->lang, _("Versions compared"));
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Forms")), "/forms");
	page_crumb(pg, PICK(cx->lang, &x.form, title),
		arena_printf(cx->arena, "/forms/%lld", (long long)x.form.id));
	page_crumb(pg, pg->title, NULL);
	form_compare_show_html(pg->o, pg, &v);
	return OK;
}
