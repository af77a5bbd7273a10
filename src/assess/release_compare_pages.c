/* Two releases compared, on a page and as files: signed in, and behind a link. */
#include <stdlib.h>
#include <string.h>

#include "assess/release_compare_html.h"
#include "assess/release_load_pages.h"
#include "assess/release_pages.h"
#include "base/text.h"
#include "web/download.h"

struct msg compare_cell(
	const struct compare_view *w, enum doc_kind kind, const struct diff_cell *c, enum diff row)
{
	struct doc_cell by = { DOC_VALUE, llabs(c->by) };
	const char *now = doc_cell_text(w->arena, w->lang, kind, &c->now);
	const char *then = doc_cell_text(w->arena, w->lang, kind, &c->then);

	if (row == DIFF_GONE)
		return MSG(_("was {1}"), S(then));
	if (row == DIFF_ADDED || c->what == DIFF_SAME)
		return MSG("{1}", S(now));
	if (c->what != DIFF_CHANGED)
		return MSG(_("{1}, was {2}"), S(now), S(then));
	return MSG(_("{1}, was {2} ({3})"), S(now), S(then),
		S(arena_printf(w->arena, "%s%s", c->by < 0 ? "\u2212" : "+",
			doc_cell_text(w->arena, w->lang, kind, &by))));
}

static enum err read_documents(struct page *pg, struct compare_view *w)
{
	struct ctx *cx = pg->cx;
	struct doc *then = ARENA_NEW(cx->arena, struct doc);

	TRY(release_doc_read(cx->arena, w->with->edition.doc, then));
	doc_compare(cx->arena, then, w->v->doc.doc, &w->diff);
	w->then = w->with->release.number;
	w->then_at = w->with->release.published_at;
	w->now = w->v->draft ? 0 : w->v->release->number;
	w->now_at = w->v->draft ? cx->now : w->v->release->published_at;
	return OK;
}

/* Which release is asked for by ?with=; without it the one before. */
static enum err choose(
	struct page *pg, const struct earlier *all, size_t n, bool link, struct compare_view *w)
{
	struct ctx *cx = pg->cx;
	const char *param = page_param(pg, "with");
	struct release_by_id other;
	int64_t id;

	for (size_t i = 0; i < n; i++) {
		const struct release_others *x = &all[i].release;

		*LIST_PUSH(cx->arena, &w->choices) = (struct choice){
			.value = arena_printf(cx->arena, "%lld", (long long)x->id),
			.name = msg_text(cx->arena, cx->lang,
				MSG("{1} · {2}", N(x->number), S(PICK(cx->lang, x, title))))
		};
	}
	if (!param || !*param) {
		w->with = earlier_last(w->v->release, all, n);
	} else {
		if (!text_to_int(param, &id))
			return ERR_MISSING;
		for (size_t i = 0; i < n; i++)
			if (all[i].release.id == id)
				w->with = &all[i];
		if (!w->with && (link || release_get(cx, id, &other) != OK))
			return ERR_MISSING;
		w->foreign = !w->with;
	}
	if (w->with)
		w->chosen = arena_printf(cx->arena, "%lld", (long long)w->with->release.id);
	return OK;
}

static enum err load(struct page *pg, struct release_view *v, bool link, struct compare_view *w)
{
	struct ctx *cx = pg->cx;
	struct arena *a = cx->arena;
	struct earlier *all;
	const char *query;
	size_t n;

	*w = (struct compare_view){ .v = v, .arena = a, .lang = cx->lang };
	TRY(release_earlier(cx, v->release, v->edition, link, &all, &n));
	TRY(choose(pg, all, n, link, w));
	w->back = link ? arena_printf(a, "/r/%s", page_segment(pg, "token"))
		       : arena_printf(a, "/releases/%lld", (long long)v->release->id);
	w->edition = link ? NULL : page_param(pg, "edition");
	w->self = arena_printf(a, "%s/compare", w->back);
	query = arena_printf(a, "with=%s%s%s", w->chosen ? w->chosen : "",
		w->edition ? "&edition=" : "", w->edition ? w->edition : "");
	w->csv = arena_printf(a, "%s.csv?%s", w->self, query);
	w->xlsx = arena_printf(a, "%s.xlsx?%s", w->self, query);
	return w->with ? read_documents(pg, w) : OK;
}

