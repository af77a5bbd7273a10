#include "web/download.h"

#include <string.h>

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

	if (!kind)
		return ERR_MISSING;
	pg->file_name = arena_printf(pg->cx->arena, "%s-%s.%s", name, pg->cx->today, kind);
	if (strcmp(kind, "csv") == 0) {
		pg->type = "text/csv; charset=utf-8";
		workbook_csv(w, pg->o->b, true);
		return OK;
	}
	pg->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	return workbook_xlsx(w, pg->cx->config->data, &pg->spool);
}

enum err download_pdf(struct page *pg, struct bytes pdf, const char *name)
{
	pg->file_name = arena_printf(pg->cx->arena, "%s-%s.pdf", name, pg->cx->today);
	pg->type = "application/pdf";
	buf_add(pg->o->b, pdf.data, pdf.len);
	return OK;
}
