/* What an import of bodies did with each row of its file. */
#include <string.h>

#include "core/job_sql.h"
#include "people/body_imported_html.h"
#include "people/body_pages.h"
#include "people/body_views.h"
#include "web/download.h"

static enum import_row_list_sort sort_of(const struct page *pg)
{
	static const char *const sorts[] = { "line", "line_down", "code", "code_down" };

	return (enum import_row_list_sort)page_sort(pg, sorts, COUNT_OF(sorts), 0);
}

static enum err count(struct page *pg, struct imported_view *v)
{
	struct import_counts *rows;
	size_t n;

	TRY(import_counts_query(pg->cx->db, pg->cx->arena, v->job, &rows, &n));
	for (size_t i = 0; i < n; i++) {
		size_t at = 0;

		while (at < 2 && strcmp(import_outcomes[at], rows[i].outcome) != 0)
			at++;
		if (strcmp(rows[i].outcome, "none") == 0)
			at = 3;
		v->count[at] += rows[i].n;
	}
	return OK;
}

static enum err read_rows(struct page *pg, struct imported_view *v)
{
	struct ctx *cx = pg->cx;
	const char *q = page_search(pg, "q");
	const char *verdict = param_word(pg, "verdict", import_verdicts);
	const char *outcome = param_word(pg, "outcome", import_outcomes);
	int64_t total;

	v->paging = page_paging(pg, download_kind(pg) ? IMPORT_ROWS_MAX : 100);
	TRY(import_row_count_query(cx->db, cx->arena, v->job, q, verdict, outcome, &total));
	paging_total(&v->paging, total);
	return import_row_list_query(cx->db, cx->arena, sort_of(pg), v->job, q, verdict, outcome,
		v->paging.limit, v->paging.offset, &v->rows, &v->n);
}

static enum err send_sheet(struct page *pg, const struct imported_view *v)
{
	static const char *const heads[] = { _("Line"), _("Code"), _("Name"), _("Verdict"),
		_("Columns"), _("What became of it"), _("Why") };
	enum lang lang = pg->cx->lang;
	struct workbook w;
	struct sheet *s;

	workbook_begin(&w, pg->cx->arena, lang, pg->title);
	s = workbook_sheet(&w, pg->title);
	for (size_t i = 0; i < COUNT_OF(heads); i++)
		sheet_head(&w, s, tr(lang, heads[i]));
	for (size_t i = 0; i < v->n; i++) {
		const struct import_row_list *r = &v->rows[i];

		sheet_int(&w, s, r->line);
		sheet_text(&w, s, r->code);
		sheet_text(&w, s, PICK(lang, r, name));
		sheet_text(&w, s, tr(lang, import_verdict_word(r->verdict)));
		sheet_text(&w, s, r->columns);
		sheet_text(&w, s, tr(lang, import_outcome_word(r->outcome)));
		sheet_text(&w, s, r->obstacle ? tr(lang, import_obstacle_word(r->obstacle)) : NULL);
	}
	return download_workbook(pg, &w, "import");
}

enum err body_imported_page(struct page *pg)
{
	struct ctx *cx = pg->cx;
	struct imported_view v = { .pg = pg };
	struct job_row job;

	TRY(must_administer(cx, DB_NULL));
	TRY(page_id(pg, "id", &v.job));
	TRY(job_by_id_query(cx->db, cx->arena, v.job, &job));
	if (strcmp(job.kind, body_import_job.name) != 0)
		return ERR_MISSING;
	v.all = at_id(pg, "/bodies/imports/", v.job, "/rows");
	v.over = job.ended_at != NULL;
	pg->title = tr(cx->lang, _("What the import did"));
	page_crumb(pg, tr(cx->lang, _("Bodies")), "/bodies");
	page_crumb(pg, tr(cx->lang, _("Import bodies from a file")), "/bodies/import");
	page_crumb(pg, pg->title, NULL);
	TRY(count(pg, &v));
	TRY(read_rows(pg, &v));
	if (download_kind(pg))
		return send_sheet(pg, &v);
	v.verdicts = choices_of(pg, _("Any verdict"), import_verdicts, import_verdict_word);
	v.outcomes = choices_of(pg, _("Any outcome"), import_outcomes, import_outcome_word);
	body_imported_html(pg->o, &v);
	return OK;
}
