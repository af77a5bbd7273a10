/* A release behind its link, and the files of a release. */
#include <string.h>

#include "assess/release_load_pages.h"
#include "assess/release_pages.h"
#include "assess/release_public_html.h"
#include "web/download.h"

enum err release_link_page(struct page *pg)
{
	struct release_view v;
	bool ended;

	TRY(release_load_link(pg, &v, false, &ended));
	if (ended)
		return OK;
	pg->bare = true;
	pg->title = v.title;
	release_public_html(pg->o, pg, &v);
	return OK;
}

/* All tables as XLSX, or as CSV the one asked for. */
static enum err file(struct page *pg, const struct release_view *v)
{
	bool csv = strcmp(download_kind(pg), "csv") == 0;
	const char *table = csv ? page_param(pg, "table") : NULL;
	struct workbook w;

	if (v->closed)
		return ERR_MISSING;
	workbook_begin(&w, pg->cx->arena, pg->cx->lang, v->title);
	doc_sheets(v->doc.doc, table, &w);
	if (!w.sheets.n)
		return ERR_MISSING;
	return download_workbook(
		pg, &w, table ? arena_printf(pg->cx->arena, "%s-%s", v->number, table) : v->number);
}

static enum err json(struct page *pg, const struct release_view *v)
{
	if (v->closed || !v->edition->doc)
		return ERR_MISSING;
	pg->type = "application/json";
	pg->file_name = arena_printf(pg->cx->arena, "%s.json", v->number);
	buf_str(pg->o->b, v->edition->doc);
	return OK;
}

enum err release_file_page(struct page *pg)
{
	struct release_view v;

	TRY(release_load(pg, &v));
	return file(pg, &v);
}

enum err release_json_page(struct page *pg)
{
	struct release_view v;

	TRY(release_load(pg, &v));
	return json(pg, &v);
}

enum err release_link_file_page(struct page *pg)
{
	struct release_view v;
	bool ended;

	TRY(release_load_link(pg, &v, true, &ended));
	return ended ? OK : file(pg, &v);
}

enum err release_link_json_page(struct page *pg)
{
	struct release_view v;
	bool ended;

	TRY(release_load_link(pg, &v, true, &ended));
	return ended ? OK : json(pg, &v);
}
