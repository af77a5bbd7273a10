#include "web/download.h"

#include <string.h>

#include "core/sensitivity.h"
#include "web/route.h"

const char *download_kind(const struct page *pg)
{
	const char *dot = strrchr(pg->rq->path, '.');

	if (dot && strcmp(dot, ".csv") == 0)
		return "csv";
	return dot && strcmp(dot, ".xlsx") == 0 ? "xlsx" : NULL;
}

enum err download_workbook(struct page *pg, const struct workbook *w, const char *name)
{
	const char *kind = download_kind(pg);
	struct workbook marked = *w;

	if (!kind)
		return ERR_MISSING;
	TRY(download_foot(pg, w->lang, NULL, &marked.mark));
	pg->file_name = arena_printf(pg->cx->arena, "%s-%s.%s", name, pg->cx->today, kind);
	if (strcmp(kind, "csv") == 0) {
		pg->type = "text/csv; charset=utf-8";
		workbook_csv(w, pg->o->b, true);
		return OK;
	}
	pg->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	return workbook_xlsx(&marked, pg->cx->config->data, &pg->spool);
}

enum err download_pdf(struct page *pg, struct bytes pdf, const char *name)
{
	pg->file_name = arena_printf(pg->cx->arena, "%s-%s.pdf", name, pg->cx->today);
	pg->type = "application/pdf";
	buf_add(pg->o->b, pdf.data, pdf.len);
	return OK;
}

enum err download_foot(struct page *pg, enum lang lang, const char *own, const char **text)
{
	*text = own;
	return pg->route->data ? sensitivity_foot(pg->cx, lang, pg->route->data, own, text) : OK;
}

enum err download_label(struct page *pg)
{
	struct arena *a = pg->cx->arena;
	struct sensitivity s;
	const char *dot;

	if (!pg->type)
		return OK;
	pg->sensitivity = "unclassified";
	if (!pg->route->data)
		return OK;
	TRY(sensitivity_of(pg->cx, pg->route->data, &s));
	pg->sensitivity = s.confirmed ? s.level : arena_printf(a, "%s; unconfirmed", s.level);
	if (!pg->file_name)
		return OK;
	dot = strrchr(pg->file_name, '.');
	if (!dot || dot == pg->file_name)
		dot = pg->file_name + strlen(pg->file_name);
	pg->file_name = arena_printf(
		a, "%.*s-%s%s", (int)(dot - pg->file_name), pg->file_name, s.level, dot);
	return OK;
}
