/* A release behind its link, and the files of a release. */
#include <string.h>

#include "assess/release_load_pages.h"
#include "assess/release_pages.h"
#include "assess/release_public_html.h"
#include "web/download.h"

enum err release_link_page(struct page *pg)
{
	struct release_view v;

	TRY(release_load_link(pg, &v));
	pg->bare = true;
	pg->title = v.title;
	release_public_html(pg->o, &v);
	return OK;
}

/* A withdrawn release gives no files, except to those who may publish it again. */
static bool gives_files(const struct release_view *v)
{
	return !v->withdrawn || v->coordinates;
}

static enum err book(
	struct page *pg, const struct release_view *v, const char *table, struct workbook *w)
{
	if (!gives_files(v))
		return ERR_MISSING;
	workbook_begin(w, pg->cx->arena, pg->cx->lang, v->title);
	doc_sheets(v->doc.doc, table, w);
	return w->sheets.n ? OK : ERR_MISSING;
}

static enum err csv(struct page *pg, const struct release_view *v)
{
	const char *table = page_param(pg, "table");
	struct workbook w;

	TRY(book(pg, v, table, &w));
	return page_csv(pg, &w,
		arena_printf(pg->cx->arena, "%s-%s.csv", v->number,
			table ? v->doc.doc->tables[0].key : "all"));
}

static enum err xlsx(struct page *pg, const struct release_view *v)
{
	struct workbook w;

	TRY(book(pg, v, NULL, &w));
	return page_xlsx(pg, &w, arena_printf(pg->cx->arena, "%s.xlsx", v->number));
}

static enum err json(struct page *pg, const struct release_view *v)
{
	if (!gives_files(v) || !v->release->doc)
		return ERR_MISSING;
	pg->type = "application/json";
	pg->file_name = arena_printf(pg->cx->arena, "%s.json", v->number);
	buf_str(pg->o->b, v->release->doc);
	return OK;
}

enum err release_csv_page(struct page *pg)
{
	struct release_view v;

	TRY(release_load(pg, &v));
	return csv(pg, &v);
}

enum err release_xlsx_page(struct page *pg)
{
	struct release_view v;

	TRY(release_load(pg, &v));
	return xlsx(pg, &v);
}

enum err release_json_page(struct page *pg)
{
	struct release_view v;

	TRY(release_load(pg, &v));
	return json(pg, &v);
}

enum err release_link_csv_page(struct page *pg)
{
	struct release_view v;

	TRY(release_load_link(pg, &v));
	return csv(pg, &v);
}

enum err release_link_xlsx_page(struct page *pg)
{
	struct release_view v;

	TRY(release_load_link(pg, &v));
	return xlsx(pg, &v);
}

enum err release_link_json_page(struct page *pg)
{
	struct release_view v;

	TRY(release_load_link(pg, &v));
	return json(pg, &v);
}
