#include "web/download.h"

enum err page_csv(struct page *pg, const struct workbook *w, const char *name)
{
	pg->type = "text/csv; charset=utf-8";
	pg->file_name = name;
	workbook_csv(w, pg->o->b, true);
	return OK;
}

enum err page_xlsx(struct page *pg, const struct workbook *w, const char *name)
{
	TRY(workbook_xlsx(w, pg->cx->config->data, &pg->spool));
	pg->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
	pg->file_name = name;
	return OK;
}
