#include "assess/saved_pages.h"

#include <string.h>

#include "assess/saved.h"
#include "assess/saved_views_html.h"
#include "web/parts.h"

static enum err coordinated(struct page *pg, struct round_by_id *r)
{
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(round_get(pg->cx, id, r));
	return round_coordinated(pg->cx, r->body) ? OK : ERR_MISSING;
}

static enum err viewed(struct page *pg, struct round_by_id *r, struct saved_view_row *v)
{
	struct ctx *cx = pg->cx;
	int64_t id;

	TRY(coordinated(pg, r));
	TRY(page_id(pg, "view", &id));
	return saved_by_id_query(cx->db, cx->arena, id, r->form, r->body, cx->who.account, v);
}

static const char *address(struct page *pg, const struct round_by_id *r, const char *end)
{
	return arena_printf(pg->cx->arena, "/rounds/%lld/consolidation%s", (long long)r->id, end);
}

static void frame(struct page *pg, const struct round_by_id *r, const char *title)
{
	struct ctx *cx = pg->cx;

	pg->title = tr(cx->lang, title);
	pg->subject = SUBJECT_ASSESS;
	page_crumb(pg, tr(cx->lang, _("Rounds")), "/rounds");
	page_crumb(pg, PICK(cx->lang, r, title),
		arena_printf(cx->arena, "/rounds/%lld", (long long)r->id));
	page_crumb(pg, tr(cx->lang, _("Consolidated results")), address(pg, r, ""));
	page_crumb(pg, pg->title, NULL);
}

/* ?topic=… as the page of the consolidation had it: the filter to be kept. */
static const char *query_of(struct page *pg)
{
	const char *q = page_param(pg, "of");

	return q ? q : "";
}

enum err saved_list_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct saved_view_row *rows;
	struct round_by_id r;
	size_t n;

	TRY(coordinated(pg, &r));
	TRY(saved_list_query(cx->db, cx->arena, r.form, r.body, cx->who.account, &rows, &n));
	frame(pg, &r, _("Kept views"));
	saved_views_html(pg->o, pg, &r, rows, n, typed(pg, "query", query_of(pg)));
	return OK;
}

enum err saved_add_post(struct page *pg)
{
	static const struct field fields[] = {
		TEXT("name", 1, SAVED_NAME_MOST),
		TEXT("query", 0, 2000),
		FLAG("shared"),
	};
	struct round_by_id r;
	struct values *v;
	int64_t id;

	TRY(coordinated(pg, &r));
	TRY(FORM_READ(pg, fields, &v));
	TRY(saved_add(pg->cx, &r, value_text(v, "name"), value_flag(v, "shared"),
		value_text(v, "query"), &id));
	return page_go(pg, address(pg, &r, "/views"), _("The view is kept."));
}

enum err saved_edit_page(struct page *pg)
{
	struct saved_view_row v;
	struct round_by_id r;

	TRY(viewed(pg, &r, &v));
	frame(pg, &r, _("Change a kept view"));
	saved_view_html(pg->o, pg, &r, &v);
	return OK;
}

enum err saved_edit_post(struct page *pg)
{
	static const struct field fields[] = {
		TEXT("name", 1, SAVED_NAME_MOST),
		FLAG("shared"),
		INT("version", 0, INT32_MAX),
	};
	struct saved_view_row row;
	struct round_by_id r;
	struct values *v;

	TRY(viewed(pg, &r, &row));
	TRY(FORM_READ(pg, fields, &v));
	TRY(saved_edit(pg->cx, &r, row.id, value_int(v, "version"), value_text(v, "name"),
		value_flag(v, "shared")));
	return page_go(pg, address(pg, &r, "/views"), _("The view is changed."));
}

enum err saved_remove_post(struct page *pg)
{
	struct saved_view_row row;
	struct round_by_id r;

	TRY(viewed(pg, &r, &row));
	TRY(saved_remove(pg->cx, &r, row.id));
	return page_go(pg, address(pg, &r, "/views"), _("The view is deleted."));
}
