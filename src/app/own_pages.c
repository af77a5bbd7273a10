#include "app/own_pages.h"

#include <string.h>

#include "app/own_html.h"
#include "web/download.h"

enum err own_data_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct own_view v = { 0 };
	struct own_list *rows;

	TRY(own_list_query(cx->db, cx->arena, cx->who.account, cx->today, &rows, &v.n));
	v.rows = rows;
	for (size_t i = 0; i < v.n; i++) {
		v.today |= strcmp(rows[i].day, cx->today) == 0;
		if (!rows[i].made_at)
			pg->refresh = 2;
	}
	pg->title = tr(cx->lang, _("My own data"));
	page_crumb(pg, tr(cx->lang, _("My account")), "/account");
	page_crumb(pg, pg->title, NULL);
	own_html(pg->o, pg, &v);
	return OK;
}

enum err own_ask_post(struct page *pg)
{
	int64_t id;

	TRY(own_ask(pg->cx, &id));
	return page_go(pg, "/account/data",
		_("Your file of today is asked for. It is made in the "
		  "background and appears here."));
}

enum err own_json_page(struct page *pg)
{
	struct own_by_id own;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(own_get(pg->cx, id, &own));
	TRY(own_json(pg->cx, &own, pg->o->b));
	pg->type = "application/json";
	pg->file_name = arena_printf(pg->cx->arena, "own-data-%s.json", own.day);
	return OK;
}

enum err own_xlsx_page(struct page *pg)
{
	struct own_by_id own;
	struct workbook w;
	int64_t id;

	TRY(page_id(pg, "id", &id));
	TRY(own_get(pg->cx, id, &own));
	TRY(own_workbook(pg->cx, &own, &w));
	return download_workbook(pg, &w, "own-data");
}