/* ---- files: a line per cell ---- */

static void put(struct workbook *b, struct sheet *s, enum doc_kind kind, const struct doc_cell *c)
{
	if (c->state == DOC_HIDDEN)
		sheet_text(b, s, tr(b->lang, _("hidden")));
	else if (c->state == DOC_NONE)
		sheet_text(b, s, NULL);
	else if (kind == DOC_MEAN || kind == DOC_NUMBER)
		sheet_decimal(b, s, c->value, kind == DOC_MEAN ? 2 : 4);
	else
		sheet_int(b, s, c->value);
}

static void put_cell(
	struct workbook *b, struct sheet *s, enum doc_kind kind, const struct diff_cell *c)
{
	struct doc_cell by = { c->what == DIFF_CHANGED ? DOC_VALUE : DOC_NONE, c->by };

	put(b, s, kind, &c->then);
	put(b, s, kind, &c->now);
	put(b, s, kind, &by);
	sheet_text(b, s, tr(b->lang, diff_words[c->what]));
}

static void put_table(struct workbook *b, struct sheet *s, const struct diff_table *t)
{
	for (size_t r = 0; r < t->n_rows; r++)
		for (size_t c = 0; c < t->n_columns; c++) {
			sheet_text(b, s, tr(b->lang, t->title));
			sheet_text(b, s, doc_text(b->lang, &t->rows[r].part));
			sheet_text(b, s, doc_text(b->lang, &t->rows[r].label));
			sheet_text(b, s, doc_text(b->lang, &t->columns[c].head));
			put_cell(b, s, t->columns[c].kind, &t->rows[r].cells[c]);
		}
}

static enum err file(struct page *pg, const struct compare_view *w)
{
	static const char *const heads[] = { _("Table"), _("Question"), _("Line"), _("Column"),
		_("Before"), _("Now"), _("Difference"), _("What") };
	struct ctx *cx = pg->cx;
	struct workbook b;
	struct sheet *s;

	if (!w->with)
		return ERR_MISSING;
	workbook_begin(&b, cx->arena, cx->lang, w->v->title);
	s = workbook_sheet(&b, tr(cx->lang, _("Comparison")));
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&b, s, tr(cx->lang, heads[i]));
	for (size_t i = 0; i < w->diff.n_tables; i++)
		put_table(&b, s, &w->diff.tables[i]);
	return download_workbook(pg, &b, arena_printf(cx->arena, "%s-compared", w->v->number));
}

/* ---- pages ---- */

static enum err show(struct page *pg, const struct compare_view *w)
{
	if (download_kind(pg))
		return file(pg, w);
	pg->title = tr(pg->cx->lang, _("What changed"));
	release_compare_html(pg->o, pg, w);
	return OK;
}

enum err release_compare_page(struct page *pg)
{
	struct release_view v;
	struct compare_view w;

	TRY(release_load(pg, &v));
	if (v.closed)
		return ERR_MISSING;
	TRY(load(pg, &v, false, &w));
	pg->subject = SUBJECT_DONORS;
	page_crumb(pg, tr(pg->cx->lang, _("Releases")), "/releases");
	page_crumb(pg, v.title, w.back);
	page_crumb(pg, tr(pg->cx->lang, _("What changed")), NULL);
	return show(pg, &w);
}

enum err release_link_compare_page(struct page *pg)
{
	struct release_view v;
	struct compare_view w;
	bool ended;

	TRY(release_load_link(pg, &v, download_kind(pg) != NULL, &ended));
	if (ended)
		return OK;
	if (v.withdrawn)
		return ERR_MISSING;
	TRY(load(pg, &v, true, &w));
	pg->bare = true;
	return show(pg, &w);
}
