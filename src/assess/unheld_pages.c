#include "assess/unheld_pages.h"

#include <string.h>

#include "assess/unheld_html.h"
#include "base/text.h"
#include "core/may.h"
#include "people/post.h"
#include "web/download.h"

#define ROWS 50
#define ROWS_MOST 100000

static enum err load_rounds(struct page *pg, struct unheld_view *v)
{
	struct ctx *cx = pg->cx;
	struct unheld_rounds *rows;
	size_t n;

	*LIST_PUSH(cx->arena, &v->rounds) = (struct choice){ "", _("Any round"), NULL };
	TRY(unheld_rounds_query(cx->db, cx->arena, &rows, &n));
	for (size_t i = 0; i < n; i++)
		*LIST_PUSH(cx->arena, &v->rounds) = (struct choice){
			.value = arena_printf(cx->arena, "%lld", (long long)rows[i].id),
			.name = PICK(cx->lang, &rows[i], title)
		};
	return OK;
}

static enum err file(struct page *pg, const struct unheld_view *v)
{
	static const char *const heads[] = { _("Body"), _("Body code"), _("Post"), _("State") };
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, pg->cx->arena, pg->cx->lang, pg->title);
	s = workbook_sheet(&w, pg->title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(w.lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		sheet_text(&w, s, PICK(w.lang, &v->rows[i], name));
		sheet_text(&w, s, v->rows[i].code);
		sheet_text(&w, s, tr(w.lang, post_kind_word(v->rows[i].kind)));
		sheet_text(&w, s, msg_text(w.arena, w.lang, unheld_why(&v->rows[i])));
	}
	return download_workbook(pg, &w, "without-focal-point");
}

enum err unheld_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	const char *q = page_search(pg, "q"), *kind = page_param(pg, "kind");
	const char *asked = page_param(pg, "round");
	struct unheld_view v = { .pg = pg,
		.paging = page_paging(pg, download_kind(pg) ? ROWS_MOST : ROWS),
		.administers = may_anywhere(cx, MAY_ADMINISTER) };
	struct unheld_list *rows;
	int64_t round = DB_NULL, total;

	if (asked && *asked && !text_to_int(asked, &round))
		return ERR_MISSING;
	if (!kind || (strcmp(kind, "focal") != 0 && strcmp(kind, "head") != 0))
		kind = NULL;
	TRY(unheld_count_query(cx->db, cx->arena, round, kind, q, cx->today, &total));
	paging_total(&v.paging, total);
	TRY(unheld_list_query(cx->db, cx->arena, round, kind, q, cx->today, v.paging.limit,
		v.paging.offset, &rows, &v.n));
	v.rows = rows;
	pg->title = tr(cx->lang, _("Bodies without a focal point or head"));
	pg->subject = SUBJECT_ASSESS;
	if (download_kind(pg))
		return file(pg, &v);
	TRY(load_rounds(pg, &v));
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, pg->title, NULL);
	unheld_html(pg->o, &v);
	return OK;
}
